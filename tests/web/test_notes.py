"""Notes at a case: written, changed and removed by advisers, and what the owner reads of them."""

import pytest
from fastapi import FastAPI

from app.domain.account import Account
from app.domain.sharing import OwnerDetails
from tests.accounts import account, signed_in
from tests.page import Page
from tests.visitor import Visitor
from tests.web.desk import Desk, make_desk, share, withdraw
from tests.web.whole_site import contents, finisher

INTERNAL = {"text": "Jan twijfelt.\nOver alles.", "readers": "organisation"}
SHARED = {"text": "Fijn gesprek gehad!", "readers": "owner"}
ODD = "<script>alert(1)</script> =HYPERLINK(1) {{ 7 * 7 }}"


@pytest.fixture
def desk(site: FastAPI) -> Desk:
    return make_desk(site)


@pytest.fixture
def hans(desk: Desk) -> Account:
    return account(desk.database, desk.own, name="Hans Smit")


def notes(desk: Desk) -> str:
    return f"{desk.path}/notities"


def written(desk: Desk, form: dict[str, str] = INTERNAL, *, by: Visitor | None = None) -> str:
    """Write a note and return the path of its page."""
    (by or desk.adviser).post(notes(desk), form)
    return f"{notes(desk)}/{contents(desk.database)['note'][-1]['id']}"


def seen(page: Page) -> str:
    return page.values("seen")[0]


def test_a_note_is_for_the_own_organisation_unless_one_chooses_otherwise(desk: Desk) -> None:
    page = desk.adviser.get(notes(desk))

    assert page.chosen("readers") == ["organisation"]
    assert "Maar een ondernemer mag vragen wat u opschreef." in page.text
    assert "Er zijn nog geen notities bij dit dossier." in page.text


def test_it_shows_who_wrote_what_and_for_whom(desk: Desk) -> None:
    written(desk)

    page = desk.adviser.post(notes(desk), SHARED)

    assert page.path == notes(desk)
    assert page.text.index("Ook voor de ondernemer Fijn") < page.text.index("Alleen voor uw organisatie Jan twijfelt.")
    assert "Anna de Boer" in page.text


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"text": " \n "}, "#text"),
        ({"text": "x" * 2001}, "#text"),
        ({"readers": "iedereen"}, "#readers"),
    ],
)
def test_it_keeps_what_was_typed_after_an_error(desk: Desk, form: dict[str, str], field: str) -> None:
    page = desk.adviser.post(notes(desk), INTERNAL | form)

    assert page.status == 422
    assert [target for target, _ in page.errors] == [field]
    assert (page.field("text").text or "").strip() == (INTERNAL | form)["text"].strip()
    assert contents(desk.database)["note"] == []


def test_as_many_lines_as_fit_can_be_stored_though_a_browser_sends_each_end_as_two_signs(desk: Desk) -> None:
    desk.adviser.post(notes(desk), INTERNAL | {"text": "x\r\n" * 999 + "xx"})

    (note,) = contents(desk.database)["note"]
    assert len(str(note["text"])) == 2000


def test_who_wrote_a_note_changes_it_and_colleagues_read_what_it_said(desk: Desk, hans: Account) -> None:
    path = written(desk)

    page = desk.adviser.post(path, INTERNAL | {"text": "Jan weet het.", "seen": seen(desk.adviser.get(path))})

    assert page.path == notes(desk)
    assert "Jan weet het." in page.text
    assert "Jan twijfelt. Over alles." in signed_in(desk.site, hans).get(path).text


def test_a_colleague_reads_and_removes_a_note_but_has_no_way_to_change_it(desk: Desk, hans: Account) -> None:
    path, colleague = written(desk), signed_in(desk.site, hans)

    page = colleague.get(path)

    assert page.all("textarea") == []
    assert "Alleen Anna de Boer kan deze tekst wijzigen." in page.text
    assert colleague.post(path, SHARED).status == 404
    assert colleague.post(f"{path}/verwijderen", {"sure": "1", "seen": seen(page)}).path == notes(desk)
    assert contents(desk.database)["note"] == []


def test_a_note_is_removed_only_after_a_tick(desk: Desk) -> None:
    path = written(desk)

    page = desk.adviser.post(f"{path}/verwijderen", {})

    assert (page.status, page.errors) == (422, [("#sure", "Kruis aan dat u deze notitie wilt verwijderen.")])
    assert len(contents(desk.database)["note"]) == 1


@pytest.mark.parametrize("what", ["", "/verwijderen"])
def test_what_changed_meanwhile_is_shown_beside_what_was_typed(desk: Desk, what: str) -> None:
    path = written(desk)
    stale = seen(desk.adviser.get(path))
    desk.adviser.post(path, INTERNAL | {"text": "Uit een ander venster."})

    page = desk.adviser.post(path + what, INTERNAL | {"text": "Van hier.", "sure": "1", "seen": stale})

    assert page.status == 409
    assert "Anna de Boer wijzigde deze notitie intussen" in page.text
    assert "Uit een ander venster." in page.text
    assert (page.field("text").text or "").strip() == ("Uit een ander venster." if what else "Van hier.")
    assert [note["text"] for note in contents(desk.database)["note"]] == ["Uit een ander venster."]


def test_the_owner_reads_what_is_shared_and_nothing_else(desk: Desk) -> None:
    written(desk)
    written(desk, SHARED | {"text": ODD})

    page = desk.owner.get("/scan/adviseur")

    assert ODD in page.text
    assert "Anna de Boer" in page.text
    assert "Jan twijfelt." not in page.text
    assert "deelde een notitie met u." in desk.owner.get("/scan/logboek").text


@pytest.mark.parametrize("note_id", ["999", "0", "-1", "x", "9" * 30])
def test_what_is_no_note_of_this_case_is_not_found_in_the_same_words(desk: Desk, note_id: str) -> None:
    elsewhere = written(desk).rpartition("/")[2]
    other_case = share(finisher(desk.site), desk.own)

    page = desk.adviser.get(f"{notes(desk)}/{note_id}")

    other = desk.adviser.get(f"{other_case}/notities/{elsewhere}")
    assert (page.status, page.heading) == (other.status, other.heading) == (404, "Dit staat er niet (meer)")


def test_a_change_that_comes_after_the_note_was_removed_gives_back_what_was_typed(desk: Desk) -> None:
    path = written(desk)
    desk.adviser.post(f"{path}/verwijderen", {"sure": "1"})

    page = desk.adviser.post(path, INTERNAL | {"text": "Een lang verhaal."})

    assert page.status == 404
    assert "Een lang verhaal." in page.text


def test_a_note_that_comes_after_a_withdrawal_is_given_back(desk: Desk) -> None:
    withdraw(desk.owner)

    page = desk.adviser.post(notes(desk), INTERNAL)

    assert (page.status, page.heading) == (404, "Dit dossier is er niet")
    assert "Jan twijfelt. Over alles." in page.text


def test_it_says_whether_the_owner_gets_a_mail(desk: Desk) -> None:
    only_calls = share(finisher(desk.site), desk.own, details=OwnerDetails("Jan", phone="0570 12 34 56"))

    assert "De ondernemer krijgt een mail dat u iets deelde, hoogstens" in desk.adviser.get(notes(desk)).text
    assert "Vertel het dus zelf." in desk.adviser.get(f"{only_calls}/notities").text

"""How a case is handled: on its page, in its form, and in its timeline."""

from datetime import UTC, datetime, timedelta

import pytest
from fastapi import FastAPI

from app.db.account_tables import AccountRow
from app.db.sharing_tables import CaseRow
from app.domain.account import Account
from app.domain.case_event import CaseEvent, CaseEventKind
from app.services.case_events import add_event
from app.web.case_event_words import in_words, timeline_words
from app.web.dates import short_date
from tests.accounts import account, signed_in
from tests.page import Page, text_of
from tests.visitor import Visitor
from tests.web.desk import Desk, in_days, mails, make_desk
from tests.web.whole_site import scan_of

SCRIPT = "<script>alert(1)</script>\nBert Bos zette de status op Afgerond."


@pytest.fixture
def desk(site: FastAPI) -> Desk:
    return make_desk(site)


@pytest.fixture
def els(desk: Desk) -> Account:
    return account(desk.database, desk.own, name="Els Kok")


def change(desk: Desk, by: Visitor | None = None, /, *, seen: str = "", **changes: str) -> Page:
    """Send the form as it stands, but for these changes."""
    visitor = by or desk.adviser
    form = {
        name: value
        for name, value in visitor.get(f"{desk.path}/behandeling").filled_in().items()
        if name in ("seen", "status", "assignee", "follow_up_on", "message")
    }
    return visitor.post(f"{desk.path}/behandeling", {**form, **changes, **({"seen": seen} if seen else {})})


def seen_now(desk: Desk) -> str:
    return desk.adviser.get(f"{desk.path}/behandeling").filled_in()["seen"]


def test_what_is_chosen_stands_on_the_case(desk: Desk) -> None:
    day = in_days(30)

    page = change(desk, status="contacted", follow_up_on=short_date(day))

    assert (page.path, page.heading) == (desk.path, "Jansen & zonen")
    for words in ("Opgeslagen.", "Contact gelegd", f"{day.day} ", str(day.year)):
        assert words in page.text


def test_one_click_takes_a_case(desk: Desk) -> None:
    page = desk.adviser.post(f"{desk.path}/oppakken", {"seen": ""})

    assert "Anna de Boer (uzelf)" in page.text
    assert "Ik pak dit op" not in page.text


def test_who_takes_a_case_that_a_colleague_just_took_is_told(desk: Desk, els: Account) -> None:
    signed_in(desk.site, els).post(f"{desk.path}/oppakken", {"seen": ""})

    page = desk.adviser.post(f"{desk.path}/oppakken", {"seen": ""})

    assert page.status == 409
    assert "Els Kok veranderde dit intussen" in page.text
    assert "Anna de Boer" in desk.adviser.post(f"{desk.path}/behandeling", page.filled_in()).text


def test_a_change_of_a_colleague_is_shown_beside_what_was_typed(desk: Desk, els: Account) -> None:
    seen = seen_now(desk)
    change(desk, signed_in(desk.site, els), status="contacted")

    page = change(desk, seen=seen, status="closed", message="")

    assert page.status == 409
    assert "Els Kok veranderde dit intussen" in page.text
    assert "Status: Contact gelegd" in page.text
    assert page.filled_in()["status"] == "closed"
    assert "Afgerond" in desk.adviser.post(f"{desk.path}/behandeling", page.filled_in()).text


def test_an_error_does_not_hide_what_a_colleague_changed(desk: Desk, els: Account) -> None:
    seen = seen_now(desk)
    change(desk, signed_in(desk.site, els), status="contacted")

    page = change(desk, seen=seen, status="new", follow_up_on="?")

    assert page.status == 422
    assert desk.adviser.post(f"{desk.path}/behandeling", page.filled_in() | {"follow_up_on": ""}).status == 409


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"follow_up_on": "gisteren"}, "follow_up_on"),
        ({"status": "?"}, "status"),
        ({"assignee": "999999"}, "assignee"),
        ({"message": "Bel hem"}, "message"),
        ({"assignee": "1", "message": "x" * 501}, "message"),
    ],
)
def test_what_is_wrong_is_told_and_kept(desk: Desk, changes: dict[str, str], field: str) -> None:
    page = change(desk, **changes)

    assert page.status == 422
    assert f"#{field}" in [target for target, _ in page.errors]
    assert "Nieuw" in desk.adviser.get(desk.path).text


def test_a_day_that_is_past_may_stay(desk: Desk) -> None:
    with desk.database.write() as session:
        session.get_one(CaseRow, 1).follow_up_on = in_days(-3)

    page = change(desk, status="contacted")

    assert page.path == desk.path
    assert "(al voorbij)" in page.text


def test_a_day_on_which_the_owner_gets_mail_is_told_before_it_is_chosen(desk: Desk) -> None:
    assert "Op die dag krijgt de ondernemer een mail" in desk.adviser.get(f"{desk.path}/behandeling").text


def test_a_day_after_the_end_of_sharing_is_told(desk: Desk) -> None:
    assert "De dag van opvolging is later." in change(desk, follow_up_on=short_date(in_days(200))).text


def test_a_blocked_colleague_is_told_and_replaced(desk: Desk, els: Account) -> None:
    change(desk, assignee=str(els.id))
    with desk.database.write() as session:
        session.get_one(AccountRow, els.id).blocked_at = datetime.now(UTC)

    page = desk.adviser.get(desk.path)

    assert "Deze collega kan niet meer inloggen." in page.text
    assert "Els Kok (kan niet meer inloggen)" in desk.adviser.get(f"{desk.path}/behandeling").text
    assert "(uzelf)" in desk.adviser.post(f"{desk.path}/oppakken", {"seen": str(els.id)}).text


def test_the_mail_to_a_colleague_names_nobody(desk: Desk, els: Account) -> None:
    change(desk, assignee=str(els.id), message="Bel Jan")

    mail = mails(desk.database)[-1]
    assert (mail.recipient, mail.subject) == (els.email, "Een dossier is aan u overgedragen")
    for part in (mail.text, mail.html):
        assert "http://127.0.0.1:8000/adviseur?whose=mine" in part
        assert not any(words in part for words in ("Jansen", "Jan", "Bel"))


def test_the_timeline_tells_who_did_what_with_what_was_typed_apart(desk: Desk, els: Account) -> None:
    change(desk, assignee=str(els.id), status="contacted", message=SCRIPT)

    page = desk.adviser.get(f"{desk.path}/tijdlijn")

    assert "Anna de Boer droeg het dossier over." in page.text
    assert "en zette de status op Contact gelegd (was: Nieuw)." in page.text
    assert "<script>alert" not in page.response.text
    assert [text_of(told) for told in page.all("dd")] == ["Els Kok", " ".join(SCRIPT.split())]
    assert not any("Bert Bos" in text_of(sentence) for sentence in page.all("p"))
    assert page.text.index("droeg het dossier over") < page.text.index("De ondernemer deelde de scan")


def test_a_long_timeline_has_pages(desk: Desk, els: Account) -> None:
    with desk.database.write() as session:
        case = session.get_one(CaseRow, 1)
        for minutes in range(60):
            at = datetime.now(UTC) + timedelta(minutes=minutes)
            add_event(session, case, CaseEventKind.CHANGED_SCAN, now=at)

    first, last = (desk.adviser.get(f"{desk.path}/tijdlijn?page={number}") for number in ("x", "9"))

    assert (first.text.count("veranderde de scan"), last.text.count("veranderde de scan")) == (50, 10)
    assert first.links()["Eerder"] == f"{desk.path}/tijdlijn?page=2"
    assert "De ondernemer deelde de scan" in last.text


def test_every_kind_of_event_has_words() -> None:
    assert set(timeline_words().kinds) == set(CaseEventKind)


def test_a_reason_that_was_replaced_can_be_read(desk: Desk) -> None:
    scan = scan_of(desk.owner)
    details = {"was": "a", "now": "b", "reason_was": "Het bord hing er niet."}

    said = in_words(CaseEvent(datetime.now(UTC), CaseEventKind.SET_VIEW, "Els Kok", "planning", details), scan)

    levels = scan.questionnaire.question_by_id["planning"].wording_for(scan.profile).levels
    assert said.question == scan.questionnaire.question_by_id["planning"].wording_for(scan.profile).text
    assert [detail.text for detail in said.details] == [levels["b"].label, levels["a"].label, "Het bord hing er niet."]


def test_what_to_look_at_first_has_a_question_to_ask(desk: Desk) -> None:
    desk.owner.post("/scan/vraag/meten", {"answer": "unknown"})

    page, scan = desk.adviser.get(desk.path), scan_of(desk.owner)

    question = scan.questionnaire.question_by_id["meten"].wording_for(scan.profile)
    first = page.text[page.text.index("Hier eerst naar kijken") : page.text.index("Wat u en uw collega’s deden")]
    assert question.text in first
    assert question.evidence
    assert question.evidence in first

"""Passing a case on: advisers ask at their desk, and the owner decides from a mail or at the scan."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from fastapi import FastAPI
from sqlmodel import col, select, update

from app.db.account_tables import OrganisationRow
from app.db.sharing_tables import CaseRow, ConsentRow, PassOnRow
from app.domain.sharing import OwnerDetails, Scope
from app.services.opening import MOST_FAILURES
from app.web.sharing_consent import current_sharing_text
from tests.page import Page, text_of
from tests.web.desk import OTHER, Desk, in_days, link_in, mails, make_desk, withdraw
from tests.web.whole_site import contents, finisher, stranger

REASON = "Zij kennen uw vak.\nEn zij zitten dichtbij."


@pytest.fixture
def desk(site: FastAPI) -> Desk:
    return make_desk(site)


def ask(desk: Desk, **changes: str) -> Page:
    form = {"organisation": str(desk.target.id), "reason": REASON, "seen": ""}
    return desk.adviser.post(desk.asking, form | changes)


def mailed_link(desk: Desk) -> str:
    return link_in(mails(desk.database)[-1])


def answer(desk: Desk, link: str, decision: str, **changes: str) -> Page:
    """Open the link as the owner, in a browser that never saw the scan, and press a button."""
    browser = stranger(desk.site)
    return browser.post(link, browser.get(link).filled_in() | {"decision": decision} | changes)


def holders(desk: Desk) -> list[int]:
    with desk.database.read() as session:
        return list(session.exec(select(CaseRow.organisation_id)))


def test_it_lists_the_organisations_near_the_company_first_and_not_the_own(desk: Desk) -> None:
    with desk.database.write() as session:
        now = datetime.now(UTC)
        session.add(OrganisationRow(kind="adviser", name="A ver", municipalities=["GM0363"], added_at=now))

    page = desk.adviser.get(desk.asking)

    assert page.values("organisation")[0] == str(desk.target.id)
    assert str(desk.own.id) not in page.values("organisation")
    assert len(page.values("organisation")) == 2


def test_it_asks_for_a_choice_and_a_reason_and_keeps_what_was_typed(desk: Desk) -> None:
    page = ask(desk, organisation="", reason="x" * 501)

    assert page.status == 422
    assert page.errors == [
        ("#organisation", "Kies naar welke organisatie het dossier mag."),
        ("#reason", "Uw reden heeft 501 tekens. Kort hem in tot 500 tekens."),
    ]
    assert "x" * 501 in page.text
    assert ask(desk, reason=" \n").errors == [("#reason", "Schrijf waarom de andere organisatie beter kan helpen.")]
    assert mails(desk.database) == []


@pytest.mark.parametrize("chosen", ["0", "999", "x", "own"])
def test_an_organisation_that_is_not_in_the_list_is_refused(desk: Desk, chosen: str) -> None:
    page = ask(desk, organisation=str(desk.own.id) if chosen == "own" else chosen)

    assert page.errors == [("#organisation", "Deze organisatie doet niet meer mee. Kies een andere.")]


def test_a_fourth_question_on_a_day_is_not_sent_and_its_reason_is_shown(desk: Desk) -> None:
    for _ in range(3):
        ask(desk)
        desk.adviser.post(f"{desk.asking}/intrekken", {})
    before = len(mails(desk.database))

    page = ask(desk, reason="Zij zijn dichterbij.")

    assert (page.status, page.heading) == (429, "Vraag het morgen opnieuw")
    assert "Zij zijn dichterbij." in page.text
    assert len(mails(desk.database)) == before


def test_the_letter_tells_the_owner_who_asks_what_and_why(desk: Desk) -> None:
    ask(desk)

    (mail,) = mails(desk.database)
    assert (mail.recipient, mail.subject) == ("jan@bedrijf.example", "Mag een andere adviseur uw scan zien?")
    for part in (mail.text, mail.html):
        for words in ("Anna de Boer", desk.own.name, OTHER, "Zij kennen uw vak.", "http://127.0.0.1:8000/doorgeven/"):
            assert words in part
        assert "Jansen" not in part


def test_the_question_that_waits_is_shown_and_can_be_taken_back(desk: Desk) -> None:
    page = ask(desk)
    link = mailed_link(desk)
    assert "Deze vraag wacht op antwoord." in page.text
    assert "Zij kennen uw vak." in page.text

    page = desk.adviser.post(f"{desk.asking}/intrekken", {})

    assert "Deze vraag wacht op antwoord." not in page.text
    assert stranger(desk.site).get(link).status == 404


def test_a_question_of_a_colleague_is_not_replaced_unseen(desk: Desk) -> None:
    ask(desk)

    page = ask(desk, reason="Anders")

    assert (page.status, len(mails(desk.database))) == (409, 1)
    assert "Iemand van uw organisatie stelde intussen al een vraag." in page.text
    assert "Zij kennen uw vak." in page.text
    assert ask(desk, reason="Anders", seen=str(page.field("seen").get("value"))).status == 200
    assert len(mails(desk.database)) == 2


def test_without_an_address_it_says_how_the_owner_can_answer(site: FastAPI) -> None:
    desk = make_desk(site, details=OwnerDetails("Jan", phone="0570 12 34 56"))

    page = ask(desk)

    assert "Wij sturen hierover geen mail." in page.text
    assert mails(desk.database) == []


def test_a_site_without_mail_writes_no_letters(make_app: Callable[..., FastAPI]) -> None:
    desk = make_desk(make_app())
    page = ask(desk)
    seen = desk.owner.get("/scan/delen")

    desk.owner.post("/scan/doorgeven", {"decision": "ja", "seen": str(seen.field("seen").get("value"))})

    assert "Wij sturen hierover geen mail." in page.text
    assert holders(desk) == [desk.target.id]
    assert mails(desk.database) == []


def test_the_page_behind_the_link_says_who_gets_what_and_changes_nothing(desk: Desk) -> None:
    ask(desk)
    before = contents(desk.database)
    browser = stranger(desk.site)

    page = browser.get(mailed_link(desk))
    browser.client.head(mailed_link(desk))

    assert page.heading == f"Mag {OTHER} uw scan zien?"
    assert f"{desk.own.name} ziet uw scan niet meer." in page.text
    assert "Zij kennen uw vak." in page.text
    assert "Jansen" not in page.text
    assert contents(desk.database) == before


def test_after_yes_the_other_organisation_has_the_case_and_the_first_has_not(desk: Desk) -> None:
    ask(desk)

    page = answer(desk, mailed_link(desk), "ja")

    assert page.heading == "Uw scan is doorgegeven"
    assert holders(desk) == [desk.target.id]
    assert desk.adviser.get(desk.path).status == 404
    assert "Jansen & zonen" not in desk.adviser.get("/adviseur").text
    path = desk.other.get("/adviseur").links()["Jansen & zonen"]
    assert "Hoe begin ik?" in desk.other.get(path).text
    assert [mail.subject for mail in mails(desk.database)] == [
        "De ondernemer is akkoord: het dossier is doorgegeven",
        "Er is een dossier aan u doorgegeven",
    ]


def test_after_no_nothing_moved_and_the_asker_hears_it(desk: Desk) -> None:
    ask(desk)

    page = answer(desk, mailed_link(desk), "nee")

    assert page.heading == "Uw scan is niet doorgegeven"
    assert holders(desk) == [desk.own.id]
    assert mails(desk.database)[-1].subject == "De ondernemer geeft het dossier liever niet door"
    assert "Deze vraag wacht op antwoord." not in desk.adviser.get(desk.asking).text


def test_the_owner_can_answer_at_the_scan(desk: Desk) -> None:
    ask(desk)
    link = mailed_link(desk)
    seen = stranger(desk.site).get(link).filled_in()["seen"]

    reply = desk.owner.client.post(
        "/scan/doorgeven",
        data={"decision": "ja", "seen": seen},
        headers={"origin": "http://127.0.0.1:8000"},
        follow_redirects=False,
    )

    assert (reply.status_code, reply.headers["location"]) == (303, "/scan/delen")
    assert holders(desk) == [desk.target.id]


def test_the_question_waits_on_the_page_where_the_owner_shares(desk: Desk) -> None:
    assert "Ja, geef door" not in desk.owner.get("/scan/delen").response.text
    ask(desk)

    page = desk.owner.get("/scan/delen")

    assert f"Mag {OTHER} uw scan zien?" in page.text
    assert "Zij kennen uw vak." in page.text
    assert "Ja, geef door" in page.text


def test_the_owner_finds_the_answer_in_the_log(desk: Desk) -> None:
    ask(desk)
    answer(desk, mailed_link(desk), "ja")

    log = desk.owner.get("/scan/logboek").text

    assert "vroeg u of een andere organisatie uw scan mag zien" in log
    assert f"U vond goed dat uw scan naar {OTHER} ging" in log


def test_another_owner_cannot_answer(site: FastAPI, desk: Desk) -> None:
    ask(desk)
    seen = stranger(site).get(mailed_link(desk)).filled_in()["seen"]
    intruder = finisher(site)
    before = contents(desk.database)

    page = intruder.post("/scan/doorgeven", {"decision": "ja", "seen": seen})

    assert page.heading == "Deze vraag staat niet meer open"
    assert contents(desk.database) == before


def test_an_answer_to_a_page_that_is_old_shows_what_it_is_now(desk: Desk) -> None:
    ask(desk)
    with desk.database.write() as session:
        session.exec(update(ConsentRow).values(scope=Scope.CASE_AND_FIGURES))

    page = answer(desk, mailed_link(desk), "ja", seen="oud")

    assert page.status == 409
    assert "Er is iets veranderd sinds u deze pagina opende." in page.text
    assert "Zij zien ook wat een uur werk oplevert" in page.text
    assert holders(desk) == [desk.own.id]


def test_an_answer_that_is_neither_yes_nor_no_changes_nothing(desk: Desk) -> None:
    ask(desk)

    assert answer(desk, mailed_link(desk), "misschien").status == 400
    assert holders(desk) == [desk.own.id]


def _answered(desk: Desk) -> None:
    answer(desk, mailed_link(desk), "nee")


def _withdrawn(desk: Desk) -> None:
    withdraw(desk.owner)


def _cancelled(desk: Desk) -> None:
    desk.adviser.post(f"{desk.asking}/intrekken", {})


def _expired(desk: Desk) -> None:
    with desk.database.write() as session:
        row = session.exec(select(PassOnRow)).one()
        row.expires_at = row.asked_at - timedelta(1)


def _case_over(desk: Desk) -> None:
    with desk.database.write() as session:
        session.exec(update(CaseRow).values(ends_on=in_days(-1)))


def _target_closed(desk: Desk) -> None:
    with desk.database.write() as session:
        added = col(OrganisationRow.added_at)
        session.exec(update(OrganisationRow).where(col(OrganisationRow.id) == desk.target.id).values(closed_at=added))


@pytest.mark.parametrize(
    "end", [_answered, _withdrawn, _cancelled, _expired, _case_over, _target_closed], ids=lambda end: end.__name__
)
def test_a_question_that_is_over_says_so_and_changes_nothing(desk: Desk, end: Callable[[Desk], None]) -> None:
    ask(desk)
    link = mailed_link(desk)
    browser = stranger(desk.site)
    form = browser.get(link).filled_in() | {"decision": "ja"}
    end(desk)
    before = {name: rows for name, rows in contents(desk.database).items() if name != "failed_attempts"}

    pages = [browser.get(link), browser.post(link, form), browser.get("/doorgeven/" + "x" * 43)]

    assert [(page.status, page.heading) for page in pages] == [(404, "Deze vraag staat niet meer open")] * 3
    assert len({page.response.content for page in pages}) == 1
    assert {name: rows for name, rows in contents(desk.database).items() if name != "failed_attempts"} == before


def test_guessing_at_links_is_limited(site: FastAPI) -> None:
    browser = stranger(site, at="10.1.2.3")

    statuses = [browser.get(f"/doorgeven/{number:043}").status for number in range(MOST_FAILURES + 1)]

    assert statuses == [404] * (MOST_FAILURES - 1) + [429] * 2


def test_the_token_is_nowhere_but_in_the_mail(desk: Desk) -> None:
    ask(desk)
    token = mailed_link(desk).rpartition("/")[2]

    found = contents(desk.database)

    assert {name for name, rows in found.items() if token in str(rows)} == {"outbox"}
    assert token not in desk.adviser.get(desk.asking).response.text


def test_what_people_typed_is_text_everywhere(site: FastAPI) -> None:
    script = '<script>alert("x")</script>'
    desk = make_desk(site, details=OwnerDetails(script, "jan@bedrijf.example", "", script), company_name=script)
    ask(desk, reason=f"{script}\nBcc: x@y.example")

    (mail,) = mails(desk.database)
    pages = [desk.adviser.get(desk.asking).response.text, stranger(site).get(mailed_link(desk)).response.text]

    assert all("<script>alert" not in shown and "&lt;script&gt;alert" in shown for shown in (*pages, mail.html))
    assert f"“{script}\nBcc: x@y.example”" in mail.text
    assert not re.search(r"[\r\n]", mail.subject)


def test_who_agreed_to_an_earlier_text_reads_the_new_one_before_answering(desk: Desk) -> None:
    ask(desk)
    with desk.database.write() as session:
        session.execute(update(ConsentRow).values(text_version="2026.1"))

    page = desk.owner.get("/scan/delen")

    question = text_of(next(part for part in page.all("section") if part.get("aria-labelledby") == "doorgeven"))
    assert current_sharing_text().adds[0] in question


def test_both_are_told_that_what_was_added_does_not_go_along(desk: Desk) -> None:
    asking = desk.adviser.get(desk.asking)
    ask(desk)

    assert "Wat uw organisatie toevoegde, gaat niet mee en wordt gewist" in asking.text
    assert "Dat gaat niet mee." in desk.owner.get(mailed_link(desk)).text

"""Advisers write what they would answer beside the answers of an owner, and share that when they choose to."""

import pytest
from fastapi import FastAPI
from sqlmodel import select

from app.db.case_tables import SecondViewRow
from app.domain.sharing import OwnerDetails
from app.services import scans
from tests.accounts import account, signed_in
from tests.conftest import NOW
from tests.page import Page
from tests.visitor import Visitor
from tests.web.desk import Desk, mails, make_desk
from tests.web.whole_site import scan_of

REASON = "Het bord hangt er,\nmaar niemand kijkt ernaar."


@pytest.fixture
def desk(site: FastAPI) -> Desk:
    return make_desk(site)


def set_view(desk: Desk, *, by: Visitor | None = None, seen: str = "", **changes: str) -> Page:
    form = {"answer": "c", "reason": REASON, "seen": seen, "owner_answer": "a"} | changes
    return (by or desk.adviser).post(f"{desk.path}/blik/planning", form)


def share_views(desk: Desk) -> Page:
    page = desk.adviser.get(f"{desk.path}/blik-delen")
    return desk.adviser.post(page.path, {"seen": page.field("seen").get("value", "")})


def stored(desk: Desk) -> list[SecondViewRow]:
    with desk.database.read() as session:
        return list(session.exec(select(SecondViewRow)))


def colleague(desk: Desk) -> Visitor:
    return signed_in(desk.site, account(desk.database, desk.own, name="Piet Bos"))


def test_it_says_what_a_view_is_for_before_there_is_one(desk: Desk) -> None:
    page = desk.adviser.get(f"{desk.path}/blik")

    assert "Waarvoor gebruikt u dit?" in page.text
    assert (len(page.all("figure")), len(set_view(desk).all("figure"))) == (0, 2)


def test_it_shows_both_answers_the_reason_and_the_difference_in_scores(desk: Desk) -> None:
    page = set_view(desk)

    assert page.path == f"{desk.path}/blik"
    assert REASON.replace("\n", " ") in page.text
    assert "Anna de Boer" in page.text
    assert "hoger" in page.text
    assert scan_of(desk.owner).answers["planning"] == "a"


def test_the_form_offers_levels_and_no_not_knowing_and_asks_for_both_fields(desk: Desk) -> None:
    page = set_view(desk, answer="unknown", reason="x" * 501)

    assert page.status == 422
    assert "unknown" not in page.values("answer")
    assert [target for target, _ in page.errors] == ["#answer", "#reason"]
    assert "x" * 501 in page.text
    assert set_view(desk, reason=" \n").errors == [
        ("#reason", "Schrijf waarom u dit ziet. De ondernemer leest het als u uw blik deelt.")
    ]
    assert stored(desk) == []


def test_the_second_adviser_sees_both_views_and_may_send_the_own_one_again(desk: Desk) -> None:
    set_view(desk)

    page = set_view(desk, by=colleague(desk), answer="d", reason="Ik zag iets anders.")

    assert page.status == 409
    assert "Anna de Boer veranderde deze blik intussen" in page.text
    assert REASON.replace("\n", " ") in page.text
    assert "Ik zag iets anders." in page.text
    seen = page.field("seen").get("value", "")
    assert set_view(desk, answer="d", reason="Ik zag iets anders.", seen=seen).status == 200
    assert [row.code for row in stored(desk)] == ["d"]


def test_an_error_does_not_hide_the_view_of_a_colleague(desk: Desk) -> None:
    set_view(desk)

    page = set_view(desk, by=colleague(desk), answer="d", reason="")

    assert page.status == 422
    assert set_view(desk, answer="d", seen=page.values("seen")[0]).status == 409


def test_it_says_so_when_the_owner_changed_the_answer_since(desk: Desk) -> None:
    set_view(desk)
    scans.save_answer(desk.database, scan_of(desk.owner), question_id="planning", code="d", now=NOW)

    assert "De ondernemer veranderde het antwoord sinds uw blik." in desk.adviser.get(f"{desk.path}/blik").text


def test_a_view_is_removed_by_a_button_and_not_when_a_colleague_changed_it(desk: Desk) -> None:
    set_view(desk)
    path = f"{desk.path}/blik/planning/verwijderen"

    refused = desk.adviser.post(path, {"seen": "anders"})

    assert (refused.status, len(stored(desk))) == (409, 1)
    assert "Wij hebben niets verwijderd." in refused.text
    desk.adviser.post(path, {"seen": desk.adviser.get(f"{desk.path}/blik/planning").field("seen").get("value", "")})
    assert stored(desk) == []


def test_it_shows_what_the_owner_will_see_before_it_is_shared(desk: Desk) -> None:
    set_view(desk)

    page = desk.adviser.get(f"{desk.path}/blik-delen")

    assert REASON.replace("\n", " ") in page.text
    assert "bij elke vraag wie de blik gaf" in page.text
    assert "Alles is gedeeld met de ondernemer." in share_views(desk).text


def test_the_mail_to_the_owner_tells_nothing_of_the_company_or_the_view(desk: Desk) -> None:
    set_view(desk)
    share_views(desk)

    (mail,) = mails(desk.database)

    assert (mail.recipient, mail.subject) == ("jan@bedrijf.example", "Uw adviseur deelde iets met u")
    assert all(words not in mail.text + mail.html for words in ("niemand kijkt", "Jan de Vries", "http"))


def test_an_owner_without_an_address_gets_no_mail_and_the_adviser_knows(site: FastAPI) -> None:
    desk = make_desk(site, details=OwnerDetails("Jan de Vries", phone="0570 12 34 56"))
    set_view(desk)

    page = desk.adviser.get(f"{desk.path}/blik-delen")

    assert "De ondernemer krijgt hierover geen mail." in page.text
    share_views(desk)
    assert mails(desk.database) == []

"""Owners see what their advisers share with them, beside their own answers, and say what they think of it."""

import pytest
from fastapi import FastAPI

from tests.page import Page
from tests.web.desk import Desk, make_desk, withdraw
from tests.web.test_second_views import REASON, set_view, share_views
from tests.web.whole_site import finisher, scan_of

PAGE = "/scan/adviseur"
FIELD = "reactie-planning"


@pytest.fixture
def desk(site: FastAPI) -> Desk:
    made = make_desk(site)
    set_view(made)
    return made


def respond(desk: Desk, typed: str, *, seen: str | None = None) -> Page:
    page = desk.owner.get(PAGE)
    shown = page.field("seen").get("value", "") if seen is None else seen
    form = {"scan": scan_of(desk.owner).mark, FIELD: typed, "seen": shown}
    return desk.owner.post(f"{PAGE}/blik/planning", form)


def test_it_says_what_can_come_here_while_nothing_is_shared(site: FastAPI) -> None:
    page = finisher(site).get(PAGE)

    assert "U deelt uw scan nu met niemand." in page.text
    assert page.links()["Deel uw scan met een adviseur"] == "/scan/delen"


def test_it_keeps_quiet_about_a_view_that_is_not_shared(desk: Desk) -> None:
    page = desk.owner.get(PAGE)

    assert REASON.replace("\n", " ") not in page.text
    assert f"{desk.own.name} deelde nog geen eigen blik met u." in page.text


def test_it_shows_the_view_beside_the_own_answer_with_whose_it_is(desk: Desk) -> None:
    share_views(desk)

    page = desk.owner.get(PAGE)

    assert REASON.replace("\n", " ") in page.text
    assert f"Anna de Boer van {desk.own.name}" in page.text
    assert len(page.all("figure")) == 2


def test_result_and_share_page_say_how_much_there_is(desk: Desk) -> None:
    assert "Van uw adviseur" in desk.owner.get("/scan/resultaat").links()
    share_views(desk)

    assert desk.owner.get("/scan/resultaat").links()["Van uw adviseur (1)"] == PAGE
    assert desk.owner.get("/scan/delen").links()["Van uw adviseur (1)"] == PAGE


def test_what_the_owner_says_is_there_for_the_adviser(desk: Desk) -> None:
    share_views(desk)

    page = respond(desk, "Klopt,\n<b>helaas</b>.")

    assert "Klopt, <b>helaas</b>." in page.text
    assert "Klopt, <b>helaas</b>." in desk.adviser.get(f"{desk.path}/blik").text


def test_a_response_that_is_too_long_is_kept_to_shorten(desk: Desk) -> None:
    share_views(desk)

    page = respond(desk, "x" * 501)

    assert page.status == 422
    assert page.errors == [(f"#{FIELD}", "Uw reactie heeft 501 tekens. Kort hem in tot 500 tekens.")]
    assert "x" * 501 in page.text


def test_a_page_that_is_behind_shows_the_new_view_and_what_was_typed(desk: Desk) -> None:
    share_views(desk)
    before = desk.owner.get(PAGE).field("seen").get("value", "")
    form = desk.adviser.get(f"{desk.path}/blik/planning").field("seen").get("value", "")
    set_view(desk, reason="Ik keek nog eens.", seen=form)
    share_views(desk)

    page = respond(desk, "Klopt.", seen=before)

    assert page.status == 409
    assert "Ik keek nog eens." in page.text
    assert "Klopt." in page.text
    assert respond(desk, "Klopt.").status == 200


def test_what_was_typed_about_a_view_that_is_gone_can_be_copied(desk: Desk) -> None:
    share_views(desk)
    before = desk.owner.get(PAGE).field("seen").get("value", "")
    desk.adviser.post(f"{desk.path}/blik/planning/verwijderen", {})

    page = respond(desk, "Klopt.", seen=before)

    assert page.status == 409
    assert "Uw adviseur haalde deze blik intussen weg." in page.text
    assert "Klopt." in page.text


def test_a_response_that_comes_after_a_withdrawal_is_given_back(desk: Desk) -> None:
    share_views(desk)
    seen = desk.owner.get(PAGE).field("seen").get("value", "")
    withdraw(desk.owner)

    page = respond(desk, "Klopt niet.", seen=seen)

    assert (page.status, page.heading) == (409, "U deelt deze scan niet meer")
    assert "Klopt niet." in page.text


def test_after_withdrawal_all_of_it_is_gone(desk: Desk) -> None:
    share_views(desk)

    withdraw(desk.owner)

    page = desk.owner.get(PAGE)
    assert "U deelt uw scan nu met niemand." in page.text
    assert REASON.replace("\n", " ") not in page.text

"""The page on which advisers record how it goes at a case."""

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from fastapi import FastAPI

from app.domain.agreed_action import AgreedAction
from app.domain.case import CaseStatus
from app.domain.follow_up import Standing
from app.rendering.filters import long_date
from app.services import agreed_actions
from app.services.notes import notes_of
from app.web.dates import short_date
from app.web.follow_up_form import read_follow_up
from app.web.follow_up_page import FollowUpPage
from tests.page import Page
from tests.web.desk import DETAILS, Desk, in_days, make_desk
from tests.web.following_up import agree, case_of, set_up

DAY = in_days(20)
LATER = {"further": "on_a_day", "next_on": short_date(DAY), "note": "Jan is <b>tevreden</b>."}


@pytest.fixture
def desk(site: FastAPI) -> Desk:
    """An adviser with a case for which two things were agreed."""
    made = make_desk(site)
    for title in ("Dagstart", "Planbord"):
        agree(made, title, due_in=10)
    return made


def record(desk: Desk, sent: Mapping[str, str], *, page: Page | None = None) -> Page:
    """Fill in the page, as it is now unless it is given, and send it."""
    shown = page or desk.adviser.get(f"{desk.path}/opvolging")
    return desk.adviser.post(f"{desk.path}/opvolging", shown.filled_in() | dict(sent))


def statuses(desk: Desk) -> dict[str, str]:
    return {action.title: action.status for action in agreed_actions.actions_of(desk.database, case_of(desk).id)}


def test_it_asks_how_it_goes_with_what_was_agreed(desk: Desk) -> None:
    page = desk.adviser.get(f"{desk.path}/opvolging")

    assert [page.chosen(f"action-{number}") for number in (1, 2)] == [["planned"], ["planned"]]
    assert page.values("action-1") == ["planned", "started", "stopped", "done"]


def test_it_tells_what_was_recorded_before(desk: Desk) -> None:
    text = record(desk, LATER | {"action-2": "done"}).text

    for words in ("Anna de Boer · afspraken: 1 nog niet begonnen, 1 klaar", "Jan is <b>tevreden</b>."):
        assert words in text
    assert f"weer op {long_date(DAY)}" in text


def test_a_case_can_be_closed(desk: Desk) -> None:
    page = record(desk, {"further": "closed"})

    assert (case_of(desk).status, case_of(desk).follow_up_on) == (CaseStatus.CLOSED, None)
    assert "Dit dossier is afgerond." in page.text


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"further": ""}, "further"),
        ({"further": "never"}, "further"),
        ({"next_on": ""}, "next_on"),
        ({"next_on": "31-2-2027"}, "next_on"),
        ({"next_on": "1-1-2020"}, "next_on"),
        ({"further": "closed"}, "next_on"),
        ({"note": "x" * 2001}, "note"),
        ({"action-7": "finished"}, "action-7"),
    ],
)
def test_each_field_has_its_own_message(sent: dict[str, str], field: str) -> None:
    then = datetime(2026, 12, 3, 12, tzinfo=UTC)
    action = AgreedAction(title="Dagstart", who="Jan", id=7, added_by="Anna", added_at=then, changed_at=then)

    _, errors = read_follow_up(LATER | {"action-7": "done"} | sent, [action], today=in_days(0))

    assert list(errors) == [field]


def test_what_is_wrong_is_told_and_nothing_is_stored(desk: Desk) -> None:
    page = record(desk, {"action-2": "done"})

    assert (page.status, [link for link, _ in page.errors]) == (422, ["#further"])
    assert page.chosen("action-2") == ["done"]
    assert statuses(desk)["Planbord"] == "planned"


def test_what_a_colleague_recorded_meanwhile_is_shown_beside_what_was_typed(desk: Desk) -> None:
    opened = desk.adviser.get(f"{desk.path}/opvolging")
    record(desk, {"further": "some_day", "action-1": "stopped"})

    page = record(desk, LATER, page=opened)

    assert (page.status, notes_of(desk.database, case_of(desk).id)) == (409, [])
    assert "Anna de Boer veranderde dit intussen" in page.text
    assert "Dagstart: Gestopt" in page.text
    assert [part.get("open") for part in page.all("details")] == [""]
    assert page.filled_in()["note"] == "Jan is <b>tevreden</b>."
    assert record(desk, {}, page=page).status == 200
    assert statuses(desk)["Dagstart"] == "planned"


def test_an_error_does_not_hide_what_a_colleague_recorded(desk: Desk) -> None:
    opened = desk.adviser.get(f"{desk.path}/opvolging")
    record(desk, {"further": "some_day", "action-1": "stopped"})

    page = record(desk, {"further": ""}, page=opened)

    assert page.status == 422
    assert record(desk, LATER, page=page).status == 409


def test_another_note_in_the_place_of_a_removed_one_was_not_heard_then(desk: Desk) -> None:
    record(desk, LATER)
    desk.adviser.post(f"{desk.path}/notities/1/verwijderen", {"sure": "1"})
    desk.adviser.post(f"{desk.path}/notities", {"text": "Iets heel anders.", "readers": "organisation"})

    assert "Iets heel anders." not in desk.adviser.get(f"{desk.path}/opvolging").text


def test_what_the_form_has_no_room_for_is_counted(desk: Desk) -> None:
    (first, _) = agreed_actions.actions_of(desk.database, case_of(desk).id)
    standing = Standing(CaseStatus.CONTACTED, None, [first] * 42)

    page = FollowUpPage(case_of(desk), standing, [], [], in_days(0), can_mail=False)

    assert (len(page.still_open), page.left_out) == (40, 2)


def test_without_agreed_actions_it_says_where_those_are_made(site: FastAPI) -> None:
    desk = make_desk(site)

    page = desk.adviser.get(f"{desk.path}/opvolging")

    assert page.links()["Afspraken"] == f"{desk.path}/afspraken"
    assert record(desk, {"further": "some_day", "note": "Het loopt."}).status == 200


@pytest.mark.parametrize("email", [DETAILS.email, ""])
def test_it_tells_that_the_owner_gets_mail_only_if_that_is_so(desk: Desk, email: str) -> None:
    set_up(desk, contact_email=email or None)

    assert ("krijgt de ondernemer een mail" in desk.adviser.get(f"{desk.path}/opvolging").text) == bool(email)


def test_it_warns_of_a_day_on_which_the_case_is_gone(desk: Desk) -> None:
    set_up(desk, follow_up_on=in_days(101))

    assert "Let op: u ziet dit dossier maar tot en met" in desk.adviser.get(f"{desk.path}/opvolging").text

"""Sessions: how long they last, what is kept of them, and what ends them."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from app.db.account_tables import AccountRow, OrganisationRow, SessionRow
from app.db.engine import Database
from app.services import sessions
from app.services.sessions import LONGEST, LONGEST_IDLE, Stage
from tests.conftest import NOW
from tests.services.people import Person, person

SHORTLY = timedelta(seconds=1)


@pytest.fixture
def anna(database: Database) -> Person:
    return person(database)


def start(anna: Person, stage: Stage = Stage.VERIFIED) -> str:
    with anna.database.write() as session:
        return sessions.start_session(session, anna.account.id, stage, now=NOW)


def is_open(anna: Person, token: str, *, now: datetime) -> bool:
    return sessions.find_sign_in(anna.database, token, now=now) is not None


@pytest.mark.parametrize(("idle", "found"), [(LONGEST_IDLE - SHORTLY, True), (LONGEST_IDLE, False)])
def test_a_session_is_over_after_an_hour_without_use(anna: Person, idle: timedelta, found: bool) -> None:
    assert is_open(anna, start(anna), now=NOW + idle) is found


def test_a_session_in_use_is_over_after_twelve_hours(anna: Person) -> None:
    token, half_an_hour = start(anna), timedelta(minutes=30)

    lasted = [is_open(anna, token, now=NOW + number * half_an_hour) for number in range(25)]

    assert lasted == [True] * int(LONGEST / half_an_hour) + [False]


@pytest.mark.parametrize("stage", [Stage.PASSWORD_GIVEN, Stage.CHOOSING_PASSWORD, Stage.ADDING_APP])
def test_who_is_on_the_way_has_half_an_hour(anna: Person, stage: Stage) -> None:
    token, half_an_hour = start(anna, stage), timedelta(minutes=30)

    assert is_open(anna, token, now=NOW + half_an_hour - SHORTLY)
    assert not is_open(anna, token, now=NOW + half_an_hour)


@pytest.mark.parametrize(("ahead", "found"), [(timedelta(minutes=1), True), (timedelta(minutes=1, seconds=1), False)])
def test_a_session_of_a_clock_that_was_more_than_a_minute_ahead_is_over(
    anna: Person, ahead: timedelta, found: bool
) -> None:
    assert is_open(anna, start(anna), now=NOW - ahead) is found


@pytest.mark.parametrize(("table", "column"), [(AccountRow, "blocked_at"), (OrganisationRow, "closed_at")])
def test_who_may_not_sign_in_any_more_is_out_at_once(
    anna: Person, table: type[AccountRow | OrganisationRow], column: str
) -> None:
    token, ids = start(anna), {AccountRow: anna.account.id, OrganisationRow: anna.account.organisation.id}
    with anna.database.write() as session:
        setattr(session.get_one(table, ids[table]), column, datetime(2026, 11, 1, tzinfo=UTC))

    assert not is_open(anna, token, now=NOW)


def test_the_database_does_not_hold_the_token(anna: Person) -> None:
    token = start(anna)

    with anna.database.read() as session:
        (row,) = session.exec(select(SessionRow))
    assert token not in str(row.model_dump())
    assert not is_open(anna, row.token_hash, now=NOW)


def test_the_list_has_only_who_is_signed_in_now(anna: Person) -> None:
    start(anna, Stage.PASSWORD_GIVEN)
    start(anna)

    assert len(sessions.list_sessions(anna.database, anna.account.id, now=NOW)) == 1
    assert sessions.list_sessions(anna.database, anna.account.id, now=NOW + LONGEST_IDLE) == []


def test_signing_out_ends_the_session(anna: Person) -> None:
    token = start(anna)
    sessions.end_session(anna.database, token)

    assert not is_open(anna, token, now=NOW)

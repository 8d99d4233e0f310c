"""Asking for a new password: a mail for who has an account, and the same answer for everybody."""

from datetime import UTC, datetime, timedelta

import pytest

from app.db.account_tables import AccountRow
from app.db.engine import Database
from app.services import account_links
from app.services.account_links import Purpose
from app.services.password_resets import ask_reset
from tests.conftest import NOW
from tests.services.people import KEY, Person, person
from tests.services.promises import count, waiting

LATER = timedelta(minutes=11)


@pytest.fixture
def anna(database: Database) -> Person:
    return person(database)


def ask(anna: Person, email: str = "", *, at: str = "here", now: datetime = NOW) -> None:
    def link_to(token: str) -> str:
        return f"https://scan.example/inloggen/link/{token}"

    ask_reset(anna.database, KEY, email or anna.account.email, link_to, visitor=at, now=now)


def test_who_has_an_account_gets_a_link(anna: Person) -> None:
    ask(anna, anna.account.email.upper())

    (letter,) = waiting(anna.database)
    token = letter.text.partition("/inloggen/link/")[2].split()[0]
    assert letter.recipient == anna.account.email
    assert account_links.find_purpose(anna.database, token, now=NOW) is Purpose.RESET


def test_who_has_no_account_gets_nothing_and_it_counts(anna: Person) -> None:
    ask(anna, "niemand@organisatie.example")

    assert waiting(anna.database) == []
    assert count(anna.database, "mailed_link") == 1


def test_who_is_blocked_gets_nothing(anna: Person) -> None:
    with anna.database.write() as session:
        session.get_one(AccountRow, anna.account.id).blocked_at = datetime(2026, 11, 1, tzinfo=UTC)
    ask(anna)

    assert waiting(anna.database) == []


def test_asking_twice_sends_one_mail_whose_link_works(anna: Person) -> None:
    ask(anna)
    ask(anna, now=NOW + timedelta(minutes=9))

    (letter,) = waiting(anna.database)
    token = letter.text.partition("/inloggen/link/")[2].split()[0]
    assert account_links.find_purpose(anna.database, token, now=NOW + timedelta(minutes=9))


def test_an_account_is_mailed_three_times_a_day_whoever_asks(anna: Person) -> None:
    for number in range(5):
        ask(anna, at=f"place {number}", now=NOW + number * LATER)

    assert len(waiting(anna.database)) == 3


def test_others_do_not_use_up_what_one_may_ask_from_where_one_signs_in(anna: Person) -> None:
    anna.signed_in(at="office")
    for number in range(3):
        ask(anna, at="elsewhere", now=NOW + number * LATER)
    ask(anna, at="office", now=NOW + 3 * LATER)

    assert len(waiting(anna.database)) == 4


def test_fifty_questions_a_day_from_one_place_are_the_most(anna: Person) -> None:
    for number in range(50):
        ask(anna, f"naam{number}@organisatie.example")
    ask(anna)

    assert waiting(anna.database) == []

"""How often one may fail: guessing stops, and the owner of the account gets in meanwhile."""

from contextlib import ExitStack
from datetime import timedelta

import pytest
from sqlmodel import col, update

from app.db.attempt_tables import FailedAttemptsRow
from app.db.engine import Database
from app.domain.errors import PasswordsBusyError, TooManySignInsError
from app.services import passwords
from app.services.pseudonyms import pseudonym
from app.services.sign_in_limits import (
    LONGEST_WINDOW,
    MOST_BY_VISITOR,
    MOST_BY_VISITOR_OF_ACCOUNT,
    MOST_OF_ACCOUNT,
    PLACE_KNOWN_FOR,
    WINDOW,
    count_attempt,
)
from tests.conftest import NOW
from tests.services.people import KEY, Person, person
from tests.services.test_signing_in import at_once
from tests.signing_in import wrong_code

SHORTLY = timedelta(seconds=1)


@pytest.fixture
def anna(database: Database) -> Person:
    return person(database)


def fail(anna: Person, at: str, *, email: str = "") -> None:
    """Count an attempt as one that failed, without the time that a password takes."""
    count_attempt(anna.database, KEY, "password", email=email or anna.account.email, visitor=at, now=NOW)


def fail_everywhere(anna: Person) -> None:
    """Fail once, and have that count as the most, each from a place of its own."""
    fail(anna, "somewhere")
    pair = pseudonym(KEY, "attempts", f"password somewhere {anna.account.email}")
    with anna.database.write() as session:
        others = col(FailedAttemptsRow.visitor) != pair
        session.exec(update(FailedAttemptsRow).where(others).values(count=MOST_OF_ACCOUNT))


def test_five_wrong_passwords_from_one_place_are_the_most(anna: Person) -> None:
    for _ in range(MOST_BY_VISITOR_OF_ACCOUNT):
        fail(anna, "guesser")

    with pytest.raises(TooManySignInsError) as refused:
        anna.password(at="guesser", now=NOW + SHORTLY)
    assert refused.value.wait == WINDOW - SHORTLY


def test_the_owner_elsewhere_gets_in_meanwhile(anna: Person) -> None:
    for _ in range(MOST_BY_VISITOR_OF_ACCOUNT):
        fail(anna, "guesser")

    assert anna.password()


def test_others_at_the_same_place_get_in_meanwhile(anna: Person) -> None:
    other = person(anna.database, "Bert Mulder")
    for _ in range(MOST_BY_VISITOR_OF_ACCOUNT):
        fail(anna, "office")

    assert other.password(at="office")


def test_after_a_quarter_of_an_hour_one_may_try_again(anna: Person) -> None:
    for _ in range(MOST_BY_VISITOR_OF_ACCOUNT):
        fail(anna, "guesser")

    assert anna.password(at="guesser", now=NOW + WINDOW)


def test_an_address_without_an_account_counts_the_same(anna: Person) -> None:
    for _ in range(MOST_BY_VISITOR_OF_ACCOUNT):
        fail(anna, "guesser", email="niemand@organisatie.example")

    with pytest.raises(TooManySignInsError):
        anna.password(email="niemand@organisatie.example", at="guesser")


def test_thirty_failures_from_one_place_are_the_most_over_all_accounts(anna: Person) -> None:
    for number in range(MOST_BY_VISITOR):
        fail(anna, "guesser", email=f"naam{number}@organisatie.example")

    with pytest.raises(TooManySignInsError):
        anna.password(at="guesser")


def test_who_signs_in_does_not_count(anna: Person) -> None:
    for _ in range(MOST_BY_VISITOR_OF_ACCOUNT - 1):
        fail(anna, "here")
    anna.password()

    for _ in range(MOST_BY_VISITOR_OF_ACCOUNT):
        assert anna.password()


def test_many_at_the_same_moment_count_as_well(anna: Person) -> None:
    def ask() -> str:
        try:
            return anna.password("vier groene olifanten dansen", at="guesser") or "wrong"
        except TooManySignInsError:
            return "refused"

    answers = at_once(8, ask)

    assert sorted(map(str, answers)) == ["refused"] * 3 + ["wrong"] * 5


def test_a_hundred_failures_in_a_day_from_everywhere_shut_out_new_places(anna: Person) -> None:
    fail_everywhere(anna)

    with pytest.raises(TooManySignInsError) as refused:
        anna.password(at="new place", now=NOW + WINDOW)
    assert refused.value.wait == LONGEST_WINDOW - WINDOW


@pytest.mark.parametrize(("before", "gets_in"), [(PLACE_KNOWN_FOR - SHORTLY, True), (PLACE_KNOWN_FOR, False)])
def test_where_one_signed_in_lately_one_still_gets_in(anna: Person, before: timedelta, gets_in: bool) -> None:
    anna.signed_in(at="office", now=NOW - before)
    fail_everywhere(anna)

    def sign_in() -> bool:
        try:
            return anna.signed_in(at="office") is not None
        except TooManySignInsError:
            return False

    assert sign_in() is gets_in


def test_a_right_password_does_not_give_more_codes_to_guess(anna: Person) -> None:
    for _ in range(MOST_BY_VISITOR_OF_ACCOUNT):
        anna.code(anna.half_signed_in(), wrong_code(anna.secret, now=NOW), at="guesser")

    half = anna.sign_in(anna.password(at="guesser"))
    with pytest.raises(TooManySignInsError):
        anna.code(half, at="guesser")


def test_it_holds_after_a_restart(anna: Person, database_url: str) -> None:
    for _ in range(MOST_BY_VISITOR_OF_ACCOUNT):
        fail(anna, "guesser")
    again = Database(database_url)

    with pytest.raises(TooManySignInsError):
        Person(again, anna.account, anna.secret).password(at="guesser")
    again.close()


def test_who_finds_the_line_for_passwords_full_is_refused_and_has_not_failed(anna: Person) -> None:
    with ExitStack() as line:
        for _ in range(20):
            line.enter_context(passwords.in_line())
        for _ in range(MOST_BY_VISITOR_OF_ACCOUNT):
            with pytest.raises(PasswordsBusyError):
                anna.password()

    assert anna.password()

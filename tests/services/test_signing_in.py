"""Signing in with a password and a code: what gets in, once, and what does not."""

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from app.db.account_tables import AccountRow, OrganisationRow
from app.db.engine import Database
from app.domain.errors import StepNotOpenError
from app.services import passwords, second_factor, sessions, signing_in
from app.services.sessions import Stage
from app.services.sign_in_limits import MOST_CODES_OF_SESSION
from tests.conftest import NOW
from tests.log_lines import Written
from tests.services.people import HERE, KEY, Person, person
from tests.signing_in import PASSWORD, app_code, wrong_code

HALF_A_MINUTE = timedelta(seconds=30)


@pytest.fixture
def anna(database: Database) -> Person:
    return person(database)


def at_once(times: int, ask: Callable[[], object]) -> list[object]:
    """Ask this many times at the same moment, and return the answers; an error is one."""
    answers: list[object] = []

    def note() -> None:
        try:
            answers.append(ask())
        except StepNotOpenError as error:
            answers.append(error)

    threads = [threading.Thread(target=note) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_a_password_and_a_code_sign_in(anna: Person) -> None:
    signed_in = anna.sign_in(anna.code(anna.sign_in(anna.password())))

    assert (signed_in.stage, signed_in.account.id) == (Stage.VERIFIED, anna.account.id)


def test_a_password_alone_waits_for_a_code(anna: Person) -> None:
    assert anna.sign_in(anna.password()).stage is Stage.PASSWORD_GIVEN


def test_a_password_is_kept_anew_when_its_hash_is_of_an_older_way(anna: Person) -> None:
    older = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=1024),)).hash(PASSWORD)
    assert (password_hash_of(anna, older), bool(anna.password())) == (older, True)

    kept = password_hash_of(anna)
    assert kept.startswith("$argon2id$v=19$m=64,t=1,p=1$")
    assert anna.password()


def password_hash_of(anna: Person, new: str = "") -> str:
    """Return the hash that is kept for this person, after another took its place if one is given."""
    with anna.database.write() as session:
        row = session.get_one(AccountRow, anna.account.id)
        row.password_hash = new or row.password_hash
        return row.password_hash or ""


@pytest.mark.parametrize("changed", [{"password_hash": "another"}, {"totp_since": None}])
def test_an_account_that_changes_while_the_password_is_checked_waits_for_no_code(
    anna: Person, monkeypatch: pytest.MonkeyPatch, changed: dict[str, str | None]
) -> None:
    check = passwords.hash_if_right

    def check_slowly(password: str, password_hash: str | None) -> str | None:
        """Check a password, as it is, while an account changes."""
        with anna.database.write() as session:
            session.get_one(AccountRow, anna.account.id).sqlmodel_update(changed)
        return check(password, password_hash)

    monkeypatch.setattr(passwords, "hash_if_right", check_slowly)

    assert anna.password() is None


def test_an_address_may_be_typed_in_capitals(anna: Person) -> None:
    assert anna.password(email=anna.account.email.upper())


def test_a_wrong_password_does_not_sign_in(anna: Person) -> None:
    assert anna.password("vier groene olifanten dansen") is None


def test_an_address_without_an_account_does_not_sign_in(anna: Person) -> None:
    assert anna.password(email="niemand@organisatie.example") is None


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        (AccountRow, "blocked_at", datetime(2026, 11, 1, tzinfo=UTC)),
        (AccountRow, "password_hash", None),
        (AccountRow, "totp_since", None),
        (OrganisationRow, "closed_at", datetime(2026, 11, 1, tzinfo=UTC)),
    ],
)
def test_who_may_not_sign_in_does_not_with_the_right_password(
    anna: Person, table: type[AccountRow | OrganisationRow], column: str, value: object
) -> None:
    ids = {AccountRow: anna.account.id, OrganisationRow: anna.account.organisation.id}
    with anna.database.write() as session:
        setattr(session.get_one(table, ids[table]), column, value)

    assert anna.password() is None


def test_each_step_ends_the_session_of_the_one_before(anna: Person) -> None:
    first = anna.password()
    assert first
    anna.code(anna.sign_in(first))

    assert sessions.find_sign_in(anna.database, first, now=NOW) is None


def test_signing_in_again_ends_the_session_in_the_same_browser(anna: Person) -> None:
    before = anna.signed_in()
    told = {"email": anna.account.email, "password": "vier paarse olifanten dansen"}
    signing_in.give_password(anna.database, KEY, **told, before=before, visitor=HERE, now=NOW)

    assert not sessions.list_sessions(anna.database, anna.account.id, now=NOW)


@pytest.mark.parametrize(("steps_on", "is_right"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_half_a_minute_off(anna: Person, steps_on: int, is_right: bool) -> None:
    found = anna.code(anna.half_signed_in(), app_code(anna.secret, now=NOW, steps_on=steps_on))

    assert (found is not None) is is_right


def test_a_code_may_have_a_space_in_it(anna: Person) -> None:
    code = app_code(anna.secret, now=NOW)

    assert anna.code(anna.half_signed_in(), f"{code[:3]} {code[3:]}")


def test_a_code_works_once(anna: Person) -> None:
    anna.signed_in()

    assert anna.code(anna.half_signed_in()) is None


def test_an_older_code_than_the_last_does_not_work(anna: Person) -> None:
    anna.signed_in()

    assert anna.code(anna.half_signed_in(), app_code(anna.secret, now=NOW, steps_on=-1)) is None


def test_the_next_code_works(anna: Person) -> None:
    anna.signed_in()

    assert anna.code(anna.half_signed_in(), now=NOW + HALF_A_MINUTE)


def test_the_same_code_twice_at_once_signs_in_once(anna: Person) -> None:
    waiting = [anna.half_signed_in() for _ in range(4)]

    answers = at_once(4, lambda: anna.code(waiting.pop()))

    assert sum(isinstance(answer, str) for answer in answers) == 1


def test_five_wrong_codes_end_the_session(anna: Person) -> None:
    half = anna.half_signed_in()
    for number in range(MOST_CODES_OF_SESSION):
        assert anna.code(half, wrong_code(anna.secret, now=NOW), at=f"place {number}") is None

    with pytest.raises(StepNotOpenError):
        anna.code(half, at="elsewhere")


def test_a_recovery_code_signs_in_once_however_it_is_typed(anna: Person) -> None:
    with anna.database.write() as session:
        codes = second_factor.renew_recovery_codes(session, KEY, anna.account.id)
    typed = codes[3].replace("-", " ").upper()

    def give(code: str) -> str | None:
        half = anna.half_signed_in()
        return signing_in.give_recovery_code(anna.database, KEY, half, code, visitor=HERE, now=NOW)

    assert [bool(give(code)) for code in (typed, codes[3], codes[4])] == [True, False, True]


def test_a_recovery_code_twice_at_once_signs_in_once(anna: Person) -> None:
    with anna.database.write() as session:
        codes = second_factor.renew_recovery_codes(session, KEY, anna.account.id)
    waiting = [anna.half_signed_in() for _ in range(4)]

    def give() -> str | None:
        return signing_in.give_recovery_code(anna.database, KEY, waiting.pop(), codes[0], visitor=HERE, now=NOW)

    assert sum(isinstance(answer, str) for answer in at_once(4, give)) == 1


def test_a_recovery_code_of_somebody_else_does_not_sign_in(anna: Person) -> None:
    other = person(anna.database, "Bert Mulder")
    with anna.database.write() as session:
        codes = second_factor.renew_recovery_codes(session, KEY, other.account.id)

    half = anna.half_signed_in()
    assert signing_in.give_recovery_code(anna.database, KEY, half, codes[0], visitor=HERE, now=NOW) is None


def test_the_log_tells_of_success_and_failure_and_of_nobody(anna: Person, written: Written) -> None:
    logging.getLogger("app").setLevel(logging.INFO)
    anna.password("vier groene olifanten dansen")
    anna.signed_in()

    lines = [(line["event"], line["kind"]) for line in written()]
    assert lines == [("not signed in", "password"), ("signed in", "code")]
    assert anna.account.email not in str(written())

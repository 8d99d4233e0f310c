"""What people do with their own account: another password, new recovery codes, signing out everywhere."""

from datetime import timedelta

import pytest
from sqlmodel import select

from app.db.account_tables import AccountRow
from app.db.audit_tables import AuditRow
from app.db.engine import Database
from app.domain.audit import AuditAction
from app.domain.errors import TooManySignInsError
from app.rendering.letters import Letter
from app.services import own_account, passwords, sessions
from app.services.sessions import SignIn
from app.services.sign_in_limits import MOST_BY_VISITOR_OF_ACCOUNT
from tests.conftest import NOW
from tests.services.people import HERE, KEY, Person, person
from tests.services.promises import waiting
from tests.signing_in import PASSWORD, app_code

NEW_PASSWORD = "drie groene giraffen slapen"
LETTER = Letter("Uw wachtwoord is gewijzigd", "-", "-")
HALF_A_MINUTE = timedelta(seconds=30)


@pytest.fixture
def anna(database: Database) -> Person:
    return person(database)


def change(anna: Person, sign_in: SignIn, current: str = PASSWORD) -> bool:
    return own_account.change_password(
        anna.database, KEY, sign_in, current=current, new=NEW_PASSWORD, letter=LETTER, visitor=HERE, now=NOW
    )


def actions(database: Database) -> list[str]:
    with database.read() as session:
        return [row.action for row in session.exec(select(AuditRow))]


def test_a_password_is_changed_with_the_current_one(anna: Person) -> None:
    assert change(anna, anna.signed_in())

    with anna.database.read() as session:
        assert passwords.is_right(NEW_PASSWORD, session.get_one(AccountRow, anna.account.id).password_hash)
    assert actions(anna.database) == [AuditAction.CHANGED_PASSWORD]
    assert [letter.recipient for letter in waiting(anna.database)] == [anna.account.email]


def test_a_password_is_not_changed_with_a_wrong_one(anna: Person) -> None:
    assert not change(anna, anna.signed_in(), "vier groene olifanten dansen")

    with anna.database.read() as session:
        assert passwords.is_right(PASSWORD, session.get_one(AccountRow, anna.account.id).password_hash)
    assert (actions(anna.database), waiting(anna.database)) == ([], [])


def test_who_borrows_a_screen_cannot_guess_the_password(anna: Person) -> None:
    signed_in = anna.signed_in()
    for _ in range(MOST_BY_VISITOR_OF_ACCOUNT):
        change(anna, signed_in, "vier groene olifanten dansen")

    with pytest.raises(TooManySignInsError):
        change(anna, signed_in)


def test_another_password_ends_the_other_sessions(anna: Person) -> None:
    anna.signed_in()
    here = anna.signed_in(now=NOW + HALF_A_MINUTE)
    change(anna, here)

    left = sessions.list_sessions(anna.database, anna.account.id, now=NOW + HALF_A_MINUTE)
    assert [row.token_hash for row in left] == [here.token_hash]


def test_new_recovery_codes_take_a_code_of_the_app_that_was_not_used(anna: Person) -> None:
    signed_in = anna.signed_in()

    def renew(code: str) -> bool:
        found = own_account.renew_recovery_codes(anna.database, KEY, signed_in, code, visitor=HERE, now=NOW)
        return found is not None

    used, unused = (app_code(anna.secret, now=NOW, steps_on=steps) for steps in (0, 1))
    assert [renew(code) for code in (used, unused)] == [False, True]
    assert own_account.count_recovery_codes(anna.database, anna.account.id) == 10
    assert actions(anna.database) == [AuditAction.RENEWED_RECOVERY_CODES]


def test_signing_out_everywhere_ends_every_session_of_the_account_and_no_other(anna: Person) -> None:
    other = person(anna.database, "Bert Mulder")
    other.signed_in()
    anna.signed_in()
    own_account.sign_out_everywhere(anna.database, anna.signed_in(now=NOW + HALF_A_MINUTE), now=NOW)

    left = [len(sessions.list_sessions(anna.database, one.account.id, now=NOW)) for one in (anna, other)]
    assert left == [0, 1]
    assert actions(anna.database) == [AuditAction.SIGNED_OUT_EVERYWHERE]

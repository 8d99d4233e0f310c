"""Choosing a password and adding an app: in order, once, and never around the second factor."""

from datetime import timedelta

import pytest
from sqlmodel import select

from app.db.account_tables import AccountRow
from app.db.audit_tables import AuditRow
from app.db.engine import Database
from app.domain.audit import AuditAction
from app.domain.errors import LinkUsedError, StepNotOpenError
from app.rendering.letters import Letter
from app.services import account_links, passwords, sessions, setting_up
from app.services.account_links import Purpose
from app.services.sessions import SignIn, Stage
from app.services.setting_up import AppAdded
from tests.accounts import account, organisation
from tests.conftest import NOW
from tests.services.people import HERE, KEY, Person, person
from tests.services.promises import waiting
from tests.signing_in import PASSWORD, app_code, wrong_code

NEW_PASSWORD = "drie groene giraffen slapen"
CHANGED = Letter("Uw wachtwoord is gewijzigd", "-", "-")
# One who sets up needs more time than a step of the app.
LATER = NOW + timedelta(minutes=1)


@pytest.fixture
def invited(database: Database) -> Person:
    """Somebody who was invited, and has neither password nor app."""
    return Person(database, account(database, organisation(database), name="Ciska Vos"), secret="")


def by_link(who: Person, purpose: Purpose = Purpose.INVITATION) -> SignIn:
    """Use a new link."""
    with who.database.write() as session:
        link = account_links.make_link(session, who.account.id, purpose, now=NOW)
    return who.sign_in(account_links.use_link(who.database, link, now=NOW))


def choose(who: Person, sign_in: SignIn, password: str = NEW_PASSWORD) -> str | None:
    return setting_up.choose_password(who.database, sign_in, password, letter=CHANGED, now=NOW)


def add_app(who: Person, sign_in: SignIn, *, code: str = "") -> AppAdded | None:
    secret = setting_up.app_secret(who.database, KEY, who.account.id)
    typed = code or app_code(secret, now=NOW)
    return setting_up.add_app(who.database, KEY, sign_in, typed, visitor=HERE, now=NOW)


def set_up(who: Person) -> AppAdded:
    added = add_app(who, who.sign_in(choose(who, by_link(who))))
    assert added
    return added


def test_who_is_invited_goes_on_to_add_an_app(invited: Person) -> None:
    assert invited.sign_in(choose(invited, by_link(invited))).stage is Stage.ADDING_APP


def test_who_added_an_app_is_signed_in(invited: Person) -> None:
    assert invited.sign_in(set_up(invited).token).stage is Stage.VERIFIED


def test_who_set_up_signs_in_later(invited: Person) -> None:
    set_up(invited)
    secret = setting_up.app_secret(invited.database, KEY, invited.account.id)
    later = Person(invited.database, invited.account, secret)

    half = later.sign_in(later.password(NEW_PASSWORD, now=LATER), now=LATER)
    assert later.code(half, now=LATER)


def test_the_code_that_added_the_app_does_not_sign_in_again(invited: Person) -> None:
    set_up(invited)
    secret = setting_up.app_secret(invited.database, KEY, invited.account.id)
    again = Person(invited.database, invited.account, secret)

    assert again.code(again.half_signed_in()) is None


def test_a_wrong_code_adds_no_app(invited: Person) -> None:
    begun = invited.sign_in(choose(invited, by_link(invited)))
    secret = setting_up.app_secret(invited.database, KEY, invited.account.id)

    assert add_app(invited, begun, code=wrong_code(secret, now=NOW)) is None
    with invited.database.read() as session:
        assert session.get_one(AccountRow, invited.account.id).totp_since is None


def test_each_step_ends_the_session_of_the_one_before(invited: Person) -> None:
    choosing = by_link(invited)
    adding = invited.sign_in(choose(invited, choosing))
    add_app(invited, adding)

    with pytest.raises(StepNotOpenError):
        choose(invited, choosing)
    with pytest.raises(StepNotOpenError):
        setting_up.add_app(
            invited.database,
            KEY,
            adding,
            app_code(setting_up.app_secret(invited.database, KEY, invited.account.id), now=LATER),
            visitor=HERE,
            now=LATER,
        )


def test_who_broke_off_sets_up_with_a_new_link(invited: Person) -> None:
    choose(invited, by_link(invited))

    added = add_app(invited, invited.sign_in(choose(invited, by_link(invited, Purpose.RESET))))

    assert added


def test_a_new_start_makes_a_new_key_for_the_app(invited: Person) -> None:
    choose(invited, by_link(invited))
    first = setting_up.app_secret(invited.database, KEY, invited.account.id)
    choose(invited, by_link(invited))

    assert setting_up.app_secret(invited.database, KEY, invited.account.id) != first


def test_a_reset_does_not_go_around_the_app(database: Database) -> None:
    anna = person(database)

    assert choose(anna, by_link(anna, Purpose.RESET)) is None
    assert sessions.list_sessions(database, anna.account.id, now=NOW) == []


def test_a_reset_signs_out_everywhere_and_ends_other_links(database: Database) -> None:
    anna = person(database)
    anna.signed_in()
    choosing = by_link(anna)
    with database.write() as session:
        link = account_links.make_link(session, anna.account.id, Purpose.RESET, now=NOW)
    choose(anna, choosing)

    assert sessions.list_sessions(database, anna.account.id, now=NOW) == []
    with pytest.raises(LinkUsedError):
        account_links.find_purpose(database, link, now=NOW)


def test_after_a_reset_the_old_password_is_wrong(database: Database) -> None:
    anna = person(database)
    choose(anna, by_link(anna, Purpose.RESET))

    with database.read() as session:
        kept = session.get_one(AccountRow, anna.account.id).password_hash
    assert (passwords.is_right(PASSWORD, kept), passwords.is_right(NEW_PASSWORD, kept)) == (False, True)


def test_who_had_a_password_gets_a_letter(database: Database, invited: Person) -> None:
    anna = person(database)
    choose(anna, by_link(anna))
    choose(invited, by_link(invited))

    assert [(letter.recipient, letter.subject) for letter in waiting(database)] == [
        (anna.account.email, CHANGED.subject)
    ]


def test_the_log_tells_who_chose_a_password(invited: Person) -> None:
    choose(invited, by_link(invited))

    with invited.database.read() as session:
        lines = [(row.action, row.account_id) for row in session.exec(select(AuditRow))]
    assert lines == [(AuditAction.CHANGED_PASSWORD, invited.account.id)]

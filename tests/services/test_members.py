"""Accounts in the hands of administrators: invited, blocked, signed out, and given a new app."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlmodel import select

from app.db.account_tables import AccountLinkRow, AccountRow, RecoveryCodeRow, SessionRow
from app.db.engine import Database
from app.db.mail_tables import OutboxRow
from app.domain.account import Account, Kind, Organisation
from app.domain.errors import AccountNotFoundError, LastAdminError, OwnAccountError
from app.services import members, organisations
from app.services.account_links import VALID, Purpose, find_purpose
from tests import accounts
from tests.conftest import NOW
from tests.services.members import active, count, link_to, log, member

INVITED = VALID[Purpose.INVITATION]


@pytest.fixture
def administration(database: Database) -> Organisation:
    return accounts.organisation(database, Kind.ADMIN, name="Beheer")


@pytest.fixture
def admin(database: Database, administration: Organisation) -> Account:
    return active(database, administration, name="Bea Jansen")


@pytest.fixture
def adviser(database: Database) -> Account:
    return active(database, accounts.organisation(database))


@pytest.fixture
def invited(database: Database, admin: Account) -> Account:
    found = members.invite_person(
        database,
        accounts.organisation(database).id,
        link_to,
        name="Ilse",
        email="Ilse@loket.example",
        by=admin,
        now=NOW,
    )
    assert found
    return found


def letters(database: Database) -> list[OutboxRow]:
    with database.read() as session:
        return list(session.exec(select(OutboxRow)).all())


def token_in(letter: OutboxRow) -> str:
    return letter.text.partition(link_to(""))[2].split()[0]


def test_an_invitation_has_a_link_that_works_and_a_line_in_the_log(database: Database, invited: Account) -> None:
    (letter,) = letters(database)

    assert (letter.recipient, letter.account_id) == ("ilse@loket.example", invited.id)
    assert link_to(token_in(letter)) in letter.html
    assert find_purpose(database, token_in(letter), now=NOW) is Purpose.INVITATION
    assert member(database, invited).link_until == NOW + INVITED
    assert log(database) == [("invited", "Bea Jansen", invited.id, None)]


def test_the_letter_shows_a_hostile_name_as_text(database: Database, admin: Account) -> None:
    hostile = accounts.organisation(database, name='<img src=x onerror="a">{{ 7 * 7 }}')

    members.invite_person(database, hostile.id, link_to, name="I", email="i@loket.example", by=admin, now=NOW)

    (letter,) = letters(database)
    assert hostile.name in letter.text
    assert "<img" not in letter.html
    assert "{{ 7 * 7 }}" in letter.html


def test_an_invitation_runs_out(database: Database, invited: Account) -> None:
    assert member(database, invited, now=NOW + INVITED).link_until is None


def test_a_second_invitation_of_an_address_changes_nothing(
    database: Database, admin: Account, invited: Account
) -> None:
    again = members.invite_person(
        database, admin.organisation.id, link_to, name="I", email="ILSE@loket.example", by=admin, now=NOW
    )

    assert again is None
    assert (len(letters(database)), len(log(database))) == (1, 1)


def test_a_new_link_replaces_the_earlier_one(database: Database, admin: Account, invited: Account) -> None:
    members.invite_again(database, invited.id, link_to, by=admin, now=NOW + timedelta(days=1))

    assert count(database, AccountLinkRow) == 1
    assert member(database, invited).link_until == NOW + timedelta(days=1) + INVITED
    assert [line[0] for line in log(database)] == ["invited", "invited"]


def test_two_links_of_one_account_are_one_member(database: Database, invited: Account) -> None:
    later = NOW + timedelta(days=9)
    with database.write() as session:
        session.add(
            AccountLinkRow(token_hash="a" * 64, account_id=invited.id, purpose="reset", made_at=NOW, expires_at=later)
        )

    assert member(database, invited).link_until == later


def test_who_has_begun_is_not_invited_again(database: Database, admin: Account, adviser: Account) -> None:
    members.invite_again(database, adviser.id, link_to, by=admin, now=NOW)

    assert (letters(database), count(database, AccountLinkRow), log(database)) == ([], 0, [])


def test_who_is_blocked_gets_no_link(database: Database, admin: Account, invited: Account) -> None:
    members.block(database, invited.id, by=admin, now=NOW)

    members.invite_again(database, invited.id, link_to, by=admin, now=NOW)
    members.reset_app(database, invited.id, link_to, by=admin, now=NOW)

    assert (len(letters(database)), count(database, AccountLinkRow)) == (1, 0)


def test_blocking_ends_the_sessions_at_once_and_unblocking_brings_none_back(
    database: Database, admin: Account, adviser: Account
) -> None:
    members.block(database, adviser.id, by=admin, now=NOW)
    assert member(database, adviser).is_blocked

    members.unblock(database, adviser.id, by=admin, now=NOW)

    assert member(database, adviser).is_active
    assert count(database, SessionRow) == 1
    assert [line[:3] for line in log(database)] == [
        ("blocked", "Bea Jansen", adviser.id),
        ("unblocked", "Bea Jansen", adviser.id),
    ]


def test_blocking_and_unblocking_twice_is_once(database: Database, admin: Account, adviser: Account) -> None:
    for act in (members.block, members.unblock):
        for _ in range(2):
            act(database, adviser.id, by=admin, now=NOW)

    assert len(log(database)) == 2


def test_a_reset_takes_the_app_the_codes_and_the_sessions_and_leaves_the_password(
    database: Database, admin: Account, adviser: Account
) -> None:
    members.reset_app(database, adviser.id, link_to, by=admin, now=NOW)

    with database.read() as session:
        row = session.get_one(AccountRow, adviser.id)
        codes = session.exec(select(RecoveryCodeRow.account_id)).all()
        signed_in = session.exec(select(SessionRow.account_id)).all()
    assert (row.totp_nonce, row.totp_since, row.password_hash) == (None, None, "argon2")
    assert (codes, signed_in) == ([admin.id], [admin.id])
    assert find_purpose(database, token_in(letters(database)[0]), now=NOW) is Purpose.INVITATION
    assert log(database) == [("reset_second_factor", "Bea Jansen", adviser.id, None)]


def test_after_a_reset_one_can_be_invited_again(database: Database, admin: Account, adviser: Account) -> None:
    members.reset_app(database, adviser.id, link_to, by=admin, now=NOW)

    members.invite_again(database, adviser.id, link_to, by=admin, now=NOW)

    assert len(letters(database)) == 2


def test_signing_somebody_out_leaves_the_account_as_it_is(database: Database, admin: Account, adviser: Account) -> None:
    members.sign_out_everywhere(database, adviser.id, by=admin, now=NOW)

    assert count(database, SessionRow) == 1
    assert member(database, adviser).is_active
    assert log(database) == [("signed_out_everywhere", "Bea Jansen", adviser.id, None)]


def test_nobody_blocks_or_resets_the_own_account(database: Database, admin: Account) -> None:
    with pytest.raises(OwnAccountError):
        members.block(database, admin.id, by=admin, now=NOW)
    with pytest.raises(OwnAccountError):
        members.reset_app(database, admin.id, link_to, by=admin, now=NOW)

    assert member(database, admin).is_active


def test_an_account_that_is_not_there_is_not_changed(database: Database, admin: Account) -> None:
    for act in (members.block, members.unblock, members.sign_out_everywhere):
        with pytest.raises(AccountNotFoundError):
            act(database, 999, by=admin, now=NOW)
    with pytest.raises(AccountNotFoundError):
        members.invite_again(database, 999, link_to, by=admin, now=NOW)


@pytest.mark.parametrize("reset", [False, True])
def test_two_administrators_who_shut_each_other_out_at_once_leave_one(
    database: Database, administration: Organisation, reset: bool
) -> None:
    one, other = (active(database, administration, name=name) for name in ("Bea Jansen", "Els Bos"))

    def shut_out(pair: tuple[Account, Account]) -> bool:
        by, who = pair
        try:
            if reset:
                members.reset_app(database, who.id, link_to, by=by, now=NOW)
            else:
                members.block(database, who.id, by=by, now=NOW)
        except LastAdminError:
            return False
        return True

    with ThreadPoolExecutor() as threads:
        done = list(threads.map(shut_out, [(one, other), (other, one)]))

    assert sorted(done) == [False, True]
    assert sorted(member(database, who).is_active for who in (one, other)) == [False, True]


def test_one_who_was_never_there_is_no_second_administrator(
    database: Database, administration: Organisation, admin: Account
) -> None:
    only_invited = accounts.account(database, administration, name="Els Bos")

    with pytest.raises(LastAdminError):
        members.block(database, admin.id, by=only_invited, now=NOW)


def test_one_of_a_closed_organisation_is_no_second_administrator(database: Database, admin: Account) -> None:
    former = active(database, accounts.organisation(database, Kind.ADMIN, name="Vroeger"), name="Els Bos")
    organisations.close_organisation(database, former.organisation.id, by=admin, now=NOW)

    with pytest.raises(LastAdminError):
        members.block(database, admin.id, by=former, now=NOW)


def test_an_address_that_two_invite_at_once_is_one_account(database: Database, admin: Account) -> None:
    one, other = accounts.organisation(database), accounts.organisation(database, name="Ander loket")

    def invite(of: Organisation) -> Account | None:
        return members.invite_person(
            database, of.id, link_to, name="Ilse", email="ilse@loket.example", by=admin, now=NOW
        )

    with ThreadPoolExecutor() as threads:
        found = list(threads.map(invite, [one, other]))

    assert found.count(None) == 1
    assert len(letters(database)) == 1

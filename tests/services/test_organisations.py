"""Organisations: added, changed, closed and reopened by an administrator."""

import pytest

from app.db import organisations as stored
from app.db.account_tables import AccountLinkRow, SessionRow
from app.db.engine import Database
from app.domain.account import Account, Kind
from app.domain.administration import OrganisationDetails
from app.domain.errors import LastAdminError, OrganisationNotFoundError, OwnAccountError
from app.services import organisations
from app.services.inviting import invite
from app.services.sessions import organisation_of
from tests import accounts
from tests.conftest import NOW
from tests.services.members import active, count, link_to, log, member

DETAILS = OrganisationDetails("Loket Salland", email="balie@loket.example", municipalities=("GM0150", "GM0193"))


@pytest.fixture
def admin(database: Database) -> Account:
    return active(database, accounts.organisation(database, Kind.ADMIN, name="Beheer"), name="Bea Jansen")


def test_an_organisation_is_kept_as_it_was_told(database: Database, admin: Account) -> None:
    added = organisations.register_organisation(database, Kind.ADVISER, DETAILS, by=admin, now=NOW)

    assert added
    with database.read() as session:
        row = stored.find_organisation_named(session, "Loket Salland")
    assert row
    assert organisation_of(row) == added
    assert (added.email, list(added.municipalities), row.closed_at) == (
        "balie@loket.example",
        ["GM0150", "GM0193"],
        None,
    )
    assert log(database) == [("added_organisation", "Bea Jansen", None, added.id)]


def test_two_organisations_do_not_share_a_name(database: Database, admin: Account) -> None:
    organisations.register_organisation(database, Kind.ADVISER, DETAILS, by=admin, now=NOW)

    assert organisations.register_organisation(database, Kind.PROVINCE, DETAILS, by=admin, now=NOW) is None

    assert len(log(database)) == 1


def test_a_change_replaces_what_was_told(database: Database, admin: Account) -> None:
    organisation = accounts.organisation(database)

    assert organisations.change_organisation(database, organisation.id, DETAILS, by=admin, now=NOW)

    with database.read() as session:
        row = stored.find_organisation_named(session, "Loket Salland")
    assert row
    assert (row.id, row.municipalities) == (organisation.id, ["GM0150", "GM0193"])
    assert log(database) == [("changed_organisation", "Bea Jansen", None, organisation.id)]


def test_a_change_does_not_take_the_name_of_another(database: Database, admin: Account) -> None:
    one, other = accounts.organisation(database), accounts.organisation(database, name="Loket Salland")

    assert not organisations.change_organisation(database, one.id, DETAILS, by=admin, now=NOW)
    assert organisations.change_organisation(database, other.id, DETAILS, by=admin, now=NOW)


def test_an_organisation_that_is_not_there_is_not_changed(database: Database, admin: Account) -> None:
    for act in (organisations.close_organisation, organisations.reopen_organisation):
        with pytest.raises(OrganisationNotFoundError):
            act(database, 999, by=admin, now=NOW)
    with pytest.raises(OrganisationNotFoundError):
        organisations.change_organisation(database, 999, DETAILS, by=admin, now=NOW)


def test_closing_ends_the_sessions_and_the_invitations_of_its_people_alone(database: Database, admin: Account) -> None:
    closed = accounts.organisation(database)
    active(database, closed)
    invited = accounts.account(database, closed, name="Ilse Vos")
    with database.write() as session:
        invite(session, invited, link_to, by=admin, now=NOW)

    organisations.close_organisation(database, closed.id, by=admin, now=NOW)

    assert (count(database, SessionRow), count(database, AccountLinkRow)) == (1, 0)
    assert member(database, invited).is_shut_out
    assert not member(database, admin).is_shut_out
    assert log(database)[-1] == ("closed_organisation", "Bea Jansen", None, closed.id)


def test_closing_and_reopening_twice_is_once(database: Database, admin: Account) -> None:
    closed = accounts.organisation(database)

    for act in (organisations.close_organisation, organisations.reopen_organisation):
        for _ in range(2):
            act(database, closed.id, by=admin, now=NOW)

    assert [line[0] for line in log(database)] == ["closed_organisation", "reopened_organisation"]


def test_people_of_a_reopened_organisation_sign_in_as_before(database: Database, admin: Account) -> None:
    closed = accounts.organisation(database)
    adviser = active(database, closed)
    organisations.close_organisation(database, closed.id, by=admin, now=NOW)

    organisations.reopen_organisation(database, closed.id, by=admin, now=NOW)

    assert member(database, adviser).is_active


def test_nobody_closes_the_own_organisation(database: Database, admin: Account) -> None:
    with pytest.raises(OwnAccountError):
        organisations.close_organisation(database, admin.organisation.id, by=admin, now=NOW)

    assert member(database, admin).is_active


def test_the_organisation_of_the_last_active_administrator_stays(database: Database, admin: Account) -> None:
    former = accounts.account(database, accounts.organisation(database, Kind.ADMIN, name="Vroeger"), name="Els Bos")

    with pytest.raises(LastAdminError):
        organisations.close_organisation(database, admin.organisation.id, by=former, now=NOW)

    assert member(database, admin).is_active
    assert log(database) == []


def test_an_address_belongs_to_one_account_in_any_case(database: Database) -> None:
    one, other = accounts.organisation(database), accounts.organisation(database, name="Ander loket")

    with database.write() as session:
        added = organisations.add_account(session, one.id, name="Anna", email="Anna@Loket.example", now=NOW)
        again = organisations.add_account(session, other.id, name="Anne", email="aNNa@loket.EXAMPLE", now=NOW)

    assert added
    assert (added.email, added.organisation) == ("anna@loket.example", one)
    assert again is None

"""Links in mail by which people choose a password: each works once, for a while, and only the latest."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from app.db.account_tables import AccountRow, OrganisationRow
from app.db.engine import Database
from app.domain.account import Account
from app.domain.errors import LinkUsedError
from app.services import account_links, sessions
from app.services.account_links import Purpose
from app.services.sessions import Stage
from tests.accounts import account, organisation
from tests.conftest import NOW
from tests.services.test_signing_in import at_once

Make = Callable[[Purpose], str]


@pytest.fixture
def anna(database: Database) -> Account:
    return account(database, organisation(database))


@pytest.fixture
def make(database: Database, anna: Account) -> Make:
    def make_link(purpose: Purpose) -> str:
        with database.write() as session:
            return account_links.make_link(session, anna.id, purpose, now=NOW)

    return make_link


def test_a_link_leads_to_choosing_a_password(database: Database, anna: Account, make: Make) -> None:
    token = account_links.use_link(database, make(Purpose.INVITATION), now=NOW)

    found = sessions.find_sign_in(database, token, now=NOW)
    assert found
    assert (found.stage, found.account.id) == (Stage.CHOOSING_PASSWORD, anna.id)


def test_a_link_ends_the_session_in_the_same_browser(database: Database, anna: Account, make: Make) -> None:
    with database.write() as session:
        earlier = sessions.start_session(session, anna.id, Stage.VERIFIED, now=NOW)
    before = sessions.find_sign_in(database, earlier, now=NOW)
    account_links.use_link(database, make(Purpose.RESET), before=before, now=NOW)

    assert sessions.find_sign_in(database, earlier, now=NOW) is None


def test_a_link_works_once(database: Database, make: Make) -> None:
    token = make(Purpose.RESET)
    account_links.use_link(database, token, now=NOW)

    with pytest.raises(LinkUsedError):
        account_links.use_link(database, token, now=NOW)


def test_of_many_who_use_a_link_at_once_one_gets_it(database: Database, make: Make) -> None:
    token = make(Purpose.RESET)

    def use() -> str | None:
        try:
            return account_links.use_link(database, token, now=NOW)
        except LinkUsedError:
            return None

    assert sum(found is not None for found in at_once(6, use)) == 1


def test_a_look_at_a_link_does_not_use_it(database: Database, make: Make) -> None:
    token = make(Purpose.INVITATION)

    assert account_links.find_purpose(database, token, now=NOW) is Purpose.INVITATION
    assert account_links.use_link(database, token, now=NOW)


def test_a_newer_link_replaces_the_one_before(database: Database, make: Make) -> None:
    first, second = make(Purpose.INVITATION), make(Purpose.RESET)

    with pytest.raises(LinkUsedError):
        account_links.use_link(database, first, now=NOW)
    assert account_links.use_link(database, second, now=NOW)


@pytest.mark.parametrize(
    ("purpose", "valid"), [(Purpose.INVITATION, timedelta(days=7)), (Purpose.RESET, timedelta(hours=1))]
)
def test_a_link_works_for_a_while(database: Database, make: Make, purpose: Purpose, valid: timedelta) -> None:
    token = make(purpose)

    assert account_links.find_purpose(database, token, now=NOW + valid - timedelta(seconds=1))
    with pytest.raises(LinkUsedError):
        account_links.use_link(database, token, now=NOW + valid)


@pytest.mark.parametrize(("table", "column"), [(AccountRow, "blocked_at"), (OrganisationRow, "closed_at")])
def test_a_link_of_who_may_not_sign_in_does_not_work(
    database: Database, anna: Account, make: Make, table: type[AccountRow | OrganisationRow], column: str
) -> None:
    token, ids = make(Purpose.RESET), {AccountRow: anna.id, OrganisationRow: anna.organisation.id}
    with database.write() as session:
        setattr(session.get_one(table, ids[table]), column, datetime(2026, 11, 1, tzinfo=UTC))

    with pytest.raises(LinkUsedError):
        account_links.use_link(database, token, now=NOW)

"""Campaigns: added, found by their code, changed, ended and resumed by an administrator."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlmodel import col, select

from app.db.audit_tables import AuditRow
from app.db.engine import Database
from app.domain.account import Account, Kind
from app.domain.audit import AuditAction, AuditLine
from app.domain.campaign import MADE_SIGNS, Campaign, CampaignDetails, CampaignKind
from app.domain.errors import CampaignNotFoundError
from app.services import audit, campaigns
from tests import accounts
from tests.conftest import NOW
from tests.services.members import active

PARK = CampaignDetails(CampaignKind.PARK_MANAGER, "Parkmanagement Hessenpoort")
CITY = CampaignDetails(CampaignKind.MUNICIPALITY, "’s-Hertogenbosch <b>& Zn</b>")
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def admin(database: Database) -> Account:
    return active(database, accounts.organisation(database, Kind.ADMIN, name="Beheer"), name="Bea Jansen")


def add(database: Database, by: Account, code: str | None = "hessen-poort") -> Campaign:
    added = campaigns.add_campaign(database, PARK, code, by=by, now=NOW)
    assert added is not None
    return added


def done(database: Database) -> Sequence[tuple[str, str | None, str | None]]:
    with database.read() as session:
        lines = session.exec(select(AuditRow).order_by(col(AuditRow.id)))
        return [(line.action, line.account_name, line.about_campaign) for line in lines]


def test_a_campaign_is_kept_as_it_was_told(database: Database, admin: Account) -> None:
    added = add(database, admin)

    assert campaigns.list_campaigns(database) == [added]
    assert (added.code, added.kind, added.name, added.closed_at) == ("hessen-poort", PARK.kind, PARK.name, None)
    assert done(database) == [("added_campaign", "Bea Jansen", "hessen-poort")]


def test_without_a_code_one_is_made(database: Database, admin: Account) -> None:
    code = add(database, admin, None).code

    assert len(code) == 5
    assert set(code) <= set(MADE_SIGNS)


@pytest.mark.parametrize("code", ["hessen-poort", "hessenpoort", "hes-senpoort"])
def test_two_campaigns_do_not_share_a_code_nor_almost(database: Database, admin: Account, code: str) -> None:
    add(database, admin)

    assert campaigns.add_campaign(database, CITY, code, by=admin, now=NOW) is None

    assert len(campaigns.list_campaigns(database)) == len(done(database)) == 1


@pytest.mark.parametrize("code", ["hessen-poort", None])
def test_a_form_that_is_sent_twice_adds_one_campaign(database: Database, admin: Account, code: str | None) -> None:
    first = add(database, admin, code)

    again = campaigns.add_campaign(database, PARK, code, by=admin, now=NOW + timedelta(seconds=5))

    assert again == first
    assert len(campaigns.list_campaigns(database)) == len(done(database)) == 1


def test_somebody_else_adds_another_campaign_of_the_same_name(database: Database, admin: Account) -> None:
    colleague = active(database, admin.organisation, name="Dirk Bos")

    assert add(database, admin, None).code != add(database, colleague, None).code


def test_a_campaign_that_just_ended_is_not_the_new_one(database: Database, admin: Account) -> None:
    first = add(database, admin, None)
    campaigns.close(database, first.code, by=admin, now=NOW)

    assert add(database, admin, None).code != first.code


def test_a_campaign_of_the_same_name_can_be_added_later(database: Database, admin: Account) -> None:
    first = add(database, admin, None)

    second = campaigns.add_campaign(database, PARK, None, by=admin, now=LATER)

    assert second is not None
    assert second.code != first.code


@pytest.mark.parametrize("typed", ["hessen-poort", "HESSEN POORT", "hessenpoort"])
def test_a_code_is_found_however_it_is_typed(database: Database, admin: Account, typed: str) -> None:
    added = add(database, admin)

    assert campaigns.get_campaign(database, typed) == added
    assert campaigns.find_open_campaign(database, typed) == added


@pytest.mark.parametrize("typed", ["", "hessenpoor", "hessenpoort2", "é", "a" * 5000, "hessenpoort\0"])
def test_a_code_of_no_campaign_is_not_found(database: Database, admin: Account, typed: str) -> None:
    add(database, admin)

    assert campaigns.find_campaign(database, typed) is None
    with pytest.raises(CampaignNotFoundError, match="no such campaign"):
        campaigns.get_campaign(database, typed)


def test_a_change_replaces_what_was_told_but_not_the_code(database: Database, admin: Account) -> None:
    code = add(database, admin).code

    campaigns.change(database, code, CITY, by=admin, now=LATER)
    campaigns.change(database, code, CITY, by=admin, now=LATER)

    found = campaigns.get_campaign(database, code)
    assert (found.code, found.kind, found.name, found.added_at) == (code, CITY.kind, CITY.name, NOW)
    assert [action for action, *_ in done(database)] == ["added_campaign", "changed_campaign"]


def test_a_campaign_that_ended_is_found_but_not_open(database: Database, admin: Account) -> None:
    code = add(database, admin).code

    for _ in range(2):
        campaigns.close(database, code, by=admin, now=LATER)

    assert campaigns.get_campaign(database, code).closed_at == LATER
    assert campaigns.find_open_campaign(database, code) is None
    assert [action for action, *_ in done(database)] == ["added_campaign", "closed_campaign"]


def test_a_campaign_can_be_resumed(database: Database, admin: Account) -> None:
    code = add(database, admin).code
    campaigns.close(database, code, by=admin, now=NOW)

    for _ in range(2):
        campaigns.reopen(database, code, by=admin, now=LATER)

    assert campaigns.find_open_campaign(database, code) is not None
    assert [action for action, *_ in done(database)][2:] == ["reopened_campaign"]


def test_nothing_is_done_with_a_campaign_that_is_not_there(database: Database, admin: Account) -> None:
    with pytest.raises(CampaignNotFoundError):
        campaigns.close(database, "nergens", by=admin, now=NOW)

    assert done(database) == []


def test_the_log_of_a_campaign_has_what_was_done_with_it_alone(database: Database, admin: Account) -> None:
    add(database, admin)
    campaigns.add_campaign(database, CITY, "bosch", by=admin, now=LATER)

    assert audit.log_of_campaign(database, "bosch") == [
        AuditLine(LATER, AuditAction.ADDED_CAMPAIGN, "Bea Jansen", "Beheer")
    ]


def test_what_an_account_does_with_campaigns_is_not_in_its_own_log(database: Database, admin: Account) -> None:
    add(database, admin)

    assert audit.log_of_account(database, admin.id) == []

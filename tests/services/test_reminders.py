"""On the day to follow up an adviser and an owner are written to, once, whoever runs that, and however often."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import col, select, update

from app.db.account_tables import AccountRow, OrganisationRow
from app.db.case_tables import AgreedActionRow, CaseEventRow
from app.db.engine import Database
from app.db.mail_tables import OutboxRow
from app.db.sharing_tables import CaseRow
from app.domain.account import Account, Organisation
from app.domain.case import CaseStatus
from app.services import sharing
from app.services.reminders import Reminded, remind
from tests.accounts import account, organisation
from tests.conftest import NOW
from tests.databases import on_sqlite
from tests.services.shares import OWNER, cases, letters, scan_to_share, share

LINK = "https://scan.example.nl/adviseur/opvolgen"
DAY = date(2026, 12, 3)
# The day begins in the Netherlands an hour before it does in UTC.
BEFORE, MORNING = datetime(2026, 12, 2, 22, 59, tzinfo=UTC), datetime(2026, 12, 2, 23, 0, tzinfo=UTC)
TO_OWNER = ("jan@bedrijf.example", "Hoe gaat het met uw plan?")
DESK = "balie@ondernemershuis.example"


@pytest.fixture
def own(content: Database) -> Organisation:
    return organisation(content)


@pytest.fixture
def anna(content: Database, own: Organisation) -> Account:
    return account(content, own, email="anna@organisatie.example")


def case_to_follow_up(database: Database, own: Organisation, by: Account | None = None, **values: Any) -> CaseRow:
    scan = scan_to_share(database)
    share(database, scan, own, details=replace(OWNER, email=str(values.pop("email", OWNER.email))))
    set_values(database, CaseRow.scan_id == scan.id, follow_up_on=DAY, assignee_id=by.id if by else None, **values)
    return cases(database)[-1]


def set_values(database: Database, which: object, **values: Any) -> None:
    with database.write() as session:
        session.exec(update(CaseRow).where(which).values(**values))  # type: ignore[arg-type]  # a comparison


def mails(database: Database) -> list[tuple[str, str]]:
    """Return the letters that wait, but for those that said that a scan was shared."""
    return sorted(one for one in letters(database) if one[1] != "Onderwerp")


def reminded(database: Database, now: datetime = MORNING) -> Reminded:
    return remind(database, LINK, can_mail=True, now=now)


def test_adviser_and_owner_are_written_to_on_the_day_and_not_before(
    content: Database, own: Organisation, anna: Account
) -> None:
    case_to_follow_up(content, own, anna)

    assert reminded(content, BEFORE) == Reminded(0, 0)
    assert reminded(content) == Reminded(1, 1)
    assert mails(content) == [(anna.email, "Tijd om op te volgen"), TO_OWNER]


def test_an_adviser_gets_one_letter_about_all_cases(content: Database, own: Organisation, anna: Account) -> None:
    for _ in range(3):
        case_to_follow_up(content, own, anna)

    assert reminded(content) == Reminded(advisers=1, owners=3)
    assert [recipient for recipient, _ in mails(content)].count(anna.email) == 1


@on_sqlite
def test_nobody_is_written_to_twice(content: Database, own: Organisation, anna: Account) -> None:
    case_to_follow_up(content, own, anna)

    found = [reminded(content, MORNING + timedelta(days)) for days in range(3)]

    assert found == [Reminded(1, 1), Reminded(0, 0), Reminded(0, 0)]


def test_runs_at_once_write_once(content: Database, own: Organisation, anna: Account) -> None:
    for _ in range(3):
        case_to_follow_up(content, own, anna)

    with ThreadPoolExecutor() as threads:
        found = list(threads.map(lambda now: reminded(content, now), [MORNING] * 4))

    assert (sum(one.advisers for one in found), sum(one.owners for one in found)) == (1, 3)
    assert len(mails(content)) == 4


def test_without_somebody_who_can_sign_in_the_organisation_is_told_once(
    content: Database, own: Organisation, anna: Account
) -> None:
    case_to_follow_up(content, own)
    case_to_follow_up(content, own, anna)
    with content.write() as session:
        session.exec(update(AccountRow).where(col(AccountRow.id) == anna.id).values(blocked_at=NOW))

    assert reminded(content) == Reminded(advisers=1, owners=2)
    assert [recipient for recipient, _ in mails(content)] == [DESK, TO_OWNER[0], TO_OWNER[0]]


@on_sqlite
@pytest.mark.parametrize(
    "change", [{"status": CaseStatus.CLOSED}, {"ends_on": DAY - timedelta(1)}], ids=["closed", "over"]
)
def test_a_case_that_is_closed_or_over_is_left_alone(
    content: Database, own: Organisation, change: dict[str, Any]
) -> None:
    case_to_follow_up(content, own, **change)

    assert (reminded(content), mails(content)) == (Reminded(0, 0), [])


@on_sqlite
def test_nobody_is_told_for_an_organisation_that_closed(content: Database, own: Organisation) -> None:
    case_to_follow_up(content, own)
    with content.write() as session:
        session.exec(update(OrganisationRow).values(closed_at=NOW))

    assert reminded(content) == Reminded(0, 0)


def test_a_withdrawal_takes_the_letter_to_the_owner_along(content: Database, own: Organisation, anna: Account) -> None:
    case = case_to_follow_up(content, own, anna)
    reminded(content)

    sharing.withdraw(content, case.scan_id, now=MORNING)

    assert [recipient for recipient, _ in mails(content)] == [anna.email]
    assert reminded(content) == Reminded(0, 0)


@on_sqlite
def test_a_site_that_cannot_mail_writes_once_it_can(content: Database, own: Organisation, anna: Account) -> None:
    case_to_follow_up(content, own, anna)

    assert remind(content, LINK, now=MORNING) == Reminded(0, 0)
    assert reminded(content, MORNING + timedelta(1)) == Reminded(1, 1)


@on_sqlite
def test_after_long_silence_the_adviser_is_told_and_the_owner_left_alone(
    content: Database, own: Organisation, anna: Account
) -> None:
    case_to_follow_up(content, own, anna)

    assert reminded(content, MORNING + timedelta(8)) == Reminded(advisers=1, owners=0)


@on_sqlite
def test_an_owner_without_an_address_is_not_written_to(content: Database, own: Organisation, anna: Account) -> None:
    case_to_follow_up(content, own, anna, email="")

    assert reminded(content) == Reminded(advisers=1, owners=0)


@on_sqlite
def test_a_case_of_which_nobody_can_be_told_waits_for_an_address(content: Database, own: Organisation) -> None:
    case_to_follow_up(content, own, email="")
    found = []
    for address in (None, DESK):
        with content.write() as session:
            session.exec(update(OrganisationRow).values(email=address))
        found.append(reminded(content))

    assert found == [Reminded(0, 0), Reminded(advisers=1, owners=0)]


@on_sqlite
def test_a_dry_run_counts_and_changes_nothing(content: Database, own: Organisation, anna: Account) -> None:
    case_to_follow_up(content, own, anna)

    assert remind(content, LINK, can_mail=True, now=MORNING, dry_run=True) == Reminded(1, 1)
    assert (mails(content), reminded(content)) == ([], Reminded(1, 1))


@on_sqlite
def test_the_timeline_tells_of_it_and_the_case_is_not_new_again(
    content: Database, own: Organisation, anna: Account
) -> None:
    before = case_to_follow_up(content, own, anna)
    reminded(content)

    with content.read() as session:
        (event,) = session.exec(select(CaseEventRow).where(CaseEventRow.kind == "reminded"))
    (after,) = cases(content)
    assert (event.at, event.account_name, after.changed_at) == (MORNING, None, before.changed_at)


@on_sqlite
def test_an_owner_reads_of_what_was_agreed_only_at_the_own_case(
    content: Database, own: Organisation, anna: Account
) -> None:
    first, _ = case_to_follow_up(content, own), case_to_follow_up(content, own)
    agreed = {"title": "Dagstart", "who": "Jan", "status": "planned", "added_at": NOW, "changed_at": NOW}
    with content.write() as session:
        session.add(AgreedActionRow.model_validate(agreed | {"case_id": first.id, "account_id": anna.id}))

    reminded(content)

    with content.read() as session:
        to_owners = session.exec(select(OutboxRow).where(OutboxRow.recipient == "jan@bedrijf.example")).all()
    assert {mail.case_id == first.id: "maakte ook afspraken" in mail.text for mail in to_owners} == {
        True: True,
        False: False,
    }

"""The portfolio of an organisation: its own cases with consent today, and nothing of others."""

from datetime import timedelta
from fractions import Fraction

import pytest
from sqlmodel import col, update

from app.db.case_tables import AgreedActionRow, CaseScoreRow
from app.db.engine import Database
from app.db.sharing_tables import CaseRow
from app.domain.account import Account
from app.domain.agreed_action import ActionStatus
from app.domain.case import CaseStatus
from app.domain.dutch_days import day_of
from app.domain.portfolio import Portfolio
from app.services import sharing
from app.services.portfolio import portfolio_of
from tests.accounts import account, organisation
from tests.conftest import NOW
from tests.services.shares import LAST_DAY, cases, scan_to_share, share
from tests.services.small_scans import SMALL

TODAY = day_of(NOW)


@pytest.fixture
def adviser(content: Database) -> Account:
    return account(content, organisation(content))


def shared_case(database: Database, adviser: Account, **columns: object) -> CaseRow:
    """Share a scan with the organisation of an adviser, and change these columns of the case."""
    share(database, scan_to_share(database), adviser.organisation)
    row = cases(database)[-1]
    if columns:
        with database.write() as session:
            session.exec(update(CaseRow).where(col(CaseRow.id) == row.id).values(**columns))
    return row


def agreed(case: CaseRow, status: ActionStatus, *, days: int | None, by: Account) -> AgreedActionRow:
    due_on = None if days is None else TODAY + timedelta(days)
    return AgreedActionRow(
        case_id=case.id or 0,
        title="Dagstart",
        who="Jan",
        due_on=due_on,
        status=status,
        account_id=by.id,
        added_at=NOW,
        changed_at=NOW,
    )


def seen_by(database: Database, adviser: Account, *, only_mine: bool = False, days: int = 0) -> Portfolio:
    return portfolio_of(database, SMALL, adviser, only_mine=only_mine, today=TODAY + timedelta(days))


def test_it_counts_the_cases_and_means_of_the_own_organisation(content: Database, adviser: Account) -> None:
    shared_case(content, adviser)
    shared_case(content, adviser, status=CaseStatus.CLOSED, assignee_id=adviser.id)

    found = seen_by(content, adviser)

    assert (found.count, found.by_status[CaseStatus.CLOSED], found.without_assignee) == (2, 1, 1)
    assert [(outcome.count, outcome.mean) for outcome in found.elements] == [(2, Fraction(25))] * 2


def test_others_have_no_part_in_it(content: Database, adviser: Account) -> None:
    other = account(content, organisation(content, name="Kennispoort Zwolle"), name="Bert Bos")
    shared_case(content, other)

    found = seen_by(content, adviser)

    assert (found.count, [outcome.count for outcome in found.elements]) == (0, [0, 0])


def test_what_is_withdrawn_or_over_is_gone_from_all_of_it(content: Database, adviser: Account) -> None:
    withdrawn, over = shared_case(content, adviser), shared_case(content, adviser)
    with content.write() as session:
        session.add_all([agreed(row, ActionStatus.STARTED, days=-1, by=adviser) for row in (withdrawn, over)])
    sharing.withdraw(content, withdrawn.scan_id, now=NOW)

    found = seen_by(content, adviser, days=(LAST_DAY - TODAY).days + 1)

    assert (found.count, found.overdue_actions, found.elements[0].count) == (0, 0, 0)
    assert seen_by(content, adviser).overdue_actions == 1


def test_mine_are_the_cases_that_i_look_after(content: Database, adviser: Account) -> None:
    shared_case(content, adviser)
    shared_case(content, adviser, assignee_id=adviser.id)

    found = seen_by(content, adviser, only_mine=True)

    assert (found.count, found.elements[0].count) == (1, 1)


def test_it_counts_what_is_due(content: Database, adviser: Account) -> None:
    for days in (-3, -1, 0, 1):
        shared_case(content, adviser, follow_up_on=TODAY + timedelta(days))

    found = seen_by(content, adviser)

    assert (found.overdue, found.due_today) == (2, 1)


def test_only_what_is_still_to_be_done_is_overdue(content: Database, adviser: Account) -> None:
    case = shared_case(content, adviser)
    with content.write() as session:
        for status, days in (("planned", -1), ("started", -1), ("done", -1), ("planned", 0), ("planned", None)):
            session.add(agreed(case, ActionStatus(status), days=days, by=adviser))

    found = seen_by(content, adviser)

    assert (found.overdue_actions, found.actions_by_status[ActionStatus.PLANNED]) == (2, 3)


def test_a_score_on_an_element_of_before_is_told(content: Database, adviser: Account) -> None:
    case = shared_case(content, adviser)
    with content.write() as session:
        session.add(CaseScoreRow(case_id=case.id or 0, element_id="verdwenen", level="begin", score=10.0))

    assert seen_by(content, adviser).leaves_out

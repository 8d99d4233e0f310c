"""Finds the cases that advisers are to follow up, by when."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sqlmodel import Session

from app.db import follow_ups
from app.db.account_tables import AccountRow
from app.db.case_tables import AgreedActionRow
from app.db.cases import CasesOf
from app.db.engine import Database
from app.db.follow_ups import FoundDue
from app.domain.account import Account
from app.domain.agreed_action import ActionStatus, Agreement
from app.domain.case import Assignee
from app.domain.follow_up import DueCase, DueCases, DueGroup, days_of_groups
from app.services.follow_up_rules import follow_up_rules


def find_due(database: Database, account: Account, *, only_own: bool, today: date) -> Mapping[DueGroup, DueCases]:
    """Return the cases of an adviser's organisation to follow up, or those that the adviser looks after.

    Of each group there are the first ones, and how many there are.
    """
    rules = follow_up_rules()
    own = CasesOf(account.organisation.id, account.id if only_own else None, today)
    days = days_of_groups(today, soon_days=rules.soon_days)
    with database.read() as session:
        found = {group: follow_ups.find_due(session, own, days.get(group), most=rules.most_cases) for group in DueGroup}
        open_actions = _open_actions(
            session, [case.id for rows, _ in found.values() for case, *_ in rows if case.id], today
        )
    return {
        group: DueCases([_due_case(row, open_actions) for row in rows], count) for group, (rows, count) in found.items()
    }


def _open_actions(session: Session, case_ids: Sequence[int], today: date) -> Counter[tuple[int, bool]]:
    """Count by case and by whether it is overdue what was agreed and is still to be done."""
    return Counter(_each_open(follow_ups.find_actions_of_cases(session, case_ids), today))


def _each_open(rows: Sequence[AgreedActionRow], today: date) -> Iterator[tuple[int, bool]]:
    for row in rows:
        agreed = Agreement(row.title, row.who, row.due_on, ActionStatus(row.status))
        if agreed.is_open:
            yield row.case_id, agreed.is_overdue(today)


def _due_case(found: FoundDue, open_actions: Counter[tuple[int, bool]]) -> DueCase:
    case, company_name, assignee = found
    assert case.id is not None
    late = open_actions[case.id, True]
    return DueCase(
        key=case.key,
        name=company_name or case.contact_name,
        day=case.follow_up_on,
        assignee=_assignee(assignee) if assignee else None,
        open_actions=open_actions[case.id, False] + late,
        overdue_actions=late,
    )


def _assignee(row: AccountRow) -> Assignee:
    assert row.id is not None
    return Assignee(row.id, row.name, is_blocked=row.blocked_at is not None)

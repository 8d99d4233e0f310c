"""Queries on the cases that advisers follow up."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from app.db.account_tables import AccountRow
from app.db.case_tables import AgreedActionRow
from app.db.cases import CasesOf
from app.db.scan_tables import ScanRow
from app.db.sharing_tables import CaseRow
from app.domain.case import CaseStatus
from app.domain.follow_up import Days

FoundDue = tuple[CaseRow, str | None, AccountRow | None]
# A new case waits for a first talk, not for the next.
_SPOKEN = (CaseStatus.CONTACTED, CaseStatus.PLAN_AGREED, CaseStatus.FOLLOWING_UP)


def find_due(session: Session, own: CasesOf, days: Days | None, *, most: int) -> tuple[Sequence[FoundDue], int]:
    """Return the first cases to follow up on these days, without days those that have no date yet, and how many."""
    is_open = col(CaseRow.status) != CaseStatus.CLOSED
    which = (*own.conditions, is_open, *(_between(days) if days else _UNDATED))
    found = (
        select(CaseRow, ScanRow.company_name, AccountRow)
        .join(ScanRow, col(ScanRow.id) == CaseRow.scan_id)
        .outerjoin(AccountRow, col(AccountRow.id) == CaseRow.assignee_id)
        .where(*which)
        .order_by(col(CaseRow.follow_up_on), col(CaseRow.changed_at), col(CaseRow.id))
        .limit(most)
    )
    count = session.exec(select(func.count(col(CaseRow.id))).where(*which)).one()
    return session.exec(found).all(), count


_UNDATED = (col(CaseRow.follow_up_on).is_(None), col(CaseRow.status).in_(_SPOKEN))


def _between(days: Days) -> Sequence[ColumnElement[bool]]:
    first = (col(CaseRow.follow_up_on) >= days.first,) if days.first else ()
    last = (col(CaseRow.follow_up_on) <= days.last,) if days.last else ()
    return (*first, *last)


def find_actions_of_cases(session: Session, case_ids: Sequence[int]) -> Sequence[AgreedActionRow]:
    return session.exec(select(AgreedActionRow).where(col(AgreedActionRow.case_id).in_(case_ids))).all()

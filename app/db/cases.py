"""Queries on cases, the consents behind them, and the wishes to pass them on."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, delete, select, update

from app.db.account_tables import AccountRow
from app.db.scan_tables import ScanRow
from app.db.sharing_tables import CaseRow, ConsentRow


def find_case_of_scan(session: Session, scan_id: int) -> CaseRow | None:
    return session.exec(select(CaseRow).where(CaseRow.scan_id == scan_id)).one_or_none()


def find_shared_case(session: Session, scan_id: int, *, today: date) -> CaseRow | None:
    """Find the case of a scan that is shared today."""
    case = find_case_of_scan(session, scan_id)
    return case if case and case.ends_on >= today else None


FoundCase = tuple[CaseRow, ScanRow, str, AccountRow | None]


def find_case(session: Session, key: str, *, organisation_id: int, today: date) -> FoundCase | None:
    """Find a case among those that an organisation may see today, with its scan, the scope of the consent and who
    looks after it.
    """
    found = (
        select(CaseRow, ScanRow, ConsentRow.scope, AccountRow)
        .join(ScanRow, col(ScanRow.id) == CaseRow.scan_id)
        .join(ConsentRow, col(ConsentRow.id) == CaseRow.consent_id)
        .outerjoin(AccountRow, col(AccountRow.id) == CaseRow.assignee_id)
        .where(CaseRow.key == key, *may_see(organisation_id, today))
    )
    return session.exec(found).one_or_none()


def lock_case(session: Session, key: str, *, organisation_id: int, today: date) -> CaseRow | None:
    """Find a case of an organisation and keep it from being ended until the transaction ends."""
    found = select(CaseRow).where(CaseRow.key == key, *may_see(organisation_id, today))
    return session.exec(found.with_for_update()).one_or_none()


class CasesOf(NamedTuple):
    """The cases that an organisation may see today, all of them or those that one adviser looks after."""

    organisation_id: int
    assignee_id: int | None
    today: date

    @property
    def conditions(self) -> Sequence[ColumnElement[bool]]:
        own = (col(CaseRow.assignee_id) == self.assignee_id,) if self.assignee_id else ()
        return (*may_see(self.organisation_id, self.today), *own)


def may_see(organisation_id: int, today: date) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return col(CaseRow.organisation_id) == organisation_id, col(CaseRow.ends_on) >= today


def end_case(session: Session, scan_id: int, *, ended_by: str, now: datetime) -> CaseRow | None:
    """Remove the case of a scan with all that hangs on it, and note at the consent what ended it. Safe to repeat."""
    case = find_case_of_scan(session, scan_id)
    if case is None:
        return None
    session.exec(delete(CaseRow).where(col(CaseRow.id) == case.id))
    ended = update(ConsentRow).where(col(ConsentRow.id) == case.consent_id)
    session.exec(ended.values(ended_at=now, ended_by=ended_by))
    return case

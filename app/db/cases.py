"""Queries on cases, the consents behind them, and the wishes to pass them on."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, exists
from sqlmodel import Session, col, delete, select, update

from app.db.account_tables import AccountRow
from app.db.audit_tables import AuditRow
from app.db.scan_tables import ScanRow
from app.db.sharing_tables import CaseRow, ConsentRow
from app.domain.audit import AuditAction


def find_case_of_scan(session: Session, scan_id: int) -> CaseRow | None:
    return session.exec(select(CaseRow).where(CaseRow.scan_id == scan_id)).one_or_none()


FoundCase = tuple[CaseRow, ScanRow, str, str | None]


def find_case(session: Session, key: str, *, organisation_id: int, today: date) -> FoundCase | None:
    """Find a case among those that an organisation may see today, with its scan, the scope of the consent and the name
    of who looks after it.
    """
    found = (
        select(CaseRow, ScanRow, ConsentRow.scope, AccountRow.name)
        .join(ScanRow, col(ScanRow.id) == CaseRow.scan_id)
        .join(ConsentRow, col(ConsentRow.id) == CaseRow.consent_id)
        .outerjoin(AccountRow, col(AccountRow.id) == CaseRow.assignee_id)
        .where(CaseRow.key == key, *_may_see(organisation_id, today))
    )
    return session.exec(found).one_or_none()


def find_cases(session: Session, organisation_id: int, *, today: date) -> Sequence[tuple[CaseRow, ScanRow, bool]]:
    """Return what an organisation may see today, the latest first, and whether nobody of it opened that yet."""
    was_opened: ColumnElement[bool] = exists().where(
        col(AuditRow.scan_hash) == ScanRow.secret_hash,
        col(AuditRow.organisation_id) == CaseRow.organisation_id,
        col(AuditRow.action) == AuditAction.OPENED,
        col(AuditRow.at) >= CaseRow.shared_at,
    )
    found = (
        select(CaseRow, ScanRow, was_opened)
        .join(ScanRow, col(ScanRow.id) == CaseRow.scan_id)
        .where(*_may_see(organisation_id, today))
        .order_by(col(CaseRow.shared_at).desc(), col(CaseRow.id).desc())
    )
    return [(case, scan, not opened) for case, scan, opened in session.exec(found)]


def lock_case(session: Session, key: str, *, organisation_id: int, today: date) -> CaseRow | None:
    """Find a case of an organisation and keep it from being ended until the transaction ends."""
    found = select(CaseRow).where(CaseRow.key == key, *_may_see(organisation_id, today))
    return session.exec(found.with_for_update()).one_or_none()


def _may_see(organisation_id: int, today: date) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
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

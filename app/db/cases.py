"""Queries on cases, the consents behind them, and the wishes to pass them on."""

from datetime import date, datetime

from sqlmodel import Session, col, delete, select, update

from app.db.sharing_tables import CaseRow, ConsentRow


def find_case_of_scan(session: Session, scan_id: int) -> CaseRow | None:
    return session.exec(select(CaseRow).where(CaseRow.scan_id == scan_id)).one_or_none()


def find_case(session: Session, key: str, *, organisation_id: int, today: date) -> CaseRow | None:
    """Find a case among those that an organisation may see today."""
    found = select(CaseRow).where(
        CaseRow.key == key, CaseRow.organisation_id == organisation_id, CaseRow.ends_on >= today
    )
    return session.exec(found).one_or_none()


def end_case(session: Session, scan_id: int, *, ended_by: str, now: datetime) -> CaseRow | None:
    """Remove the case of a scan with all that hangs on it, and note at the consent what ended it. Safe to repeat."""
    case = find_case_of_scan(session, scan_id)
    if case is None:
        return None
    session.exec(delete(CaseRow).where(col(CaseRow.id) == case.id))
    ended = update(ConsentRow).where(col(ConsentRow.id) == case.consent_id)
    session.exec(ended.values(ended_at=now, ended_by=ended_by))
    return case

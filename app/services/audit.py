"""Writes the log of who did what, in the transaction of what was done, and reads it."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from app.db.audit_tables import AuditRow
from app.domain.account import Account
from app.domain.audit import AuditAction, AuditLine


def add_line(
    session: Session,
    action: AuditAction,
    *,
    by: Account | None = None,
    scan_hash: str | None = None,
    about_account_id: int | None = None,
    now: datetime,
) -> None:
    """Log what an account did, or without one the owner of the scan or the clock."""
    session.add(
        AuditRow(
            at=now,
            action=action,
            account_id=by.id if by else None,
            account_name=by.name if by else None,
            organisation_id=by.organisation.id if by else None,
            organisation_name=by.organisation.name if by else None,
            scan_hash=scan_hash,
            about_account_id=about_account_id,
        )
    )


def lines_of_scan(session: Session, scan_hash: str) -> Sequence[AuditLine]:
    """Return what was done with a scan, the latest first."""
    found = select(AuditRow).where(AuditRow.scan_hash == scan_hash)
    rows = session.exec(found.order_by(col(AuditRow.at).desc(), col(AuditRow.id).desc()))
    return [AuditLine(row.at, AuditAction(row.action), row.account_name, row.organisation_name) for row in rows]

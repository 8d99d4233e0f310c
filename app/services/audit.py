"""Writes the log of who did what, in the transaction of what was done, and reads it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session, SQLModel, and_, col, func, or_, select

from app.db import scans
from app.db.audit_tables import AuditRow
from app.db.engine import Database
from app.domain.account import Account, Organisation
from app.domain.audit import AuditAction, AuditLine


def add_line(
    session: Session,
    action: AuditAction,
    *,
    by: Account | None = None,
    organisation: Organisation | None = None,
    scan_hash: str | None = None,
    about_account_id: int | None = None,
    about_organisation_id: int | None = None,
    about_campaign: str | None = None,
    now: datetime,
) -> None:
    """Log what an account did, or without one the owner of the scan or the clock; `organisation` is with which one."""
    there = organisation or (by.organisation if by else None)
    session.add(
        AuditRow(
            at=now,
            action=action,
            account_id=by.id if by else None,
            account_name=by.name if by else None,
            organisation_id=there.id if there else None,
            organisation_name=there.name if there else None,
            scan_hash=scan_hash,
            about_account_id=about_account_id,
            about_organisation_id=about_organisation_id,
            about_campaign=about_campaign,
        )
    )


def add_lines_on_scans(
    session: Session, action: AuditAction, scan_hashes: Sequence[str], *, by: Account, now: datetime
) -> None:
    """Log what an account did with many scans at once."""
    who = {"account_id": by.id, "account_name": by.name}
    where = {"organisation_id": by.organisation.id, "organisation_name": by.organisation.name}
    lines = [{"at": now, "action": action, "scan_hash": scan_hash, **who, **where} for scan_hash in scan_hashes]
    if lines:
        session.connection().execute(SQLModel.metadata.tables["audit_line"].insert(), lines)


def lines_of_scan(session: Session, scan_hash: str, *, organisation_id: int | None = None) -> Sequence[AuditLine]:
    """Return what was done with a scan, by anybody or by the people of one organisation, the latest first."""
    of_scan = col(AuditRow.scan_hash) == scan_hash
    if organisation_id is not None:
        of_scan = and_(of_scan, col(AuditRow.organisation_id) == organisation_id)
    return _lines(session, of_scan)


def _lines(session: Session, which: ColumnElement[bool]) -> Sequence[AuditLine]:
    rows = session.exec(select(AuditRow).where(which).order_by(col(AuditRow.at).desc(), col(AuditRow.id).desc()))
    return [AuditLine(row.at, AuditAction(row.action), row.account_name, row.organisation_name) for row in rows]


def count_lines(session: Session, action: AuditAction, scan_hash: str, *, since: datetime) -> int:
    """Return how often this was done with a scan since then."""
    found = select(func.count()).where(
        AuditRow.scan_hash == scan_hash, AuditRow.action == action, col(AuditRow.at) > since
    )
    return session.exec(found).one()


def log_of_scan(database: Database, scan_id: int) -> Sequence[AuditLine]:
    """Return what was done with a scan for its owner to read, the latest first."""
    with database.read() as session:
        return lines_of_scan(session, scans.secret_hash_of(session, scan_id))


def log_of_organisation(database: Database, organisation_id: int) -> Sequence[AuditLine]:
    """Return what was done with an organisation, the latest first."""
    with database.read() as session:
        return _lines(session, col(AuditRow.about_organisation_id) == organisation_id)


def log_of_campaign(database: Database, code: str) -> Sequence[AuditLine]:
    """Return what was done with a campaign, the latest first."""
    with database.read() as session:
        return _lines(session, col(AuditRow.about_campaign) == code)


def log_of_account(database: Database, account_id: int) -> Sequence[AuditLine]:
    """Return what was done with an account, the latest first; not what was done from it with scans and others."""
    about = (AuditRow.about_account_id, AuditRow.about_organisation_id, AuditRow.about_campaign)
    others = (AuditRow.scan_hash, *about)
    by_itself = and_(col(AuditRow.account_id) == account_id, *(col(other).is_(None) for other in others))
    with database.read() as session:
        return _lines(session, or_(col(AuditRow.about_account_id) == account_id, by_itself))

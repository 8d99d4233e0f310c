"""Queries on what owners share, and on the organisations with which they can."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session, col, select, update

from app.db.account_tables import OrganisationRow
from app.db.sharing_tables import CaseRow, ConsentRow
from app.domain.account import Kind

_NOT_WARNED = (col(CaseRow.warned_at).is_(None), col(CaseRow.contact_email).is_not(None))


def advisers_taking_part(session: Session) -> Sequence[OrganisationRow]:
    found = select(OrganisationRow).where(
        OrganisationRow.kind == Kind.ADVISER, col(OrganisationRow.closed_at).is_(None)
    )
    return session.exec(found.order_by(col(OrganisationRow.name))).all()


def find_adviser(session: Session, organisation_id: int) -> OrganisationRow | None:
    """Find an organisation of advisers that takes part."""
    row = session.get(OrganisationRow, organisation_id)
    return row if row and row.kind == Kind.ADVISER and row.closed_at is None else None


def find_share(session: Session, scan_id: int) -> tuple[CaseRow, ConsentRow, OrganisationRow] | None:
    found = (
        select(CaseRow, ConsentRow, OrganisationRow)
        .join(ConsentRow, col(ConsentRow.id) == CaseRow.consent_id)
        .join(OrganisationRow, col(OrganisationRow.id) == CaseRow.organisation_id)
        .where(CaseRow.scan_id == scan_id)
    )
    return session.exec(found).one_or_none()


def consents_of(session: Session, scan_hash: str) -> Sequence[tuple[ConsentRow, OrganisationRow]]:
    """Return what the owner of a scan agreed to, the earliest first."""
    found = (
        select(ConsentRow, OrganisationRow)
        .join(OrganisationRow, col(OrganisationRow.id) == ConsentRow.organisation_id)
        .where(ConsentRow.scan_hash == scan_hash)
    )
    return session.exec(found.order_by(col(ConsentRow.given_at), col(ConsentRow.id))).all()


def ended_before(session: Session, day: date) -> Sequence[int]:
    """Return the scans that are stored as shared up to a day before this one."""
    return session.exec(select(CaseRow.scan_id).where(CaseRow.ends_on < day).order_by(col(CaseRow.id))).all()


def to_warn(session: Session, *, since: date, until: date) -> Sequence[int]:
    """Return the scans of which the share ends between these days, and whose owner can be mailed and was not yet."""
    found = select(CaseRow.scan_id).where(CaseRow.ends_on >= since, CaseRow.ends_on <= until, *_NOT_WARNED)
    return session.exec(found.order_by(col(CaseRow.id))).all()


def claim_warning(session: Session, scan_id: int, *, until: date, now: datetime) -> CaseRow | None:
    """Note that an owner is warned of a share that ends by a day, and return its case; None if there is no need."""
    claimed = update(CaseRow).where(col(CaseRow.scan_id) == scan_id, col(CaseRow.ends_on) <= until, *_NOT_WARNED)
    if session.exec(claimed.values(warned_at=now)).rowcount == 0:
        return None
    return session.exec(select(CaseRow).where(CaseRow.scan_id == scan_id)).one()

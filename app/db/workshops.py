"""Queries on workshops, and on which scans were started at those that are open."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, delete, func, select

from app.db.account_tables import OrganisationRow
from app.db.inserts import insert_into
from app.db.scan_tables import ScanRow
from app.db.workshop_tables import WorkshopRow, WorkshopScanRow


def find_open(session: Session, code: str, *, now: datetime) -> tuple[WorkshopRow, str] | None:
    """Find the open workshop of this code, and the name of the organisation that holds it."""
    found = (
        select(WorkshopRow, OrganisationRow.name)
        .join(OrganisationRow, col(OrganisationRow.id) == WorkshopRow.organisation_id)
        .where(*_is_open(code, now), col(OrganisationRow.closed_at).is_(None))
    )
    return session.exec(found).one_or_none()


def lock_open(session: Session, code: str, *, now: datetime) -> WorkshopRow | None:
    """Find an open workshop and keep it from being closed until the transaction ends."""
    return session.exec(select(WorkshopRow).where(*_is_open(code, now)).with_for_update()).one_or_none()


def _is_open(code: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return col(WorkshopRow.code) == code, col(WorkshopRow.closed_at).is_(None), col(WorkshopRow.expires_at) > now


def find_of(session: Session, organisation_id: int) -> Sequence[WorkshopRow]:
    """Return the workshops of an organisation, the latest first."""
    found = select(WorkshopRow).where(WorkshopRow.organisation_id == organisation_id)
    return session.exec(found.order_by(col(WorkshopRow.opened_at).desc(), col(WorkshopRow.id).desc())).all()


def find_workshop(session: Session, key: str, *, organisation_id: int) -> WorkshopRow | None:
    found = select(WorkshopRow).where(WorkshopRow.key == key, WorkshopRow.organisation_id == organisation_id)
    return session.exec(found).one_or_none()


def lock_workshop(session: Session, key: str, *, organisation_id: int) -> WorkshopRow | None:
    """Find a workshop of an organisation and keep others from joining or closing it until the transaction ends."""
    found = select(WorkshopRow).where(WorkshopRow.key == key, WorkshopRow.organisation_id == organisation_id)
    return session.exec(found.with_for_update()).one_or_none()


def lock_expired(session: Session, *, now: datetime) -> Sequence[WorkshopRow]:
    """Return the workshops whose time is over and that nobody closed."""
    found = select(WorkshopRow).where(col(WorkshopRow.closed_at).is_(None), col(WorkshopRow.expires_at) <= now)
    return session.exec(found.order_by(col(WorkshopRow.id)).with_for_update()).all()


def find_just_opened(session: Session, account_id: int, title: str, *, since: datetime) -> str | None:
    """Find the key of an open workshop of this title that this person opened lately."""
    found = select(WorkshopRow.key).where(
        WorkshopRow.account_id == account_id,
        WorkshopRow.title == title,
        col(WorkshopRow.closed_at).is_(None),
        col(WorkshopRow.opened_at) > since,
    )
    return session.exec(found).first()


def has_code(session: Session, code: str) -> bool:
    """Tell whether a workshop has this code, or had it."""
    return session.exec(select(WorkshopRow.id).where(WorkshopRow.code == code)).first() is not None


def count_scans(session: Session, workshop_id: int, *, until: datetime) -> tuple[int, int]:
    """Count the scans of a workshop, and those of them that were finished at this moment."""
    finished = func.count().filter(col(ScanRow.finished_at) <= until)
    found = select(func.count(), finished).join(WorkshopScanRow, col(WorkshopScanRow.scan_id) == ScanRow.id)
    return session.exec(found.where(WorkshopScanRow.workshop_id == workshop_id)).one()


def put_link(session: Session, scan_id: int, workshop_id: int, *, now: datetime) -> None:
    """Note that a scan takes part in a workshop, instead of in an earlier one. Safe to repeat."""
    insert = insert_into(session, WorkshopScanRow).values(scan_id=scan_id, workshop_id=workshop_id, joined_at=now)
    session.exec(insert.on_conflict_do_update(index_elements=["scan_id"], set_={"workshop_id": workshop_id}))


def cut_links(session: Session, workshop_id: int) -> None:
    session.exec(delete(WorkshopScanRow).where(col(WorkshopScanRow.workshop_id) == workshop_id))


def delete_old(session: Session, *, before: datetime) -> None:
    """Delete the workshops that were closed before a moment."""
    session.exec(delete(WorkshopRow).where(col(WorkshopRow.closed_at) < before))

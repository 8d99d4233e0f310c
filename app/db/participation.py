"""Queries that count scans for programme management; they read nothing that was answered."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col

from app.db.scan_tables import RemovedScansRow, ScanRow
from app.db.sharing_tables import ConsentRow

Period = tuple[datetime, datetime]


def first_started(session: Session) -> datetime | None:
    first: datetime | None = session.execute(select(func.min(col(ScanRow.started_at)))).scalar_one()
    return first


def first_month_removed(session: Session) -> str | None:
    first: str | None = session.execute(select(func.min(col(RemovedScansRow.month)))).scalar_one()
    return first


def started_in(session: Session, period: Period) -> Sequence[Row[str | None, str | None, datetime]]:
    """Return the municipality and the campaign of each scan that was started in a period, and when."""
    found = select(col(ScanRow.municipality), col(ScanRow.campaign), col(ScanRow.started_at))
    return session.execute(found.where(*_in(col(ScanRow.started_at), period))).all()


def finished_in(session: Session, period: Period) -> Sequence[Row[Any]]:
    """Return of each scan that was finished in a period what decides whether it counts."""
    found = select(
        col(ScanRow.id),
        func.coalesce(ScanRow.kvk_token, ScanRow.secret_hash).label("company"),
        col(ScanRow.municipality),
        col(ScanRow.finished_at),
        col(ScanRow.may_count),
        col(ScanRow.doubt),
        col(ScanRow.campaign),
    )
    return session.execute(found.where(*_in(col(ScanRow.finished_at), period))).all()


def first_shared_in(session: Session, period: Period) -> Sequence[Row[int | None, str | None, str | None, datetime]]:
    """Return each scan that was first shared in a period, with municipality and campaign; without an id it is gone."""
    first = func.min(col(ConsentRow.given_at))
    of_scan = (col(ScanRow.id), col(ScanRow.municipality), col(ScanRow.campaign))
    found = select(*of_scan, first).select_from(ConsentRow)
    found = found.outerjoin(ScanRow, col(ScanRow.secret_hash) == col(ConsentRow.scan_hash))
    return session.execute(found.group_by(col(ConsentRow.scan_hash), *of_scan).having(*_in(first, period))).all()


def removed_in(session: Session, year: int) -> Sequence[RemovedScansRow]:
    """Return how many removed scans were started in each month of a year, by campaign."""
    found = select(RemovedScansRow).where(col(RemovedScansRow.month).startswith(f"{year}-"))
    return session.execute(found).scalars().all()


def _in(moment: ColumnElement[Any] | Mapped[Any], period: Period) -> Sequence[ColumnElement[bool]]:
    since, until = period
    return [moment >= since, moment < until]

"""Queries on failed attempts to open a scan, counted per visitor."""

from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session, case, col, delete, or_, select

from app.db.attempt_tables import FailedAttemptsRow
from app.db.inserts import insert_into


def find_attempts(session: Session, visitor: str) -> FailedAttemptsRow | None:
    return session.exec(select(FailedAttemptsRow).where(FailedAttemptsRow.visitor == visitor)).one_or_none()


def add_attempt(session: Session, visitor: str, *, now: datetime, window_start: datetime) -> None:
    """Count one more failed attempt, or the first of a new series when the last is over."""
    insert = insert_into(session, FailedAttemptsRow).values(visitor=visitor, count=1, since=now)
    count, since = col(FailedAttemptsRow.count), col(FailedAttemptsRow.since)
    is_over = _is_over(now=now, window_start=window_start)
    counted = insert.on_conflict_do_update(
        index_elements=["visitor"],
        set_={
            "count": case((is_over, insert.excluded.count), else_=count + 1),
            "since": case((is_over, insert.excluded.since), else_=since),
        },
    )
    session.exec(counted)


def remove_attempts(session: Session, *, now: datetime, window_start: datetime) -> None:
    """Forget visitors whose series of attempts is over."""
    session.exec(delete(FailedAttemptsRow).where(_is_over(now=now, window_start=window_start)))


def _is_over(*, now: datetime, window_start: datetime) -> ColumnElement[bool]:
    """Say which series began before the window, or later than now: those are of a clock that was ahead."""
    return or_(col(FailedAttemptsRow.since) <= window_start, col(FailedAttemptsRow.since) > now)

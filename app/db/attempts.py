"""Queries on failed attempts to open a scan or an account, counted per visitor and per account."""

from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session, case, col, delete, or_, select, update

from app.db.attempt_tables import FailedAttemptsRow
from app.db.inserts import insert_into


def find_attempts(session: Session, visitor: str) -> FailedAttemptsRow | None:
    return session.exec(select(FailedAttemptsRow).where(FailedAttemptsRow.visitor == visitor)).one_or_none()


def add_attempt(session: Session, visitor: str, *, now: datetime, window_start: datetime) -> tuple[int, datetime]:
    """Count one more failed attempt, or the first of a new series when the last is over.

    Return how many the series has now, and since when it runs.
    """
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
    counted_to, began = session.execute(counted.returning(count, since)).one()
    return counted_to, began


def take_back_attempt(session: Session, visitor: str) -> None:
    """Count an attempt no longer: it succeeded."""
    counted = update(FailedAttemptsRow).where(col(FailedAttemptsRow.visitor) == visitor)
    session.exec(counted.values(count=col(FailedAttemptsRow.count) - 1))


def forget_attempts(session: Session, visitor: str) -> None:
    session.exec(delete(FailedAttemptsRow).where(col(FailedAttemptsRow.visitor) == visitor))


def remove_attempts(session: Session, *, now: datetime, window_start: datetime) -> None:
    """Forget visitors whose series of attempts is over."""
    session.exec(delete(FailedAttemptsRow).where(_is_over(now=now, window_start=window_start)))


def _is_over(*, now: datetime, window_start: datetime) -> ColumnElement[bool]:
    """Say which series began before the window, or later than now: those are of a clock that was ahead."""
    return or_(col(FailedAttemptsRow.since) <= window_start, col(FailedAttemptsRow.since) > now)

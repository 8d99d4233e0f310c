"""Queries on failed attempts to open a scan, counted per visitor."""

from datetime import datetime

from sqlmodel import Session, case, col, delete, select

from app.db.attempt_tables import FailedAttemptsRow
from app.db.engine import insert_into


def find_attempts(session: Session, visitor: str) -> FailedAttemptsRow | None:
    return session.exec(select(FailedAttemptsRow).where(FailedAttemptsRow.visitor == visitor)).one_or_none()


def add_attempt(session: Session, visitor: str, *, now: datetime, window_start: datetime) -> None:
    """Count one more failed attempt, or the first of a new series when the last began before `window_start`."""
    insert = insert_into(session, FailedAttemptsRow).values(visitor=visitor, count=1, since=now)
    count, since = col(FailedAttemptsRow.count), col(FailedAttemptsRow.since)
    is_over = since <= window_start
    counted = insert.on_conflict_do_update(
        index_elements=["visitor"],
        set_={
            "count": case((is_over, insert.excluded.count), else_=count + 1),
            "since": case((is_over, insert.excluded.since), else_=since),
        },
    )
    session.exec(counted)


def remove_attempts_before(session: Session, moment: datetime) -> None:
    """Forget visitors whose series of attempts began before this moment."""
    session.exec(delete(FailedAttemptsRow).where(col(FailedAttemptsRow.since) < moment))

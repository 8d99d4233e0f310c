"""Queries on what happened to one part of a case, such as a note."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select, update

from app.db.case_tables import CaseEventRow
from app.domain.case_event import CaseEventKind


def find_events_about(
    session: Session, case_id: int, subject: str, *, kinds: Collection[CaseEventKind], since: datetime
) -> Sequence[CaseEventRow]:
    """Return what happened to a part since it was added, the latest first. SQLite gives ids out again."""
    found = select(CaseEventRow).where(*_about(case_id, subject, kinds), col(CaseEventRow.at) >= since)
    return session.exec(found.order_by(col(CaseEventRow.at).desc(), col(CaseEventRow.id).desc())).all()


def forget_details(session: Session, case_id: int, subject: str, *, kinds: Collection[CaseEventKind]) -> None:
    """Remove from the timeline what a part said that is no more."""
    session.exec(update(CaseEventRow).where(*_about(case_id, subject, kinds)).values(details={}))


def _about(case_id: int, subject: str, kinds: Collection[CaseEventKind]) -> Sequence[ColumnElement[bool]]:
    return (
        col(CaseEventRow.case_id) == case_id,
        col(CaseEventRow.subject) == subject,
        col(CaseEventRow.kind).in_(kinds),
    )

"""Queries on what was agreed at cases, each with the name of the adviser who wrote it down."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from app.db.account_tables import AccountRow
from app.db.case_tables import AgreedActionRow

FoundAction = tuple[AgreedActionRow, str]


def find_actions(session: Session, case_id: int) -> Sequence[FoundAction]:
    """Return what was agreed at a case, the oldest first."""
    return _find(session, col(AgreedActionRow.case_id) == case_id)


def find_action(session: Session, case_id: int, agreed_id: int) -> FoundAction | None:
    found = _find(session, col(AgreedActionRow.case_id) == case_id, col(AgreedActionRow.id) == agreed_id)
    return next(iter(found), None)


def find_step(session: Session, case_id: int, action_id: str) -> FoundAction | None:
    """Find what was agreed about this step of the plan."""
    found = _find(session, col(AgreedActionRow.case_id) == case_id, col(AgreedActionRow.action_id) == action_id)
    return next(iter(found), None)


def find_same(session: Session, action: AgreedActionRow, *, since: datetime) -> FoundAction | None:
    """Find what the same person wrote down just as it is after this moment."""
    same = ("case_id", "account_id", "action_id", "title", "who", "due_on")
    which = (getattr(AgreedActionRow, name) == getattr(action, name) for name in same)
    return next(iter(_find(session, *which, col(AgreedActionRow.added_at) > since)), None)


def _find(session: Session, *which: ColumnElement[bool]) -> Sequence[FoundAction]:
    found = select(AgreedActionRow, AccountRow.name).join(AccountRow, col(AccountRow.id) == AgreedActionRow.account_id)
    return session.exec(found.where(*which).order_by(col(AgreedActionRow.added_at), col(AgreedActionRow.id))).all()

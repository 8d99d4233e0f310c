"""Queries on the notes of cases, each with the name of who wrote it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from app.db.account_tables import AccountRow
from app.db.case_tables import NoteRow

FoundNote = tuple[NoteRow, str]


def find_notes(session: Session, case_id: int) -> Sequence[FoundNote]:
    """Return the notes of a case, the latest first."""
    return _find(session, col(NoteRow.case_id) == case_id)


def find_shared_notes(session: Session, case_id: int) -> Sequence[FoundNote]:
    """Return the notes of a case that its owner may read, the latest first."""
    return _find(session, col(NoteRow.case_id) == case_id, col(NoteRow.is_shared).is_(True))


def find_note(session: Session, case_id: int, note_id: int) -> FoundNote | None:
    return next(iter(_find(session, col(NoteRow.case_id) == case_id, col(NoteRow.id) == note_id)), None)


def find_same(session: Session, note: NoteRow, *, since: datetime) -> NoteRow | None:
    """Find a note that the same person wrote just as it is after this moment."""
    found = select(NoteRow).where(
        NoteRow.case_id == note.case_id,
        NoteRow.account_id == note.account_id,
        NoteRow.text == note.text,
        NoteRow.is_shared == note.is_shared,
        col(NoteRow.written_at) > since,
    )
    return session.exec(found).first()


def _find(session: Session, *which: ColumnElement[bool]) -> Sequence[FoundNote]:
    found = select(NoteRow, AccountRow.name).join(AccountRow, col(AccountRow.id) == NoteRow.account_id)
    return session.exec(found.where(*which).order_by(col(NoteRow.written_at).desc(), col(NoteRow.id).desc())).all()

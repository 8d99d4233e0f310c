"""Advisers write notes at a case, change and remove them, and share them with the owner."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from app.db import events_about, notes
from app.db.case_tables import NoteRow
from app.db.engine import Database
from app.db.sharing_tables import CaseRow
from app.domain.account import Account
from app.domain.audit import AuditAction
from app.domain.case import Case
from app.domain.case_event import CaseEventKind
from app.domain.errors import CasePartNotFoundError
from app.domain.note import CaseNote, EarlierText
from app.rendering.letters import Letter
from app.services.audit import add_line
from app.services.case_events import SENT_TWICE, add_event, lock_case
from app.services.from_adviser_mail import write_to_owner

_TEXT_WAS = "text_was"
_KINDS = (CaseEventKind.WROTE_NOTE, CaseEventKind.CHANGED_NOTE)


def notes_of(database: Database, case_id: int) -> Sequence[CaseNote]:
    """Return the notes of a case, the latest first."""
    with database.read() as session:
        return [_note(found) for found in notes.find_notes(session, case_id)]


def shared_notes_of(database: Database, case_id: int) -> Sequence[CaseNote]:
    """Return the notes of a case that its owner may read, the latest first."""
    with database.read() as session:
        return [_note(found) for found in notes.find_shared_notes(session, case_id)]


def get_note(database: Database, case_id: int, note_id: int) -> CaseNote:
    """Load a note of a case. Raises CasePartNotFoundError."""
    with database.read() as session:
        return _note(_get(session, case_id, note_id))


def _get(session: Session, case_id: int, note_id: int) -> notes.FoundNote:
    found = notes.find_note(session, case_id, note_id)
    if found is None:
        raise CasePartNotFoundError
    return found


def _note(found: notes.FoundNote) -> CaseNote:
    row, author = found
    assert row.id is not None
    return CaseNote(
        id=row.id,
        text=row.text,
        is_shared=row.is_shared,
        author_id=row.account_id,
        author=author,
        written_at=row.written_at,
        changed_at=row.changed_at,
    )


def earlier_texts(database: Database, case_id: int, note: CaseNote) -> Sequence[EarlierText]:
    """Return what a note said before, the latest first."""
    with database.read() as session:
        changes = events_about.find_events_about(
            session, case_id, str(note.id), kinds=(CaseEventKind.CHANGED_NOTE,), since=note.written_at
        )
    return [EarlierText(change.details[_TEXT_WAS], change.at) for change in changes if _TEXT_WAS in change.details]


def write_note(
    database: Database,
    case: Case,
    text: str,
    *,
    is_shared: bool,
    letter: Letter | None = None,
    by: Account,
    now: datetime,
) -> bool:
    """Store a note, once if it is sent twice, and tell whether it was new.

    The letter goes to the owner if it is shared, once a day at most. Raises CaseNotFoundError.
    """
    note = NoteRow(case_id=case.id, account_id=by.id, text=text, is_shared=is_shared, written_at=now)
    with database.write() as session:
        row = lock_case(session, case, by=by, now=now)
        if notes.find_same(session, note, since=now - SENT_TWICE):
            return False
        put_note(session, row, note, by=by, now=now)
        if is_shared:
            _tell_owner(session, row, case, letter, by=by, now=now)
    return True


def put_note(session: Session, case: CaseRow, note: NoteRow, *, by: Account, now: datetime) -> None:
    """Store a note at a locked case, and give it an id."""
    session.add(note)
    session.flush()
    add_event(session, case, CaseEventKind.WROTE_NOTE, by=by, subject=str(note.id), details=_shown(note), now=now)


def change_note(
    database: Database,
    case: Case,
    note_id: int,
    text: str,
    *,
    is_shared: bool,
    seen: str | None = None,
    letter: Letter | None = None,
    by: Account,
    now: datetime,
) -> CaseNote | None:
    """Store another text or another reader of one's own note, or return the note if that changed meanwhile.

    `seen` is the digest of the note on the page that was filled in. Raises CaseNotFoundError, and
    CasePartNotFoundError if somebody else wrote the note.
    """
    with database.write() as session:
        row = lock_case(session, case, by=by, now=now)
        found = _get(session, case.id, note_id)
        note, there = found[0], _note(found)
        if note.account_id != by.id:
            raise CasePartNotFoundError
        if (there.text, there.is_shared) == (text, is_shared):
            return None
        if seen not in (None, there.digest):
            return there
        note.text, note.is_shared, note.changed_at = text, is_shared, now
        details = _shown(note) | ({_TEXT_WAS: there.text} if there.text != text else {})
        add_event(session, row, CaseEventKind.CHANGED_NOTE, by=by, subject=str(note_id), details=details, now=now)
        if is_shared and not there.is_shared:
            _tell_owner(session, row, case, letter, by=by, now=now)
    return None


def _shown(note: NoteRow) -> dict[str, str]:
    return {"for": "owner" if note.is_shared else "organisation"}


def _tell_owner(
    session: Session, row: CaseRow, case: Case, letter: Letter | None, *, by: Account, now: datetime
) -> None:
    write_to_owner(session, row, case, letter, now=now)
    add_line(session, AuditAction.SHARED_NOTE, by=by, scan_hash=case.scan_hash, now=now)


def remove_note(
    database: Database, case: Case, note_id: int, *, seen: str | None = None, by: Account, now: datetime
) -> CaseNote | None:
    """Remove a note with all that it ever said, or return it if it changed since it was `seen`.

    Raises CaseNotFoundError and CasePartNotFoundError.
    """
    with database.write() as session:
        row = lock_case(session, case, by=by, now=now)
        found = _get(session, case.id, note_id)
        if seen not in (None, _note(found).digest):
            return _note(found)
        _remove(session, row, found[0], by=by, now=now)
    return None


def _remove(session: Session, case: CaseRow, note: NoteRow, *, by: Account, now: datetime) -> None:
    subject = str(note.id)
    session.delete(note)
    events_about.forget_details(session, note.case_id, subject, kinds=_KINDS)
    add_event(session, case, CaseEventKind.REMOVED_NOTE, by=by, subject=subject, now=now)

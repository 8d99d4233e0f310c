"""Advisers record how it goes at a case: with what was agreed, what they heard, and when they ask again."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlmodel import Session

from app.db import case_events
from app.db.case_tables import NoteRow
from app.db.engine import Database
from app.db.sharing_tables import CaseRow
from app.domain.account import Account
from app.domain.agreed_action import ActionStatus
from app.domain.case import Case, CaseStatus
from app.domain.case_event import CaseEvent, CaseEventKind
from app.domain.follow_up import FollowUp, Standing
from app.services.agreed_actions import actions_in, set_statuses
from app.services.case_events import SENT_TWICE, add_event, events_of, lock_case
from app.services.case_handling import set_follow_up, set_status
from app.services.notes import put_note

STATUS, NEXT_ON = "status", "next"


def standing_of(database: Database, case: Case) -> Standing:
    """Return how it stands with a case."""
    with database.read() as session:
        return Standing(case.status, case.follow_up_on, actions_in(session, case.id))


def record(database: Database, case: Case, told: FollowUp, *, by: Account, seen: str | None, now: datetime) -> bool:
    """Store what was heard in one go, and say whether that was done: not if it would replace what was not `seen`.

    `seen` is the digest of how it stood on the page that was filled in, None if it did not say. The same told again
    within a minute is stored once. Raises CaseNotFoundError.
    """
    with database.write() as session:
        row = lock_case(session, case, by=by, now=now)
        there = Standing(CaseStatus(row.status), row.follow_up_on, actions_in(session, case.id))
        details = _details(told, there.after(told))
        if not there.is_as_in(told):
            if seen not in (None, there.digest):
                return False
        elif _was_just_told(session, case, told.note, details, by=by, now=now):
            return True
        set_statuses(session, row, told.statuses, by=by, now=now)
        set_status(session, row, told.status, by=by, now=now)
        set_follow_up(session, row, told.next_on, by=by, now=now)
        note_id = _put_note(session, row, told.note, by=by, now=now)
        add_event(session, row, CaseEventKind.FOLLOWED_UP, by=by, subject=note_id, details=details, now=now)
    return True


def _details(told: FollowUp, counts: Mapping[ActionStatus, int]) -> Mapping[str, str]:
    next_on = {NEXT_ON: told.next_on.isoformat()} if told.next_on else {}
    return {STATUS: told.status, **next_on, **{status: str(count) for status, count in counts.items()}}


def _was_just_told(
    session: Session, case: Case, note: str, details: Mapping[str, str], *, by: Account, now: datetime
) -> bool:
    last = case_events.find_last_event(session, case.id, [CaseEventKind.FOLLOWED_UP])
    if last is None or last.account_id != by.id or now - last.at > SENT_TWICE:
        return False
    stored = session.get(NoteRow, int(last.subject)) if last.subject else None
    return (last.details, stored.text if stored else "") == (details, note)


def _put_note(session: Session, row: CaseRow, text: str, *, by: Account, now: datetime) -> str | None:
    """Store what was heard for the own organisation, and return the id of the note."""
    if not text:
        return None
    assert row.id is not None
    note = NoteRow(case_id=row.id, account_id=by.id, text=text, is_shared=False, written_at=now)
    put_note(session, row, note, by=by, now=now)
    return str(note.id)


def follow_ups_of(database: Database, case: Case) -> Sequence[CaseEvent]:
    """Return what was recorded of a case, the latest first; the subject of each is the id of its note."""
    return events_of(database, case, [CaseEventKind.FOLLOWED_UP])

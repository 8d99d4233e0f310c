"""What advisers do with a case among themselves: its status, who looks after it, and when it is followed up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from app.db.account_tables import AccountRow
from app.db.case_events import find_last_event
from app.db.case_handling import possible_assignees
from app.db.engine import Database
from app.db.sharing_tables import CaseRow
from app.domain.account import Account
from app.domain.case import Assignee, Case, CaseStatus, Handling
from app.domain.case_event import CaseEventKind
from app.domain.errors import AccountNotFoundError
from app.rendering.letters import Letter
from app.services.case_events import add_event, lock_case
from app.services.mail import post_letter


@dataclass(frozen=True, slots=True)
class HandingOver:
    """What goes with a case to who gets it: a message in the timeline, and a letter."""

    message: str = ""
    letter: Letter | None = None


def colleagues_of(database: Database, organisation_id: int) -> Sequence[Assignee]:
    """Return who of an organisation may look after a case, by name."""
    with database.read() as session:
        rows = possible_assignees(session, organisation_id)
    return [Assignee(row.id, row.name) for row in rows if row.id is not None]


def change_handling(
    database: Database, case: Case, wanted: Handling, over: HandingOver, *, by: Account, seen: str, now: datetime
) -> bool:
    """Store how a case is handled, and say whether that was done: not if it is no longer as it was `seen`.

    The same asked again is done once. Raises CaseNotFoundError, and AccountNotFoundError for who may not have the case.
    """
    with database.write() as session:
        row = lock_case(session, case, by=by, now=now)
        there = handling_of(row)
        if wanted == there and (not over.message or _was_told(session, row, over.message, by=by)):
            return True
        if seen != there.digest:
            return False
        set_status(session, row, wanted.status, by=by, now=now)
        _assign(session, row, wanted.assignee_id, over, by=by, now=now)
        set_follow_up(session, row, wanted.follow_up_on, by=by, now=now)
    return True


def take_case(database: Database, case: Case, *, by: Account, seen: str, now: datetime) -> bool:
    """Let who asks look after a case, and say whether that was done: not if another does than was `seen`, by id.

    Safe to repeat. Raises CaseNotFoundError.
    """
    with database.write() as session:
        row = lock_case(session, case, by=by, now=now)
        if row.assignee_id == by.id:
            return True
        if seen != str(row.assignee_id or ""):
            return False
        _assign(session, row, by.id, HandingOver(), by=by, now=now)
    return True


def handling_of(row: CaseRow) -> Handling:
    return Handling(CaseStatus(row.status), row.assignee_id, row.follow_up_on)


def _was_told(session: Session, row: CaseRow, message: str, *, by: Account) -> bool:
    """Tell whether the case was handed over last with this message, by the same person."""
    assert row.id is not None
    last = find_last_event(session, row.id, [CaseEventKind.ASSIGNED])
    return last is not None and (last.account_id, last.details.get("message")) == (by.id, message)


def set_status(session: Session, row: CaseRow, status: CaseStatus, *, by: Account, now: datetime) -> None:
    """Set how far a locked case is, with a line in the timeline if that is new."""
    if status != row.status:
        details = {"was": row.status, "now": status}
        row.status = status
        add_event(session, row, CaseEventKind.SET_STATUS, by=by, details=details, now=now)


def set_follow_up(session: Session, row: CaseRow, day: date | None, *, by: Account, now: datetime) -> None:
    """Set when a locked case is followed up, with a line in the timeline if that is new."""
    if day != row.follow_up_on:
        days = {"was": row.follow_up_on, "now": day}
        details = {name: value.isoformat() if value else "" for name, value in days.items()}
        row.follow_up_on, row.reminded_at = day, None
        add_event(session, row, CaseEventKind.SET_FOLLOW_UP, by=by, details=details, now=now)


def _assign(
    session: Session, row: CaseRow, assignee_id: int | None, over: HandingOver, *, by: Account, now: datetime
) -> None:
    """Let somebody else look after a locked case, or nobody, and write to who did not ask for it."""
    if assignee_id == row.assignee_id:
        return
    chosen = _possible_assignee(session, assignee_id, by=by) if assignee_id else None
    before = session.get(AccountRow, row.assignee_id) if row.assignee_id else None
    way = "took" if assignee_id == by.id else "handed_over" if chosen else "let_go"
    told_to = chosen.name if chosen and way == "handed_over" else None
    told = {"was": before and before.name, "now": told_to, "message": over.message}
    details = {"way": way, **{name: text for name, text in told.items() if text}}
    row.assignee_id = assignee_id
    add_event(session, row, CaseEventKind.ASSIGNED, by=by, details=details, now=now)
    if over.letter and chosen and chosen.id != by.id:
        post_letter(session, over.letter, recipient=chosen.email, case_id=row.id, now=now)


def _possible_assignee(session: Session, account_id: int, *, by: Account) -> AccountRow:
    people = possible_assignees(session, by.organisation.id)
    found = next((one for one in people if one.id == account_id), None)
    if found is None:
        raise AccountNotFoundError
    return found

"""What every change of a case has in common: its lock, its line in the timeline, and that others find it changed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session

from app.db import case_events, cases, scans
from app.db.case_tables import CaseEventRow
from app.db.engine import Database
from app.db.sharing_tables import CaseRow
from app.domain.account import Account
from app.domain.case import Case
from app.domain.case_event import CaseEvent, CaseEventKind
from app.domain.dutch_days import day_of
from app.domain.errors import CaseNotFoundError, NotSharedError, TooManyChangesError

SENT_TWICE = timedelta(minutes=1)
"""Within this time the same of the same person is a form that was sent twice."""
MOST_A_DAY = 500
"""What people change at one case stays far below this; what goes beyond would fill the disk."""


def lock_case(session: Session, case: Case, *, by: Account, now: datetime) -> CaseRow:
    """Find a case of an adviser's organisation and keep others from changing it until the transaction ends.

    Raises CaseNotFoundError.
    """
    # The scan first, as whoever ends the case does.
    scans.lock_row(session, case.scan.id)
    row = cases.lock_case(session, case.key, organisation_id=by.organisation.id, today=day_of(now))
    if row is None:
        raise CaseNotFoundError
    return row


def lock_case_of_scan(session: Session, scan_id: int, *, today: date) -> CaseRow:
    """Find the case of an owner's scan and keep others from changing it until the transaction ends.

    Raises NotSharedError.
    """
    scans.lock_row(session, scan_id)
    row = cases.find_shared_case(session, scan_id, today=today)
    if row is None:
        raise NotSharedError
    return row


def add_event(
    session: Session,
    case: CaseRow,
    kind: CaseEventKind,
    *,
    by: Account | None = None,
    subject: str | None = None,
    details: Mapping[str, str] | None = None,
    now: datetime,
) -> None:
    """Add a line to the timeline of a case, which is then new to all advisers but `by`, unless it was a reminder.

    Raises TooManyChangesError, not for a reminder.
    """
    assert case.id is not None
    if kind is not CaseEventKind.REMINDED:
        if case_events.count_events_since(session, case.id, now - timedelta(days=1)) >= MOST_A_DAY:
            raise TooManyChangesError
        case.changed_at = now
    session.add(
        CaseEventRow(
            case_id=case.id,
            at=now,
            kind=kind,
            account_id=by.id if by else None,
            account_name=by.name if by else None,
            subject=subject,
            details=dict(details or {}),
        )
    )
    if by:
        case_events.put_visit(session, case.id, by.id, now=now)


@dataclass(frozen=True, slots=True)
class Timeline:
    """A page of what happened at a case, by number, and the number of the last page."""

    events: Sequence[CaseEvent]
    number: int
    last_number: int


def timeline_of(database: Database, case: Case, *, number: int, per_page: int) -> Timeline:
    """Return the page that was asked for, or the last one before it, the latest first."""
    with database.read() as session:
        last_number = max(1, -(-case_events.count_events(session, case.id) // per_page))
        number = min(max(number, 1), last_number)
        rows = case_events.find_events(session, case.id, skipped=(number - 1) * per_page, most=per_page)
    return Timeline([_event(row) for row in rows], number, last_number)


def events_of(
    database: Database, case: Case, kinds: Collection[CaseEventKind] = tuple(CaseEventKind)
) -> Sequence[CaseEvent]:
    """Return what happened at a case, the latest first."""
    with database.read() as session:
        return [_event(row) for row in case_events.find_events(session, case.id, kinds)]


def last_event_of(database: Database, case: Case, kinds: Collection[CaseEventKind]) -> CaseEvent | None:
    """Return which of these things happened last at a case."""
    with database.read() as session:
        row = case_events.find_last_event(session, case.id, kinds)
        return _event(row) if row else None


def _event(row: CaseEventRow) -> CaseEvent:
    return CaseEvent(row.at, CaseEventKind(row.kind), row.account_name, row.subject, row.details)

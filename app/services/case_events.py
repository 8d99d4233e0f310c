"""What every change of a case has in common: its lock, its line in the timeline, and that others find it changed."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlmodel import Session

from app.db import case_events, cases, scans
from app.db.case_tables import CaseEventRow
from app.db.engine import Database
from app.db.sharing_tables import CaseRow
from app.domain.account import Account
from app.domain.case import Case
from app.domain.case_event import CaseEvent, CaseEventKind
from app.domain.dutch_days import day_of
from app.domain.errors import CaseNotFoundError, NotSharedError


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
    row = cases.find_case_of_scan(session, scan_id)
    if row is None or row.ends_on < today:
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
    """Add a line to the timeline of a case, which is then new to all advisers but `by`."""
    assert case.id is not None
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


def events_of(database: Database, case: Case) -> Sequence[CaseEvent]:
    """Return what happened at a case, the latest first."""
    with database.read() as session:
        rows = case_events.find_events(session, case.id)
    return [CaseEvent(row.at, CaseEventKind(row.kind), row.account_name, row.subject, row.details) for row in rows]

"""What owners get from their advisers: how much, the views that were shared, and what they say to those."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.db import cases, second_views
from app.db.case_tables import SecondViewRow
from app.db.engine import Database
from app.domain.case_event import CaseEventKind
from app.domain.dutch_days import day_of
from app.domain.scan import Scan
from app.domain.second_view import SharedView
from app.services.case_events import add_event, lock_case_of_scan
from app.services.second_views import shared_view, views_in


@dataclass(frozen=True, slots=True)
class MeanwhileShared:
    """What the owner finds now: a view that was shared anew or has another response, or None when it is gone."""

    view: SharedView | None


def find_case_id(database: Database, scan_id: int, *, today: date) -> int | None:
    """Find the case of a scan that is shared today."""
    with database.read() as session:
        case = cases.find_shared_case(session, scan_id, today=today)
        return case.id if case else None


def count_from_adviser(database: Database, scan_id: int, *, today: date) -> int:
    """Return how many things advisers share with the owner of a scan now."""
    with database.read() as session:
        case = cases.find_shared_case(session, scan_id, today=today)
        return second_views.count_for_owner(session, case.id) if case and case.id else 0


def shared_views_of(database: Database, scan: Scan, *, today: date) -> Sequence[SharedView]:
    """Return the views that were shared with the owner of a scan, in the order of the questions."""
    with database.read() as session:
        case = cases.find_shared_case(session, scan.id, today=today)
        if case is None or case.id is None:
            return []
        return [view.shared for view in views_in(session, case.id, scan.questionnaire) if view.shared]


def respond(
    database: Database, scan: Scan, question_id: str, response: str, *, seen: str | None = None, now: datetime
) -> MeanwhileShared | None:
    """Store what the owner says to a view, or nothing if it is empty; or return what changed since the page was seen.

    Raises NotSharedError.
    """
    with database.write() as session:
        case = lock_case_of_scan(session, scan.id, today=day_of(now))
        row = session.get(SecondViewRow, (case.id, question_id))
        view = shared_view(row) if row else None
        if row is None or view is None:
            return MeanwhileShared(None)
        if response == view.response:
            return None
        if seen not in (None, view.digest):
            return MeanwhileShared(view)
        row.response, row.responded_at = response or None, now if response else None
        details = {"was": view.response} if view.response else {}
        add_event(session, case, CaseEventKind.RESPONDED, subject=question_id, details=details, now=now)
    return None

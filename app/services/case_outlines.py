"""Keeps what lists of cases sort, search and filter by in step with the scan."""

from collections.abc import Iterator
from datetime import datetime

from sqlmodel import Session

from app.db import case_events, cases
from app.db.sharing_tables import CaseRow
from app.domain.case_event import CaseEventKind
from app.domain.dutch_days import day_of
from app.domain.folding import folded
from app.domain.scan import Scan
from app.municipalities import municipalities
from app.services.case_events import add_event

_LONGEST_NAME = 200
# An index of PostgreSQL has room for this, in whichever letters.
_MOST_FOUND = 500


def begin_case(session: Session, case: CaseRow, scan: Scan, *, now: datetime) -> None:
    """Make a case that was just stored ready for lists, and begin its timeline."""
    renew_outline(session, case, scan)
    add_event(session, case, CaseEventKind.SHARED, now=now)


def renew_outline(session: Session, case: CaseRow, scan: Scan) -> None:
    """Work out anew what lists know of a case."""
    assert case.id is not None
    municipality = municipalities()[scan.profile.municipality].name if scan.profile.municipality else ""
    company = scan.company.company_name or ""
    profile = scan.profile
    case.sector, case.size, case.municipality = profile.sector, profile.size, profile.municipality
    # Some signs become many letters.
    case.sort_name = folded(company or case.contact_name)[:_LONGEST_NAME]
    case.found_by = folded(" ".join((company, case.contact_name, case.contact_email or "", municipality)))[:_MOST_FOUND]
    case_events.put_scores(session, case.id, list(_scores(scan)))


def _scores(scan: Scan) -> Iterator[dict[str, object]]:
    for element_id, value in scan.scores.shown.items():
        level = scan.questionnaire.level_of(value)
        yield {"element_id": element_id, "level": level.id, "score": float(value)}


def note_change_of_scan(session: Session, scan: Scan, *, now: datetime) -> None:
    """Renew the outline of the case of a scan that its owner changed, if it is shared, and say so once a day."""
    case = cases.find_case_of_scan(session, scan.id)
    if case is None or case.id is None:
        return
    renew_outline(session, case, scan)
    told = case_events.find_last_event(session, case.id)
    if told and told.kind == CaseEventKind.CHANGED_SCAN and day_of(told.at) == day_of(now):
        case.changed_at = now
    else:
        add_event(session, case, CaseEventKind.CHANGED_SCAN, now=now)

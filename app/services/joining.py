"""What owners do with the code of a workshop: they join it with a scan that is theirs alone."""

from datetime import datetime
from enum import Enum, auto

from sqlmodel import Session

from app.db import scans as stored_scans
from app.db import workshops
from app.db.engine import Database
from app.db.workshop_tables import WorkshopRow
from app.domain.company import Company
from app.domain.errors import ScanNotFoundError
from app.domain.profile import Profile
from app.domain.questionnaire import Questionnaire
from app.domain.scan import Mode, Scan
from app.domain.workshop import Invitation
from app.services import opening, scans
from app.services.pseudonyms import pseudonym
from app.services.sessions import hashed
from app.services.workshop_rules import workshop_rules


class Start(Enum):
    """What became of a form that starts a scan at a workshop: `AGAIN` if it was sent twice."""

    NEW = auto()
    AGAIN = auto()
    OVER = auto()


def find_invitation(
    database: Database, secret_key: bytes, code: str | None, *, visitor: str, now: datetime
) -> Invitation | None:
    """Find the open workshop of this code, unless this visitor gave too many others, which goes before all else.

    Raises TooManyAttemptsError.
    """
    # Counted apart: who mistypes codes in a room still opens links to scans there.
    guesser, most = pseudonym(secret_key, "attempts", f"workshop {visitor}"), workshop_rules().wrong_codes
    opening.refuse_after_many(database, guesser, now=now, most=most)
    if code is None:
        return None
    with database.read() as session:
        found = workshops.find_open(session, code, now=now)
    if found is None:
        opening.count_failure(database, guesser, now=now, most=most)
        return None
    row, organisation = found
    return Invitation(row.code, row.title, organisation)


def start_scan(
    database: Database,
    questionnaire: Questionnaire,
    code: str,
    profile: Profile,
    company: Company,
    *,
    secret: str,
    now: datetime,
) -> Start:
    """Store a new scan that takes part in a workshop, once for each secret, unless that is over or full."""
    with database.write() as session:
        workshop = _lock_with_room(session, code, now=now)
        if stored_scans.find_by_secret(session, hashed(secret)):
            return Start.AGAIN
        if workshop is None:
            return Start.OVER
        row = scans.add_scan(session, questionnaire, profile, company, secret=secret, mode=Mode.ALONE, now=now)
        session.flush()
        assert row.id is not None
        assert workshop.id is not None
        workshops.put_link(session, row.id, workshop.id, now=now)
    return Start.NEW


def join_with(database: Database, scan: Scan, code: str, *, now: datetime) -> bool:
    """Have a scan that is there take part in a workshop, and tell whether that is open and has room. Safe to repeat.

    Raises ScanNotFoundError.
    """
    with database.write() as session:
        # The scan first, as whoever removes it does.
        if stored_scans.lock_row(session, scan.id) is None:
            raise ScanNotFoundError
        workshop = _lock_with_room(session, code, now=now)
        if workshop is None:
            return False
        assert workshop.id is not None
        workshops.put_link(session, scan.id, workshop.id, now=now)
    return True


def _lock_with_room(session: Session, code: str, *, now: datetime) -> WorkshopRow | None:
    row = workshops.lock_open(session, code, now=now)
    if row is None:
        return None
    assert row.id is not None
    joined, _ = workshops.count_scans(session, row.id, until=now)
    return row if joined < workshop_rules().most_participants else None

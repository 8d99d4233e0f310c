"""Opens scans for visitors, and keeps visitors who guess at links from trying on."""

from datetime import datetime, timedelta

from app.db import attempts
from app.db.engine import Database
from app.domain.errors import ScanNotFoundError, TooManyAttemptsError
from app.domain.scan import Scan
from app.services import scans
from app.services.questionnaires import PublishedQuestionnaires

# A room of people behind one address may each mistype a link or bring an old cookie; nobody guesses 256 bits.
MOST_FAILURES = 30
WINDOW = timedelta(minutes=15)


def open_by_cookie(
    database: Database, published: PublishedQuestionnaires, secret: str, *, visitor: str, now: datetime
) -> Scan:
    """Load the scan of this secret, also for a visitor who shares an address with one who guesses.

    Raises ScanNotFoundError, or TooManyAttemptsError when that happened too often.
    """
    try:
        return scans.get_scan(database, published, secret)
    except ScanNotFoundError:
        count_failure(database, visitor, now=now)
        raise


def open_by_link(
    database: Database, published: PublishedQuestionnaires, secret: str, *, visitor: str, now: datetime
) -> Scan:
    """Load the scan of this secret, unless this visitor failed too often, which goes before all else.

    Raises ScanNotFoundError or TooManyAttemptsError.
    """
    refuse_after_many(database, visitor, now=now)
    return open_by_cookie(database, published, secret, visitor=visitor, now=now)


def refuse_after_many(database: Database, visitor: str, *, now: datetime, most: int = MOST_FAILURES) -> None:
    """Raise TooManyAttemptsError for a visitor who failed too often."""
    with database.read() as session:
        found = attempts.find_attempts(session, visitor)
    # A series that began later than now is of a clock that was ahead.
    if found and found.count >= most and now - WINDOW < found.since <= now:
        raise TooManyAttemptsError(found.since + WINDOW - now)


def count_failure(database: Database, visitor: str, *, now: datetime, most: int = MOST_FAILURES) -> None:
    """Remember that a visitor gave a secret that opens nothing. Raises TooManyAttemptsError if that is too often."""
    # Once it is too often there is nothing more to write, or guessing would keep the database busy.
    refuse_after_many(database, visitor, now=now, most=most)
    with database.write() as session:
        attempts.add_attempt(session, visitor, now=now, window_start=now - WINDOW)
    refuse_after_many(database, visitor, now=now, most=most)

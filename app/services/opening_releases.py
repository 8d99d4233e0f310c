"""Makes a release open data, and ends that: when, and who of the province did so."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from app.db import releases
from app.db.engine import Database
from app.domain.account import Account
from app.domain.release import Opening

_LEAST = timedelta(microseconds=1)


def openings_of(database: Database, release_id: str) -> Sequence[Opening]:
    """Return when a release became open data or ended to be so, and by whom, the latest first."""
    with database.read() as session:
        return releases.openings_of(session, release_id)


def open_release(database: Database, release_id: str, *, by: Account, now: datetime) -> None:
    """Make a release open data, if it is not."""
    _turn(database, release_id, is_open=True, by=by, now=now)


def end_opening(database: Database, release_id: str, *, by: Account, now: datetime) -> None:
    """Let a release be open data no more, if it is."""
    _turn(database, release_id, is_open=False, by=by, now=now)


def _turn(database: Database, release_id: str, *, is_open: bool, by: Account, now: datetime) -> None:
    with database.write() as session:
        last = releases.lock_openings(session, release_id)
        if is_open != bool(last and last.is_open):
            # The latest counts, so it is later than the one before it, also by a clock that was set back.
            at = max(now, last.at + _LEAST) if last else now
            releases.add_opening(session, release_id, Opening(at, is_open, by.name))

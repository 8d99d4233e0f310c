"""The one door to released figures, for pages, paper, open data and the comparison: it reads what was stored as it is.

It takes the id of a release and the name of a table, and nothing to pick, join or leave out companies by.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from itertools import groupby
from operator import attrgetter

from sqlmodel import Session

from app.db import releases
from app.db.engine import Database
from app.domain.errors import ReleaseNotFoundError
from app.domain.release import Cell, Release


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """The figures of one table of a release, in the order in which every copy of the program gives them."""

    release: Release
    name: str
    cells: tuple[Cell, ...]

    @property
    def digest(self) -> str:
        """What changes if and only if a figure does: the same for every reader, on every machine, for ever."""
        stored = [self.release.id, self.name, [astuple(cell) for cell in self.cells]]
        return hashlib.sha256(json.dumps(stored).encode()).hexdigest()


def list_releases(database: Database, *, province: str | None = None) -> Sequence[Release]:
    """Return the releases, of one province or of all, the newest first."""
    with database.read() as session:
        return releases.list_releases(session, province=province)


def list_open(database: Database) -> Sequence[Release]:
    """Return the releases that are open data, of all provinces, the newest first."""
    with database.read() as session:
        is_open = releases.open_release_ids(session)
        return [release for release in releases.list_releases(session) if release.id in is_open]


def list_for_province(database: Database, *, province: str | None) -> Sequence[Release]:
    """Return the releases that people of this province may see, the newest first: their own, and open data."""
    with database.read() as session:
        is_open = releases.open_release_ids(session)
        found = releases.list_releases(session)
    return [release for release in found if release.province == province or release.id in is_open]


def get_open(database: Database, release_id: str) -> Release:
    """Return a release that is open data. Raises ReleaseNotFoundError."""
    with database.read() as session:
        release = _get_release(session, release_id)
        if release_id not in releases.open_release_ids(session):
            raise ReleaseNotFoundError
    return release


def get_for_province(database: Database, release_id: str, *, province: str | None) -> Release:
    """Return a release that people of this province may see: their own, or open data. Raises ReleaseNotFoundError."""
    with database.read() as session:
        release = _get_release(session, release_id)
        if release.province != province and release_id not in releases.open_release_ids(session):
            raise ReleaseNotFoundError
    return release


def get_table(database: Database, release_id: str, name: str) -> PublishedTable:
    """Return one table of a release. Raises ReleaseNotFoundError."""
    with database.read() as session:
        release = _get_release(session, release_id)
        cells = releases.cells_of(session, release_id, table=name)
    if not cells:
        raise ReleaseNotFoundError
    return PublishedTable(release, name, tuple(cells))


def get_tables(database: Database, release_id: str) -> Sequence[PublishedTable]:
    """Return all tables of a release. Raises ReleaseNotFoundError."""
    with database.read() as session:
        release = _get_release(session, release_id)
        cells = releases.cells_of(session, release_id)
    return [PublishedTable(release, name, tuple(found)) for name, found in groupby(cells, key=attrgetter("table"))]


def _get_release(session: Session, release_id: str) -> Release:
    release = releases.find_release(session, release_id)
    if release is None:
        raise ReleaseNotFoundError
    return release

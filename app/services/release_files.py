"""The figures of releases as files for machines."""

from functools import lru_cache

from app.db.engine import Database
from app.domain.release import Release
from app.rendering.open_data import cells_csv, cells_json
from app.services.open_data import open_cells

# The largest takes some 2 MB.
_MOST_KEPT = 16


class ReleaseFiles:
    """Files of releases, of which those asked for last are kept: what is published never changes."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.csv = lru_cache(_MOST_KEPT)(self._csv)
        self.json = lru_cache(_MOST_KEPT)(self._json)

    def _csv(self, release: Release) -> bytes:
        return cells_csv(open_cells(self._database, release))

    def _json(self, release: Release) -> bytes:
        return cells_json(open_cells(self._database, release))

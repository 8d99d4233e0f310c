"""The site with every part in use, as the tests of its pages have it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import prepared_database
from tests.web.conftest import site

__all__ = ["site"]


@pytest.fixture(params=["postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """PostgreSQL, which is strict about texts and numbers; the tests of pages are on SQLite."""
    yield from prepared_database(request, tmp_path)

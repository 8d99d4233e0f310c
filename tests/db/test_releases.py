"""Reading releases: as they were published, and in one order on each database."""

from dataclasses import replace

import pytest

from app.db import releases
from app.db.engine import Database
from app.domain.release import Statistic
from tests.conftest import NOW
from tests.db.release_rows import CELLS, MEASUREMENTS, RELEASE, named, publish


@pytest.fixture
def published(database: Database) -> Database:
    with database.write() as session:
        publish(session)
    return database


def test_a_release_is_read_as_it_was_published(published: Database) -> None:
    with published.read() as session:
        assert releases.find_release(session, RELEASE.id) == RELEASE
        assert releases.find_release(session, "other") is None


def test_figures_are_read_in_one_order(published: Database) -> None:
    with published.read() as session:
        read = releases.cells_of(session, RELEASE.id)

    assert [(cell.table, cell.size, cell.statistic) for cell in read] == [
        ("size", "1", Statistic.MEAN),
        ("size", "10-49", Statistic.SHARE_1),
        ("size", "10-49", Statistic.MEAN),
        ("total", "", Statistic.COMPANIES),
    ]
    assert set(read) == set(CELLS)


def test_figures_of_one_table_can_be_read(published: Database) -> None:
    with published.read() as session:
        assert releases.cells_of(session, RELEASE.id, table="total") == CELLS[:1]


def test_what_was_drawn_is_kept(published: Database) -> None:
    with published.read() as session:
        assert releases.measurements_of(session, RELEASE.id) == MEASUREMENTS


def test_releases_are_listed_the_latest_first(published: Database) -> None:
    later = replace(named("Gelderland"), published_at=NOW.replace(year=2027))
    with published.write() as session:
        publish(session, later, tokens=())

    with published.read() as session:
        assert releases.list_releases(session) == [later, RELEASE]
        assert releases.list_releases(session, province="Overijssel") == [RELEASE]

"""Reading what was released: whole tables as they were stored, by the names of a release and a table alone."""

import inspect
from dataclasses import replace

import pytest

from app.db.engine import Database
from app.domain.errors import ReleaseNotFoundError
from app.domain.questionnaire import Questionnaire
from app.services import published_releases
from app.services.published_releases import (
    PublishedTable,
    get_for_province,
    get_open,
    get_table,
    get_tables,
    list_open,
    list_releases,
)
from tests.conftest import NOW
from tests.db.release_rows import CELLS, MEAN, RELEASE, named, publish
from tests.published import publish_release

NAMES_OF_NONE = ("", "sizes", "size,total", "size total", "size' OR ''='", "!size", "%", "SIZE")


@pytest.fixture
def released(database: Database) -> Database:
    with database.write() as session:
        publish(session)
    return database


def test_a_table_has_the_figures_that_were_stored(released: Database) -> None:
    table = get_table(released, RELEASE.id, "total")

    assert table == PublishedTable(RELEASE, "total", (CELLS[0],))


def test_a_release_has_each_of_its_tables_once_and_whole(released: Database) -> None:
    tables = get_tables(released, RELEASE.id)

    assert [table.name for table in tables] == ["size", "total"]
    assert {cell for table in tables for cell in table.cells} == set(CELLS)
    assert tables[0] == get_table(released, RELEASE.id, "size")


@pytest.mark.parametrize("name", NAMES_OF_NONE)
def test_what_is_no_name_of_a_table_gives_no_figure(released: Database, name: str) -> None:
    with pytest.raises(ReleaseNotFoundError):
        get_table(released, RELEASE.id, name)


@pytest.mark.parametrize("release_id", ["", "overijssel", "overijssel-2026' --", "overijssel-202_", "Overijssel-2026"])
def test_what_is_no_id_of_a_release_gives_no_figure(released: Database, release_id: str) -> None:
    with pytest.raises(ReleaseNotFoundError):
        get_tables(released, release_id)
    with pytest.raises(ReleaseNotFoundError):
        get_table(released, release_id, "total")


def test_no_reader_takes_anything_to_pick_companies_by() -> None:
    readers = [
        found
        for name, found in vars(published_releases).items()
        if inspect.isfunction(found) and found.__module__ == published_releases.__name__ and not name.startswith("_")
    ]

    asked = {name for reader in readers for name in inspect.signature(reader).parameters}
    assert asked == {"database", "release_id", "name", "province"}


def test_releases_are_listed_the_newest_first(released: Database) -> None:
    later = replace(named("Gelderland"), published_at=NOW.replace(year=2027))
    with released.write() as session:
        publish(session, later, tokens=())

    assert list_releases(released) == [later, RELEASE]
    assert list_releases(released, province="Overijssel") == [RELEASE]


def test_a_digest_is_the_same_for_every_reader(released: Database, database_url: str) -> None:
    other = Database(database_url)

    digests = {get_table(reader, RELEASE.id, "size").digest for reader in (released, released, other)}

    other.close()
    assert len(digests) == 1


@pytest.mark.parametrize("changed", [replace(MEAN, value=51.4), replace(MEAN, margin=None), replace(MEAN, size="1")])
def test_a_digest_tells_one_figure_from_another(changed: object) -> None:
    assert isinstance(changed, type(MEAN))
    assert PublishedTable(RELEASE, "size", (changed,)).digest != PublishedTable(RELEASE, "size", (MEAN,)).digest


def test_who_is_of_another_province_finds_what_is_open_data_alone(database: Database, shipped: Questionnaire) -> None:
    closed = publish_release(database, shipped, tier="S")
    opened = publish_release(database, shipped, "Gelderland", tier="S", is_open=True)

    assert get_for_province(database, closed.id, province="Overijssel") == closed
    assert get_for_province(database, opened.id, province="Overijssel") == opened
    assert get_open(database, opened.id) == opened
    assert list_open(database) == [opened]
    for province in ("Utrecht", None):
        with pytest.raises(ReleaseNotFoundError):
            get_for_province(database, closed.id, province=province)
    with pytest.raises(ReleaseNotFoundError):
        get_open(database, closed.id)

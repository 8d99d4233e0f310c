"""Which releases are read beside one, and that those of others that are no open data never are."""

from dataclasses import replace

import pytest

from app.db import releases
from app.db.engine import Database
from app.domain.questionnaire import Questionnaire
from app.domain.release import Release
from app.services.outcomes import specification_of
from app.services.published_releases import get_tables
from app.services.released_series import find_other_kind, read_provinces, read_series
from tests.published import publish_release


@pytest.fixture
def own(database: Database, shipped: Questionnaire) -> Release:
    return publish_release(database, shipped, tier="S")


def test_a_series_of_the_own_province_has_what_is_no_open_data(
    database: Database, shipped: Questionnaire, own: Release
) -> None:
    publish_release(database, shipped, period="2024", tier="S")

    series = read_series(database, shipped, own, province="Overijssel")

    assert [str(outcomes.period) for outcomes in series] == ["2024", "2025"]
    assert all(set(outcomes.tables) == {"total"} for outcomes in series)


def test_a_series_of_another_province_has_open_data_alone(database: Database, shipped: Questionnaire) -> None:
    publish_release(database, shipped, "Drenthe", "2023", tier="S", is_open=True)
    publish_release(database, shipped, "Drenthe", "2024", tier="S")
    now = publish_release(database, shipped, "Drenthe", tier="S", is_open=True)

    series = read_series(database, shipped, now, province="Overijssel")

    assert [str(outcomes.period) for outcomes in series] == ["2023", "2025"]


def test_the_other_kind_is_the_newest_of_the_same_province(
    database: Database, shipped: Questionnaire, own: Release
) -> None:
    assert find_other_kind(database, own, province="Overijssel") is None

    publish_release(database, shipped, period="2025Q1", tier="B")
    newest = publish_release(database, shipped, period="2025Q3", tier="B")
    publish_release(database, shipped, "Drenthe", "2025Q4", tier="B", is_open=True)

    assert find_other_kind(database, own, province="Overijssel") == newest
    assert find_other_kind(database, newest, province="Overijssel") == own


def test_other_provinces_are_there_when_they_are_open(database: Database, shipped: Questionnaire, own: Release) -> None:
    opened = publish_release(database, shipped, "Gelderland", tier="S", is_open=True)
    publish_release(database, shipped, "Drenthe", tier="S")

    found = read_provinces(database, shipped, own, province="Overijssel")

    assert [outcomes.release for outcomes in found] == [own, opened]
    assert all(set(outcomes.tables) == {"total", "main_group"} for outcomes in found)


def test_main_groups_that_are_made_otherwise_are_not_compared(
    database: Database, shipped: Questionnaire, own: Release
) -> None:
    other = _with_other_groups(database, own, "Utrecht")

    _, found = read_provinces(database, shipped, other, province="Overijssel")

    assert found.release.province == "Utrecht"
    assert set(found.tables) == {"total"}


def _with_other_groups(database: Database, release: Release, province: str) -> Release:
    """Publish the same figures for another province, of which a sector is in another main group."""
    document = specification_of(release).document
    moved = document.replace('"sectors":["zorg"]', '"sectors":["zorg","horeca"]').replace(
        '"handel","horeca"', '"handel"'
    )
    assert moved.count("horeca") == document.count("horeca")
    other = replace(release, id="utrecht-2025", province=province, specification=moved)
    cells = [cell for table in get_tables(database, release.id) for cell in table.cells]
    with database.write() as session:
        releases.add_release(session, other, cells, ())
    return other

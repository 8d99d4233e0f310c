"""Files of releases: written once, and then kept."""

import pytest
from sqlalchemy import event

from app.db.engine import Database
from app.domain.questionnaire import Questionnaire
from app.domain.release import Release
from app.rendering.open_data import cells_csv, cells_json
from app.services.open_data import open_cells
from app.services.release_files import ReleaseFiles
from tests.databases import on_sqlite
from tests.published import publish_release

pytestmark = on_sqlite


@pytest.fixture
def release(database: Database, shipped: Questionnaire) -> Release:
    return publish_release(database, shipped, tier="S")


@pytest.fixture
def statements(database: Database, release: Release) -> list[str]:
    """What the database is asked once the release is there."""
    asked: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *about: asked.append(about[2]))
    return asked


def test_a_file_is_what_the_release_says(database: Database, release: Release) -> None:
    files, cells = ReleaseFiles(database), open_cells(database, release)

    assert files.csv(release) == cells_csv(cells)
    assert files.json(release) == cells_json(cells)


def test_a_file_that_was_asked_for_is_kept(database: Database, release: Release, statements: list[str]) -> None:
    files = ReleaseFiles(database)
    first = files.csv(release), files.json(release)
    asked = len(statements)

    again = files.csv(release), files.json(release)

    assert again == first
    assert 0 < asked == len(statements)


def test_a_file_is_of_its_own_release(database: Database, release: Release, shipped: Questionnaire) -> None:
    files, other = ReleaseFiles(database), publish_release(database, shipped, "Gelderland", tier="S")

    assert files.csv(release) != files.csv(other)

"""Databases that earlier versions left: brought up to date, all their scans open, score and plan as they did."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic import command

from app.content import read_questionnaire
from app.db.engine import Database, make_engine
from app.db.migrations import alembic_config, upgrade
from app.domain.company import Company
from app.services import scans
from app.services.questionnaires import PublishedQuestionnaires
from tests.db.golden.make import FOLDER, SCANS, fill, outcome
from tests.db.rows import get_rows, put_rows

RELEASES = sorted(path.stem for path in FOLDER.glob("*.sql"))


def expected(release: str) -> dict[str, Any]:
    """Return what each scan was, with what this version asks of a company besides left open."""
    found: dict[str, Any] = json.loads((FOLDER / f"{release}.json").read_text(encoding="utf-8"))
    untold = Company().model_dump()
    return {
        name: {key: untold | value if key == "company" else value for key, value in scan.items()}
        for name, scan in found.items()
    }


@pytest.fixture(params=RELEASES)
def release(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def upgraded(release: str, database_url: str, tmp_path: Path) -> str:
    """The address of a database that this release filled and that this program brought up to date."""
    golden = tmp_path / "golden.db"
    with closing(sqlite3.connect(golden)) as connection:
        connection.executescript((FOLDER / f"{release}.sql").read_text(encoding="utf-8"))
        (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if database_url.startswith("sqlite"):
        golden.replace(database_url.removeprefix("sqlite:///"))
    else:
        command.downgrade(alembic_config(database_url), "base")
        command.upgrade(alembic_config(database_url), revision)
        source, target = make_engine(f"sqlite:///{golden}"), make_engine(database_url)
        put_rows(target, {table: rows for table, rows in get_rows(source).items() if rows})
        source.dispose()
        target.dispose()
    upgrade(database_url)
    return database_url


def test_every_scan_of_an_earlier_version_is_as_it_was(release: str, upgraded: str) -> None:
    database = Database(upgraded)
    published = PublishedQuestionnaires(database)

    for scan in expected(release).values():
        secret = scan.pop("secret")
        found = outcome(database, scans.get_scan(database, published, secret))
        assert {name: found[name] for name in scan} == scan
    database.close()


def test_there_are_drafts_and_finished_scans_in_it(release: str) -> None:
    assert {scan["is_finished"] for scan in expected(release).values()} == {True, False}


def test_this_version_can_be_written_down_in_its_turn(database: Database) -> None:
    assert list(fill(database, read_questionnaire())) == [name for name, *_ in SCANS]

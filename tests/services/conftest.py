"""A questionnaire with few questions, and a StatLine on this machine."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.db.engine import Database
from app.db.urls import sqlite_url
from app.domain.questionnaire import Questionnaire
from app.services.questionnaires import publish
from tests.conftest import NOW
from tests.services.filled import Filled, fill
from tests.services.small_scans import SMALL
from tests.statline_server import FakeStatLine, statline


@pytest.fixture
def content(database: Database) -> Database:
    publish(database, SMALL, now=NOW)
    return database


@pytest.fixture
def service() -> Iterator[FakeStatLine]:
    with statline() as fake:
        yield fake


@pytest.fixture(scope="session")
def demo(prepared_sqlite: Path, shipped: Questionnaire, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    """A database filled once for tests that only read it."""
    path = tmp_path_factory.mktemp("demo") / "scan.db"
    shutil.copy(prepared_sqlite, path)
    with closing(Database(sqlite_url(path))) as database:
        yield fill(database, shipped, 130)

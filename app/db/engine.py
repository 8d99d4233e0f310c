"""One way to a database, for SQLite and PostgreSQL: short reads, and writes that wait for one another."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, DateTime, Dialect, Engine, create_engine, event, make_url, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects import sqlite as sqlite_dialect
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import sessionmaker
from sqlalchemy.types import TypeDecorator
from sqlmodel import Session, SQLModel

from app.db.addresses import is_sqlite
from app.domain.errors import StorageBusyError

try:
    import pysqlite3.dbapi2 as sqlite
except ImportError:  # no wheel for this machine; the one in Python may have the WAL-reset bug
    import sqlite3 as sqlite

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

SqliteError: type[Exception] = sqlite.DatabaseError
SqliteRefusal: type[Exception] = sqlite.OperationalError
_POOL_SIZE = 10
_PATIENCE = 5.0  # seconds that a visitor waits for a connection, for a lock, or for a turn to write
_POSTGRESQL_OPTIONS = "-c statement_timeout=10s -c idle_in_transaction_session_timeout=15s -c lock_timeout={}ms"


Insert = sqlite_dialect.Insert | postgresql.Insert


class Database:
    """A pool of connections. Sessions are short: a read, or one write that commits as a whole.

    Who waits longer than `patience`, in seconds, gets StorageBusyError or an error of the driver.
    """

    def __init__(self, url: str, *, patience: float = _PATIENCE) -> None:
        self.engine = make_engine(url, patience=patience, may_create=False)
        self._reader = sessionmaker(_reading(self.engine), class_=Session, expire_on_commit=False)
        self._writer = sessionmaker(self.engine.execution_options(write=True), class_=Session, expire_on_commit=False)
        self._patience = patience
        # SQLite lets writers wait by polling, unfairly; this queue brought the slowest saves from 900 to 22 ms.
        self._queue = threading.Semaphore(1 if self.engine.dialect.name == "sqlite" else _POOL_SIZE)

    def close(self) -> None:
        """Close the connections that wait in the pool; one that is asked for afterwards is opened anew."""
        self.engine.dispose()

    def check(self) -> None:
        """Raise an error of the driver unless the database answers."""
        with self.read() as session:
            session.execute(text("SELECT 1"))

    @contextmanager
    def read(self) -> Iterator[Session]:
        with self._reader() as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Open the one transaction of a service: committed at the end, rolled back on an error."""
        if not self._queue.acquire(timeout=self._patience):
            raise StorageBusyError
        try:
            with self._writer.begin() as session:
                yield session
        finally:
            self._queue.release()


def _reading(engine: Engine) -> Engine:
    """Return the engine for reads. On PostgreSQL a transaction would cost two journeys to the server, and each
    statement would see what is stored at its own moment all the same."""
    return engine if engine.dialect.name == "sqlite" else engine.execution_options(isolation_level="AUTOCOMMIT")


def make_engine(url: str, *, patience: float = _PATIENCE, foreign_keys: bool = True, may_create: bool = True) -> Engine:
    """Make an engine for a database URL.

    `foreign_keys` goes off only while a migration rebuilds a table; without `may_create` a missing file is an error.
    """
    pool: dict[str, Any] = {
        "pool_size": _POOL_SIZE,
        "max_overflow": 0,
        "pool_timeout": patience,
        "hide_parameters": True,
    }
    if is_sqlite(url):
        engine = create_engine(url, module=sqlite, **pool)
        _set_up_sqlite(engine, patience=patience, foreign_keys=foreign_keys)
        _watch_the_file(engine, may_create=may_create)
        return engine
    options = _POSTGRESQL_OPTIONS.format(round(patience * 1000))
    return create_engine(
        make_url(url).set(drivername="postgresql+psycopg"),
        pool_pre_ping=True,
        connect_args={"options": options, "connect_timeout": 5},
        **pool,
    )


def _set_up_sqlite(engine: Engine, *, patience: float, foreign_keys: bool) -> None:
    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # or the driver would begin its own, deferred transactions
        for pragma in (
            f"busy_timeout={round(patience * 1000)}",
            f"journal_mode={journal_mode(sqlite.sqlite_version_info)}",
            "synchronous=FULL",
            "secure_delete=ON",  # what a visitor deletes does not stay behind in the file
            f"foreign_keys={'ON' if foreign_keys else 'OFF'}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        writes = connection.get_execution_options().get("write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _watch_the_file(engine: Engine, *, may_create: bool) -> None:
    """Keep to the file of this name: SQLite goes on in one that was moved or replaced, and it would all be lost."""
    path = Path(engine.url.database or "")

    @event.listens_for(engine, "do_connect")
    def open_file(_dialect: object, _record: object, arguments: list[Any], options: dict[str, Any]) -> None:
        # An empty file made in the place of a moved one would take its write-ahead log.
        arguments[0] = f"{path.absolute().as_uri()}?mode={'rwc' if may_create else 'rw'}"
        options["uri"] = True

    @event.listens_for(engine, "connect")
    def remember_file(_connection: object, record: Any) -> None:
        record.info["file"] = _identity_of(path)

    @event.listens_for(engine, "checkout")
    def check_file(_connection: object, record: Any, _proxy: object) -> None:
        if record.info["file"] != _identity_of(path):
            raise DisconnectionError


def _identity_of(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def open_sqlite(path: Path) -> Any:
    """Open a SQLite file as it is, outside the pool. A file that is not there is an error, not a new database."""
    return sqlite.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None, timeout=_PATIENCE)


def journal_mode(version: tuple[int, ...]) -> str:
    """Return WAL where this SQLite keeps every commit in it, else DELETE.

    Before 3.51.3 a checkpoint could skip committed transactions (https://sqlite.org/wal.html#the_wal_reset_bug);
    3.44.6 and 3.50.7 have the repair too.
    """
    mended = (
        version >= (3, 51, 3)
        or (version[:2] == (3, 50) and version[2] >= 7)
        or (version[:2] == (3, 44) and version[2] >= 6)
    )
    return "WAL" if mended else "DELETE"


def insert_into(session: Session, row: type[SQLModel]) -> Insert:
    """Begin an INSERT that can say, on either database, what to do when the row is there already."""
    return insert_on(session.get_bind().dialect.name, row)


def insert_on(dialect: str, row: type[SQLModel]) -> Insert:
    return (postgresql.insert if dialect == "postgresql" else sqlite_dialect.insert)(row)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC, on both databases with its time zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def take_turns(connection: Connection) -> None:
    """On PostgreSQL, let other nodes that start at the same moment wait until this transaction ends."""
    connection.execute(text("SELECT pg_advisory_xact_lock(7231901)"))

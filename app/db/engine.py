"""One way to a database, for SQLite and PostgreSQL: short reads, and writes that wait for one another."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, Engine, create_engine, event, make_url
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects import sqlite as sqlite_dialect
from sqlalchemy.orm import sessionmaker
from sqlalchemy.types import TypeDecorator
from sqlmodel import Session, SQLModel

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

_BUSY_MILLISECONDS = 5000
_POSTGRESQL_OPTIONS = "-c statement_timeout=10s -c idle_in_transaction_session_timeout=15s -c lock_timeout=5s"


class Database:
    """A pool of connections. Sessions are short: a read, or one write that commits as a whole."""

    def __init__(self, url: str) -> None:
        self.engine = make_engine(url)
        self._reader = sessionmaker(self.engine, class_=Session, expire_on_commit=False)
        self._writer = sessionmaker(self.engine.execution_options(write=True), class_=Session, expire_on_commit=False)
        # SQLite lets writers wait by polling, unfairly; this queue brought the slowest saves from 900 to 22 ms.
        self._turn = threading.Lock() if self.engine.dialect.name == "sqlite" else nullcontext()

    @contextmanager
    def read(self) -> Iterator[Session]:
        with self._reader() as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Open the one transaction of a service: committed at the end, rolled back on an error."""
        with self._turn, self._writer.begin() as session:
            yield session


def make_engine(url: str, *, foreign_keys: bool = True) -> Engine:
    """Make an engine for a database URL. `foreign_keys` goes off only while a migration rebuilds a table."""
    if make_url(url).get_backend_name() == "sqlite":
        return _make_sqlite_engine(url, foreign_keys=foreign_keys)
    return create_engine(
        make_url(url).set(drivername="postgresql+psycopg"),
        pool_size=10,
        max_overflow=0,
        pool_timeout=5,
        pool_pre_ping=True,
        connect_args={"options": _POSTGRESQL_OPTIONS, "connect_timeout": 5},
    )


def _make_sqlite_engine(url: str, *, foreign_keys: bool) -> Engine:
    engine = create_engine(url, module=sqlite, pool_size=10, max_overflow=0, pool_timeout=5)

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # or the driver would begin its own, deferred transactions
        for pragma in (
            f"busy_timeout={_BUSY_MILLISECONDS}",
            f"journal_mode={journal_mode(sqlite.sqlite_version_info)}",
            "synchronous=FULL",
            f"foreign_keys={'ON' if foreign_keys else 'OFF'}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        writes = connection.get_execution_options().get("write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


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


def insert_into(session: Session, row: type[SQLModel]) -> sqlite_dialect.Insert | postgresql.Insert:
    """Begin an INSERT that can say, on either database, what to do when the row is there already."""
    is_postgresql = session.get_bind().dialect.name == "postgresql"
    return (postgresql.insert if is_postgresql else sqlite_dialect.insert)(row)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC, on both databases with its time zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)

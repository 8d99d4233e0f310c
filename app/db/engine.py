"""One way to a database, for SQLite and PostgreSQL: short reads, and writes that wait for one another."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.orm import sessionmaker
from sqlmodel import Session

from app.db.sqlite_setup import make_sqlite_engine
from app.db.urls import is_sqlite
from app.domain.errors import StorageBusyError

_POOL_SIZE = 10
_PATIENCE = 5.0  # seconds that a visitor waits for a connection, for a lock, or for a turn to write
_POSTGRESQL_OPTIONS = "-c statement_timeout=10s -c idle_in_transaction_session_timeout=15s -c lock_timeout={}ms"


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
        return make_sqlite_engine(url, patience=patience, foreign_keys=foreign_keys, may_create=may_create, **pool)
    options = _POSTGRESQL_OPTIONS.format(round(patience * 1000))
    return create_engine(
        make_url(url).set(drivername="postgresql+psycopg"),
        pool_pre_ping=True,
        connect_args={"options": options, "connect_timeout": 5},
        **pool,
    )

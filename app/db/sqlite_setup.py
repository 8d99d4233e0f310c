"""How a database of SQLite is opened: by which SQLite, with which settings, and only the file of its name."""

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DisconnectionError

try:
    import pysqlite3.dbapi2 as sqlite
except ImportError:  # no wheel for this machine; the one in Python may have the WAL-reset bug
    import sqlite3 as sqlite

SqliteError: type[Exception] = sqlite.DatabaseError
SqliteRefusal: type[Exception] = sqlite.OperationalError
_SECONDS_FOR_LOCK = 5.0


def make_sqlite_engine(url: str, *, patience: float, foreign_keys: bool, may_create: bool, **pool: Any) -> Engine:
    engine = create_engine(url, module=sqlite, **pool)
    _set_up_connections(engine, patience=patience, foreign_keys=foreign_keys)
    _watch_the_file(engine, may_create=may_create)
    return engine


def _set_up_connections(engine: Engine, *, patience: float, foreign_keys: bool) -> None:
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
    """Open a file as it is, outside the pool. One that is not there is an error, not a new database."""
    uri = f"{path.absolute().as_uri()}?mode=rw"
    return sqlite.connect(uri, uri=True, isolation_level=None, timeout=_SECONDS_FOR_LOCK)

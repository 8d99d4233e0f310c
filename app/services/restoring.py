"""Puts a backup in the place of the database: checked, up to date and without the scans that were erased since."""

import re
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import inspect, text
from sqlalchemy.exc import DatabaseError

from app.db import postgresql_tools, removals
from app.db.backups import (
    ERASED_BEFORE,
    BackupError,
    back_up,
    check_sqlite,
    copy_file,
    database_name,
    is_sqlite,
    leave_out_mail,
    opened,
    sqlite_path,
    sync,
)
from app.db.engine import SqliteError, SqliteRefusal, open_sqlite
from app.db.migrations import check_revision, migrate

_TABLES = {"questionnaire", "scan", "answer", "report"}
_SIDE_FILES = ("-wal", "-journal", "-shm")
_ALL_OR_NOTHING = (
    "--no-psqlrc",
    "--quiet",
    "--single-transaction",
    "--set=ON_ERROR_STOP=1",
    "--command=SET lock_timeout = '10s'",
)
# Without the workers of PostgreSQL itself, which have no user.
_OTHERS = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND usesysid IS NOT NULL
"""
# A server that has just stopped takes a moment to be gone.
_SECONDS_TO_BE_GONE = 5
# As at a migration: of nodes that start at the same moment, one does it.
_TAKE_TURNS = "SELECT pg_advisory_xact_lock(7231901)"


def restore(url: str, file: Path, *, keep: Path, now: datetime) -> int | None:
    """Replace a database that nobody uses, keep it as `keep`, and return how many erased scans were removed again.

    None is for a database to replace that could not tell which scans were erased.
    Raises BackupError, PostgresqlToolError or NewerDatabaseError, with the database as it was.
    """
    return (_restore_sqlite if is_sqlite(url) else _restore_postgresql)(url, file, keep=keep, now=now)


def _restore_sqlite(url: str, file: Path, *, keep: Path, now: datetime) -> int | None:
    path = sqlite_path(url)
    with _scratch(path.parent) as folder:
        staged = folder / "scan.db"
        copy_file(file, staged)
        _check_backup(staged, file)
        erased = _erased_in_file(url, path)
        migrate(f"sqlite:///{staged}")
        returned = None if erased is None else _erase_again(f"sqlite:///{staged}", erased, now=now)
        _to_one_file(staged)
        _set_aside(path, keep)
        sync(staged)
        staged.replace(path)
        sync(path.parent)
    return returned


@contextmanager
def _scratch(data_dir: Path) -> Iterator[Path]:
    """Make a folder of one's own; what a restore that broke off left in it goes."""
    folder = data_dir / "restoring"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def _check_backup(staged: Path, file: Path) -> None:
    try:
        check_sqlite(staged)
        with closing(open_sqlite(staged)) as connection:
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            revisions = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    except (BackupError, SqliteError) as error:
        raise _NoBackupError(file) from error
    if not tables >= _TABLES or len(revisions) != 1:
        raise _NoBackupError(file)
    check_revision(revisions[0][0])


class _NoBackupError(BackupError):
    def __init__(self, file: Path) -> None:
        super().__init__(f"{file} is not a whole backup of this program. Nothing was changed.")


def _erased_in_file(url: str, path: Path) -> Mapping[str, datetime] | None:
    """Return what the database to replace remembers; None if it is gone or damaged, the reason to restore."""
    try:
        return _erased_in(url) if path.exists() else None
    except DatabaseError:
        return None


def _erased_in(url: str) -> Mapping[str, datetime] | None:
    with opened(url) as database:
        if not inspect(database.engine).has_table("erased_scan"):
            return None
        with database.read() as session:
            return removals.erased_scans(session)


def _erase_again(url: str, erased: Mapping[str, datetime], *, now: datetime) -> int:
    with opened(url) as database, database.write() as session:
        return removals.erase_again(session, erased, now=now)


def _set_aside(path: Path, keep: Path) -> None:
    """Keep the database to replace, and leave no log beside its name: SQLite would apply it to another."""
    if path.exists():
        try:
            _to_one_file(path)
            leave_out_mail(path)
        except SqliteRefusal as error:
            raise BackupError(f"Another program has {path} open: {error}") from error
        except SqliteError:
            pass  # damaged: kept as it is
        copy_file(path, keep)
    for ending in _SIDE_FILES:
        side_file = path.with_name(path.name + ending)
        if side_file.exists():
            side_file.rename(keep.with_name(keep.name + ending))


def _to_one_file(path: Path) -> None:
    """Write what stands in the log beside a SQLite database into it, so that it can move."""
    with closing(open_sqlite(path)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE").fetchall()


def _restore_postgresql(url: str, file: Path, *, keep: Path, now: datetime) -> int | None:
    with _scratch(keep.parent) as folder:
        script = folder / "scan.sql"
        _check_dump(file)
        postgresql_tools.run("pg_restore", None, "--no-owner", "--no-acl", f"--file={script}", str(file))
        _check_nobody_else(url)
        back_up(url, keep)
        tables = _keep_erased(url)
        clear = [f"--command={_drop(tables)}"] if tables else []
        postgresql_tools.run("psql", url, *_ALL_OR_NOTHING, *clear, f"--file={script}")
    migrate(url)
    return finish_restore(url, now=now)


def _check_dump(file: Path) -> None:
    listed = postgresql_tools.run("pg_restore", None, "--list", str(file))
    revision = postgresql_tools.run("pg_restore", None, "--data-only", "--table=alembic_version", "--file=-", str(file))
    found = re.search(r"^COPY public\.alembic_version .*\n(\w+)$", revision, re.MULTILINE)
    if not found or not set(re.findall(r" TABLE public (\w+) ", listed)) >= _TABLES:
        raise _NoBackupError(file)
    check_revision(found[1])


def _check_nobody_else(url: str) -> None:
    deadline = time.monotonic() + _SECONDS_TO_BE_GONE
    with opened(url) as database, database.read() as session:
        while others := session.execute(text(_OTHERS)).scalar_one():
            if time.monotonic() > deadline:
                raise DatabaseInUseError(url, others)
            time.sleep(0.1)


class DatabaseInUseError(BackupError):
    def __init__(self, url: str, others: int) -> None:
        super().__init__(
            f"The database {database_name(url)} has {others} other connections. Stop every program that uses it, "
            "also on other machines. Nothing was changed."
        )


def _drop(tables: Sequence[str]) -> str:
    """Return what clears the way; a later version of the program may have made tables that no backup knows."""
    return f"DROP TABLE IF EXISTS {', '.join(f'public.{table}' for table in tables)} CASCADE"


def _keep_erased(url: str) -> Sequence[str]:
    """Copy what the database remembers to where a restore that breaks off leaves it, and return the other tables."""
    with opened(url) as database, database.write() as session:
        tables = [name for name in inspect(session.connection()).get_table_names() if name != ERASED_BEFORE]
        if "erased_scan" in tables:
            columns = "secret_hash varchar(64) PRIMARY KEY, erased_at timestamptz NOT NULL"
            session.execute(text(f"CREATE TABLE IF NOT EXISTS {ERASED_BEFORE} ({columns})"))
            rows = "SELECT secret_hash, erased_at FROM erased_scan"
            session.execute(text(f"INSERT INTO {ERASED_BEFORE} {rows} ON CONFLICT DO NOTHING"))
    return tables


def finish_restore(url: str, *, now: datetime) -> int | None:
    """Remove again what was erased before a restore, also one that broke off before it could. Safe to repeat.

    Returns how many scans that were; None if it is not known which were erased, or nothing was restored.
    """
    if is_sqlite(url):
        return None
    with opened(url) as database, database.write() as session:
        session.execute(text(_TAKE_TURNS))
        if not inspect(session.connection()).has_table(ERASED_BEFORE):
            return None
        kept = session.execute(text(f"SELECT secret_hash, erased_at FROM {ERASED_BEFORE}")).all()
        returned = removals.erase_again(session, {row.secret_hash: row.erased_at for row in kept}, now=now)
        session.execute(text(f"DROP TABLE {ERASED_BEFORE}"))
    return returned

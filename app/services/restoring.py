"""Puts a backup in the place of the database: checked, up to date and without what was taken away since."""

import shutil
import time
from collections.abc import Iterator, Set
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from app import whole_files
from app.db import lasting_facts, postgresql_dumps, postgresql_nodes, postgresql_restores, sqlite_files
from app.db.backups import back_up, copy_file
from app.db.engine import Database
from app.db.lasting_facts import LastingFacts
from app.db.lasting_lines import LOG_BEFORE, find_lines
from app.db.lasting_releases import RELEASES_BEFORE, KnownReleases, releases_in
from app.db.migrations import check_revision, migrate
from app.db.postgresql_dumps import PostgresqlRefusalError
from app.db.reapplying import Returned, reapply
from app.db.sqlite_files import SqliteFileError
from app.db.urls import database_name, is_sqlite, is_there, sqlite_path, sqlite_url
from app.domain.errors import BackupError

_TABLES = {"questionnaire", "scan", "answer", "report"}
_BEGINNINGS = {"sqlite": b"SQLite format 3\0", "postgresql": b"PGDMP"}
# A server that has just stopped takes a moment to be gone.
_SECONDS_TO_BE_GONE = 5


class NoBackupError(BackupError):
    def __init__(self, file: Path, reason: str = "") -> None:
        super().__init__(f"{file} is not a whole backup of this program. Nothing was changed. {reason}".rstrip())


class DatabaseInUseError(BackupError):
    def __init__(self, url: str, others: int) -> None:
        super().__init__(
            f"The database {database_name(url)} has {others} other connections. Stop every program that uses it, "
            "also on other machines. Nothing was changed."
        )


def restore(url: str, file: Path, *, keep: Path, now: datetime) -> Returned | None:
    """Replace a database that nobody uses, keep it as `keep`, and return what was taken away again.

    None is for a database to replace that could not tell what was taken away. Raises BackupError or
    NewerDatabaseError, with the database as it was.
    """
    _check_beginning(file, _BEGINNINGS["sqlite" if is_sqlite(url) else "postgresql"])
    return (_restore_sqlite if is_sqlite(url) else _restore_postgresql)(url, file, keep=keep, now=now)


def _check_beginning(file: Path, beginning: bytes) -> None:
    """Raise NoBackupError for what is plainly something else, before it is copied: a device has no end."""
    if not file.is_file():
        raise NoBackupError(file)
    with file.open("rb") as read:
        if read.read(len(beginning)) != beginning:
            raise NoBackupError(file)


def _restore_sqlite(url: str, file: Path, *, keep: Path, now: datetime) -> Returned | None:
    path = sqlite_path(url)
    with _scratch(path.parent) as folder:
        staged = folder / "scan.db"
        copy_file(file, staged)
        _check_sqlite(staged, file)
        facts = _facts_of(url)
        migrate(sqlite_url(staged))
        returned = None if facts is None else _take_away_again(sqlite_url(staged), facts, before=url, now=now)
        sqlite_files.to_one_file(staged)
        _set_aside(path, keep)
        whole_files.put(staged, at=path)
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


def _check_sqlite(staged: Path, file: Path) -> None:
    try:
        tables, revision = sqlite_files.tables_and_revision(staged)
    except SqliteFileError as error:
        raise NoBackupError(file) from error
    _check_contents(file, tables, revision)


def _check_contents(file: Path, tables: Set[str], revision: str | None) -> None:
    if revision is None or not tables >= _TABLES:
        raise NoBackupError(file)
    check_revision(revision)


def _facts_of(url: str) -> LastingFacts | None:
    """Return what the database to replace knows; None if it is gone or damaged, the reason to restore."""
    if is_there(url):
        with suppress(DatabaseError), closing(Database(url)) as database, database.read() as session:
            for _ in find_lines(session):
                pass  # Damage shows here, while nothing has changed yet.
            releases_in(session).check()
            return lasting_facts.find_facts(session)
    return None


def _take_away_again(url: str, facts: LastingFacts, *, before: str, now: datetime) -> Returned:
    with (
        closing(Database(before)) as known,
        closing(Database(url)) as database,
        known.read() as old,
        database.write() as session,
    ):
        return reapply(session, facts, log=find_lines(old), releases=releases_in(old), now=now)


def _set_aside(path: Path, keep: Path) -> None:
    """Keep the database to replace, and the log beside its name."""
    if path.exists():
        sqlite_files.make_movable(path)
        copy_file(path, keep)
    sqlite_files.move_side_files(path, keep)


def _restore_postgresql(url: str, file: Path, *, keep: Path, now: datetime) -> Returned | None:
    with _scratch(keep.parent) as folder:
        script = folder / "scan.sql"
        _check_postgresql(file, script)
        _check_nobody_else(url)
        back_up(url, keep)
        with closing(Database(url)) as database, database.write() as session:
            facts = lasting_facts.find_facts(session)
            tables = postgresql_restores.keep_facts(session, facts.model_dump_json() if facts else None)
        postgresql_dumps.run_script(url, script, instead_of=tables)
    migrate(url)
    return finish_restore(url, now=now)


def _check_postgresql(file: Path, script: Path) -> None:
    """Check a dump and write it as a script, for which all of it is read."""
    try:
        _check_contents(file, *postgresql_dumps.tables_and_revision(file))
        postgresql_dumps.write_script(file, script)
    except PostgresqlRefusalError as error:
        raise NoBackupError(file, str(error)) from error


def _check_nobody_else(url: str) -> None:
    deadline = time.monotonic() + _SECONDS_TO_BE_GONE
    with closing(Database(url)) as database, database.read() as session:
        while others := postgresql_nodes.count_others(session):
            if time.monotonic() > deadline:
                raise DatabaseInUseError(url, others)
            time.sleep(0.1)


def finish_restore(url: str, *, now: datetime) -> Returned | None:
    """Take away again what was taken away before a restore, also one that broke off before it could. Safe to repeat.

    Returns how much that was; None if it is not known what was taken away, or nothing was restored.
    """
    if is_sqlite(url):
        return None
    with closing(Database(url)) as database, database.write() as session:
        postgresql_nodes.take_turns(session.connection())
        kept = postgresql_restores.find_kept(session)
        if kept is None:
            return None
        facts = LastingFacts.model_validate_json(kept)
        log, releases = find_lines(session, LOG_BEFORE), KnownReleases(session, RELEASES_BEFORE)
        returned = reapply(session, facts, log=log, releases=releases, now=now)
        postgresql_restores.drop_kept(session)
    return returned

"""A database of SQLite as a file: copied, checked, and made ready to move."""

from collections.abc import Iterator, Set
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from app.db.never_copied import NEVER_COPIED
from app.db.sqlite_setup import SqliteError, SqliteRefusal, open_sqlite
from app.domain.errors import BackupError

_SIDE_FILES = ("-wal", "-journal", "-shm")


class SqliteFileError(BackupError):
    """A file is no whole database, or SQLite cannot do with it what it should."""


def copy(source: Path, empty: Path) -> None:
    """Copy a database into an empty file, but mail that waits, and check the copy. Raises SqliteFileError."""
    with _explained(f"{source} could not be copied"):
        with closing(open_sqlite(source)) as connection:
            connection.execute("VACUUM INTO ?", (str(empty),))
        _leave_out_rows(empty)
    check(empty)


def check(path: Path) -> None:
    """Raise SqliteFileError unless a database is whole."""
    with _explained(f"{path} is not a whole database"), closing(open_sqlite(path)) as connection:
        found = [problem for (problem,) in connection.execute("PRAGMA integrity_check")]
    if found != ["ok"]:
        raise SqliteFileError(f"{path} is damaged: {found[0]}")


def tables_and_revision(path: Path) -> tuple[Set[str], str | None]:
    """Return what a whole database has: its tables, and its revision if there is just one. Raises SqliteFileError."""
    check(path)
    with _explained(f"{path} has no revisions"), closing(open_sqlite(path)) as connection:
        revisions = [revision for (revision,) in connection.execute("SELECT version_num FROM alembic_version")]
        return _tables_in(connection), revisions[0] if len(revisions) == 1 else None


def make_movable(path: Path) -> None:
    """Bring a database into one file, without mail that waits; a damaged one stays as it is.

    Raises SqliteFileError when another program has it open.
    """
    try:
        to_one_file(path)
        _leave_out_rows(path)
    except SqliteRefusal as error:
        raise SqliteFileError(f"Another program has {path} open: {error}") from error
    except SqliteError:
        return  # damaged, which may be why a backup takes its place


def to_one_file(path: Path) -> None:
    """Write what stands in the log beside a database into it."""
    with closing(open_sqlite(path)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE").fetchall()


def move_side_files(path: Path, target: Path) -> None:
    """Take away the log beside the name of a database: SQLite would apply it to another that gets this name."""
    for ending in _SIDE_FILES:
        side_file = path.with_name(path.name + ending)
        if side_file.exists():
            side_file.rename(target.with_name(target.name + ending))


def _leave_out_rows(path: Path) -> None:
    with closing(open_sqlite(path)) as connection:
        connection.execute("PRAGMA secure_delete=ON")  # nothing of it stays behind in the file
        for table in _tables_in(connection).intersection(NEVER_COPIED):  # an older version of the program had none
            connection.execute(f"DELETE FROM {table}")


def _tables_in(connection: Any) -> frozenset[str]:
    return frozenset(name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'"))


@contextmanager
def _explained(sentence: str) -> Iterator[None]:
    """Say what SQLite could not do, and why. Raises SqliteFileError."""
    try:
        yield
    except SqliteError as error:
        raise SqliteFileError(f"{sentence}: {error}") from error

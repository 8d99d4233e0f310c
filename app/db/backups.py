"""Backups: copies of a database that stand whole under their name, or not at all, for their owner alone."""

import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import make_url

from app.db import postgresql_tools
from app.db.engine import Database, SqliteError, open_sqlite
from app.domain.errors import ScanError

# Where a restore on PostgreSQL keeps what it must not forget, until it is done.
ERASED_BEFORE = "erased_before_restore"
# What a backup leaves out: addresses and links that are kept for a day, and mail that a restore would send again.
_MAIL = ("outbox", "mailed_link")


class BackupError(ScanError):
    """A copy of the data could not be written, or a file is no such copy."""


def check_there(url: str) -> None:
    """Raise BackupError when there is no database yet; opening it would make an empty one."""
    if is_sqlite(url) and not sqlite_path(url).exists():
        raise BackupError(f"There is no database at {sqlite_path(url)} yet.")


def backup_folder(data_dir: Path) -> Path:
    """Return the folder of the backups, made when it misses; only its owner may look in it."""
    folder = data_dir / "backups"
    folder.mkdir(exist_ok=True, mode=0o700)
    return folder


def backup_name(url: str, reason: str, *, now: datetime) -> str:
    """Return a name that no other moment has: `scan-20261122T040000000000Z.db`."""
    return f"{reason}-{now:%Y%m%dT%H%M%S%fZ}.{'db' if is_sqlite(url) else 'dump'}"


def back_up(url: str, target: Path) -> None:
    """Copy a database while others use it: all that was saved before the start is in it, but mail that waits.

    Raises BackupError.
    """
    with new_file(target) as part:
        if is_sqlite(url):
            copy_sqlite(sqlite_path(url), part)
        else:
            left_out = [f"--exclude-table={ERASED_BEFORE}", *(f"--exclude-table-data={table}" for table in _MAIL)]
            postgresql_tools.run("pg_dump", url, "--format=custom", *left_out, f"--file={part}")


@contextmanager
def new_file(target: Path) -> Iterator[Path]:
    """Hand out an empty file beside the target, which gets its name when all went well. Raises BackupError."""
    part = target.with_name(f"{target.name}.part")
    try:
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        raise BackupError(f"{part} is there: another backup is writing it, or one broke off. Then remove it.") from None
    try:
        if target.exists():
            raise BackupError(f"{target} is there already. A backup does not replace it.")
        yield part
        sync(part)
        part.rename(target)
        sync(target.parent)
    finally:
        part.unlink(missing_ok=True)


def copy_sqlite(source: Path, part: Path) -> None:
    """Copy a SQLite database into an empty file and check the copy. Raises BackupError."""
    try:
        with closing(open_sqlite(source)) as connection:
            connection.execute("VACUUM INTO ?", (str(part),))
        leave_out_mail(part)
    except SqliteError as error:
        raise BackupError(f"{source} could not be copied: {error}") from error
    check_sqlite(part)


def leave_out_mail(path: Path) -> None:
    """Remove mail that waits from a SQLite file that becomes a backup."""
    with closing(open_sqlite(path)) as connection:
        connection.execute("PRAGMA secure_delete=ON")  # nothing of it stays behind in the file
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        for table in tables.intersection(_MAIL):  # an older version of the program had none
            connection.execute(f"DELETE FROM {table}")


def check_sqlite(path: Path) -> None:
    """Raise BackupError unless a SQLite file is whole."""
    try:
        with closing(open_sqlite(path)) as connection:
            found = [problem for (problem,) in connection.execute("PRAGMA integrity_check")]
    except SqliteError as error:
        raise BackupError(f"{path} is not a whole database: {error}") from error
    if found != ["ok"]:
        raise BackupError(f"{path} is damaged: {found[0]}")


def copy_file(source: Path, target: Path) -> None:
    """Copy a file that nobody writes, for its owner alone. Raises BackupError when the target is there."""
    with new_file(target) as part, source.open("rb") as read, part.open("wb") as write:
        shutil.copyfileobj(read, write)


def remove_backups(folder: Path, *, before: datetime, dry_run: bool = False) -> list[Path]:
    """Remove the backups in a folder that were last written before a moment, and return which."""
    names = (path for reason in ("scan", "before") for path in folder.glob(f"{reason}-*"))
    old = sorted(path for path in names if path.is_file() and path.stat().st_mtime < before.timestamp())
    if not dry_run:
        for path in old:
            path.unlink()
    return old


def sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, stand on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def opened(url: str) -> Iterator[Database]:
    """Open a database for a while."""
    database = Database(url)
    try:
        yield database
    finally:
        database.engine.dispose()


def database_name(url: str) -> str:
    """Return how people call a database: the path of its file, or its host and name, without the password."""
    address = make_url(url)
    host = address.host or ",".join(address.normalized_query.get("host", ()))
    port = f":{address.port}" if address.port else ""
    return str(address.database) if is_sqlite(url) else f"{host}{port}/{address.database}"


def is_sqlite(url: str) -> bool:
    return make_url(url).get_backend_name() == "sqlite"


def sqlite_path(url: str) -> Path:
    path = make_url(url).database
    assert path is not None
    return Path(path)

"""Backups: copies of a database that stand whole under their name, or not at all, for their owner alone."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from app import whole_files
from app.db import postgresql_dumps, sqlite_files
from app.db.urls import is_sqlite, is_there, sqlite_path
from app.domain.errors import BackupError


def check_not_emptied(url: str, key: Path) -> None:
    """Raise BackupError when a database is an empty file where a key tells that it had scans; it would begin anew."""
    if is_sqlite(url) and key.exists() and is_there(url) and sqlite_path(url).stat().st_size == 0:
        path = sqlite_path(url)
        raise BackupError(
            f"{path} is empty, though {key} is of an earlier start: its scans are gone. Put a backup back with "
            f"`scan restore`, or remove {path} to begin without any."
        )


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
    with _new_file(target) as part:
        if is_sqlite(url):
            sqlite_files.copy(sqlite_path(url), part)
        else:
            postgresql_dumps.dump(url, part)


def copy_file(source: Path, target: Path) -> None:
    """Copy a file that nobody writes, for its owner alone. Raises BackupError when the target is there."""
    with _new_file(target) as part, source.open("rb") as read, part.open("wb") as write:
        shutil.copyfileobj(read, write)


@contextmanager
def _new_file(target: Path) -> Iterator[Path]:
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
        whole_files.put(part, at=target)
    finally:
        part.unlink(missing_ok=True)


def remove_backups(folder: Path, *, before: datetime, dry_run: bool = False) -> list[Path]:
    """Remove the backups in a folder that were last written before a moment, and return which."""
    names = (path for reason in ("scan", "before") for path in folder.glob(f"{reason}-*"))
    old = sorted(path for path in names if path.is_file() and path.stat().st_mtime < before.timestamp())
    if not dry_run:
        for path in old:
            path.unlink()
    return old

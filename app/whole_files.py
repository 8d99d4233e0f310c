"""Files that stand under their name whole or not at all, also when the machine stops halfway."""

import os
from contextlib import suppress
from pathlib import Path


def put(written: Path, *, at: Path) -> None:
    """Give a written file its name, on the same file system, instead of the file that has it."""
    _wait_for_disk(written)
    written.replace(at)
    _wait_for_disk(at.parent)


def put_unless_there(written: Path, *, at: Path) -> None:
    """Give a written file a second name; a file that has this name already keeps it."""
    _wait_for_disk(written)
    with suppress(FileExistsError):
        os.link(written, at)
    _wait_for_disk(at.parent)


def _wait_for_disk(path: Path) -> None:
    """Wait until a file, or the names in a folder, stand on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

"""Keeps programs that use a data folder and one that replaces its database apart."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.domain.errors import ScanError


class DataInUseError(ScanError):
    def __init__(self, folder: Path) -> None:
        super().__init__(f"Another program uses {folder} now: stop the server, or wait until it is done.")


def hold_data(folder: Path, *, alone: bool = False) -> int:
    """Use a data folder together with others, or `alone`, until this process ends or the descriptor is closed.

    Raises DataInUseError at once; never waits.
    """
    descriptor = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise DataInUseError(folder) from None
    return descriptor


@contextmanager
def use_data(folder: Path, *, alone: bool = False) -> Iterator[None]:
    """Use a data folder for a while. Raises DataInUseError."""
    descriptor = hold_data(folder, alone=alone)
    try:
        yield
    finally:
        os.close(descriptor)

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


class AlreadyServedError(ScanError):
    def __init__(self, folder: Path) -> None:
        super().__init__(f"Another server uses {folder} now. With SQLite there can be only one.")


def hold_data(folder: Path, *, alone: bool = False) -> int:
    """Use a data folder together with others, or `alone`, until this process ends or the descriptor is closed.

    Raises DataInUseError at once; never waits.
    """
    return _hold(folder / "lock", fcntl.LOCK_EX if alone else fcntl.LOCK_SH, DataInUseError(folder))


def hold_serving(folder: Path) -> int:
    """Be the only server on a data folder, until this process ends or the descriptor is closed.

    Raises AlreadyServedError at once; never waits.
    """
    return _hold(folder / "serving.lock", fcntl.LOCK_EX, AlreadyServedError(folder))


def _hold(path: Path, how: int, refusal: ScanError) -> int:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, how | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise refusal from None
    return descriptor


@contextmanager
def use_data(folder: Path, *, alone: bool = False) -> Iterator[None]:
    """Use a data folder for a while. Raises DataInUseError."""
    descriptor = hold_data(folder, alone=alone)
    try:
        yield
    finally:
        os.close(descriptor)

"""Waits for what happens beside a test, in other threads and processes."""

import time
from collections.abc import Callable

_SECONDS = 60


def wait_until(happened: Callable[[], object]) -> None:
    deadline = time.monotonic() + _SECONDS
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.02)

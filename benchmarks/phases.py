"""Runs a command of `scan`, and notes how long each step of making a release takes.

python -m benchmarks.phases FILE release PROVINCE PERIOD
"""

import json
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FrameType

from app.cli import app
from app.domain.display import display
from app.measurement.fitting import Fitting
from app.measurement.noise import measure
from app.services.freezing import freeze
from app.services.releasing import _store

_EVERY = 0.02
_STEPS = {
    freeze.__code__: "freezing and scoring",
    measure.__code__: "measuring",
    Fitting.__init__.__code__: "fitting",
    Fitting.estimates.__code__: "fitting",
    display.__code__: "choosing what is shown",
    _store.__code__: "storing",
}
_BESIDE = "all else"


def main(file: str, *words: str) -> None:
    seconds: dict[str, float] = defaultdict(float)
    stop = threading.Event()
    watching = threading.Thread(target=_watch, args=(threading.get_ident(), seconds, stop))
    watching.start()
    try:
        app(words)
    finally:
        stop.set()
        watching.join()
        Path(file).write_text(json.dumps(seconds), encoding="utf-8")


def _watch(thread: int, seconds: dict[str, float], stop: threading.Event) -> None:
    """Look every so often at what a thread does, and count the time since the last look for that."""
    before = time.perf_counter()
    while not stop.wait(_EVERY):
        now = time.perf_counter()
        running = _running(sys._current_frames()[thread])
        seconds[next((_STEPS[code] for code in running if code in _STEPS), _BESIDE)] += now - before
        before = now


def _running(frame: FrameType | None) -> Iterator[CodeType]:
    """Yield the functions that are running, the innermost first."""
    while frame:
        yield frame.f_code
        frame = frame.f_back


if __name__ == "__main__":
    main(*sys.argv[1:])

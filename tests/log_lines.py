"""The log as tests read it, and logging as it was before them."""

import io
import json
import logging
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from structlog.stdlib import ProcessorFormatter

from app.logs import configure_logging

Written = Callable[[], list[dict[str, Any]]]


@pytest.fixture(autouse=True)
def _logging_as_it_was(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A command that a test runs here sets up logging as if the process were its own; the next test goes without."""
    for where, name in ((sys, "excepthook"), (threading, "excepthook"), (warnings, "showwarning")):
        monkeypatch.setattr(where, name, getattr(where, name))
    yield
    for handler in logging.root.handlers[:]:
        if isinstance(handler.formatter, ProcessorFormatter):
            logging.root.removeHandler(handler)


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """Set up logging as the program does, and read what it writes."""
    stream = io.StringIO()
    with monkeypatch.context() as changed, warnings.catch_warnings():
        changed.setattr(sys, "stderr", stream)
        changed.setattr(sys, "excepthook", sys.excepthook)
        changed.setattr(threading, "excepthook", threading.excepthook)
        changed.setattr(warnings, "showwarning", warnings.showwarning)
        root = logging.getLogger()
        before = root.handlers[:], root.level
        configure_logging()
        yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
        root.handlers[:] = before[0]
        root.setLevel(before[1])
        logging.getLogger("app").setLevel(logging.NOTSET)

"""Writes what the program and its libraries report: one line for each event, without anything personal."""

import logging
import sys
import threading
import traceback
import warnings
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

_PROJECT = f"{Path(__file__).parents[1]}/"
_MOST_FRAMES = 20
# Nothing else of an event is written, so a personal detail does not slip in with a new field.
_FIELDS = ("method", "route", "status", "milliseconds", "kind", "at", "count")

log = logging.getLogger(__name__)


def configure_logging() -> None:
    """Send all logging to stderr: JSON for programs, colours for people at a terminal."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_formatter(sys.stderr))
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger("app").setLevel(logging.INFO)
    # Its warnings are about what our stylesheet has for browsers alone, the same with every PDF.
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    sys.excepthook = _log_uncaught
    threading.excepthook = _log_thread_end
    warnings.showwarning = _log_warning


def _formatter(stream: TextIO) -> logging.Formatter:
    for_people = stream.isatty()
    render: Processor = structlog.dev.ConsoleRenderer() if for_people else structlog.processors.JSONRenderer()
    return structlog.stdlib.ProcessorFormatter(
        # The words of a library without the values it fills in, as those may be of a visitor.
        use_get_message=False,
        processors=[
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.ExtraAdder(allow=_FIELDS),
            _describe_error,
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            _keep_one_line,
            render,
        ],
    )


def _describe_error(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Replace an exception by the types and frames of it and its causes; what it says may be personal."""
    _kind, error, _frames = event.pop("exc_info", None) or (None, None, None)
    if error is not None:
        event["error"] = [_description(one) for one in _with_causes(error)]
    return event


def _with_causes(error: BaseException) -> Iterator[BaseException]:
    found: BaseException | None = error
    while found is not None:
        yield found
        found = found.__cause__ or (None if found.__suppress_context__ else found.__context__)


def _description(error: BaseException) -> dict[str, object]:
    frames = [
        f"{_short(frame.f_code.co_filename)}:{line} {frame.f_code.co_qualname}"
        for frame, line in traceback.walk_tb(error.__traceback__)
    ]
    described: dict[str, object] = {"type": f"{type(error).__module__}.{type(error).__qualname__}"}
    if words := _harmless_words(error):
        described["words"] = words
    return described | {"frames": frames[-_MOST_FRAMES:]}


def _harmless_words(error: BaseException) -> str:
    """Return what the machine or the database said of itself; what is said of a value quotes the value."""
    if isinstance(error, OSError) and type(error).__module__ == "builtins":
        return _printable(str(error))
    driver = getattr(error, "orig", None)  # not by SQLAlchemy's type: the process of the PDF does without it
    if driver is None or (getattr(driver, "sqlstate", None) or "").startswith("22"):
        return ""
    primary = getattr(getattr(driver, "diag", None), "message_primary", None)
    return _printable(str(primary or driver))


def _short(path: str) -> str:
    return path.rpartition("site-packages/")[2].removeprefix(_PROJECT)


def _keep_one_line(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    return {name: _printable(value) if isinstance(value, str) else value for name, value in event.items()}


def _printable(text: str) -> str:
    """Return the first line of a text, without signs that move the cursor or colour a terminal."""
    first = text.strip().partition("\n")[0]
    return first if first.isprintable() else "".join(sign if sign.isprintable() else "?" for sign in first)


def _log_uncaught(kind: type[BaseException], error: BaseException, frames: TracebackType | None) -> None:
    log.critical("stopped by an error", exc_info=(kind, error, frames))


def _log_thread_end(ended: threading.ExceptHookArgs) -> None:
    if ended.exc_value is not None:
        log.error("a thread was stopped by an error", exc_info=ended.exc_value)


def _log_warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    log.warning("warning", extra={"kind": category.__name__, "at": f"{_short(filename)}:{lineno}"})

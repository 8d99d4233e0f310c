"""The log of a scan as its owner reads it: by day, in sentences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from app.domain.audit import AuditLine
from app.domain.dutch_days import NETHERLANDS, day_of
from app.web.audit_words import audit_words

MOST_LINES = 200


@dataclass(frozen=True, slots=True)
class LogLine:
    """What was done at which time of the day."""

    time: str
    text: str


@dataclass(frozen=True, slots=True)
class LogDay:
    day: date
    lines: tuple[LogLine, ...]


@dataclass(frozen=True, slots=True)
class LogPage:
    """The latest days first; `left_out` tells that there are earlier lines."""

    days: tuple[LogDay, ...]
    left_out: bool
    most: int = MOST_LINES


def log_page(lines: Sequence[AuditLine]) -> LogPage:
    return LogPage(tuple(_days(lines[:MOST_LINES])), left_out=len(lines) > MOST_LINES)


def _days(lines: Sequence[AuditLine]) -> Iterator[LogDay]:
    for day, on_that_day in groupby(lines, key=lambda line: day_of(line.at)):
        yield LogDay(day, tuple(LogLine(_time_of(line), audit_words(line)) for line in on_that_day))


def _time_of(line: AuditLine) -> str:
    return f"{line.at.astimezone(NETHERLANDS):%H:%M}"

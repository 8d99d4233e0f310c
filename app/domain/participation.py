"""How many scans were started, finished and shared, and how many count: exactly, for programme management alone."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from app.domain.counting import first_of_each
from app.domain.dutch_days import day_of

QUARTERS = (1, 2, 3, 4)


class Step(StrEnum):
    """How far scans got."""

    STARTED = "started"
    FINISHED = "finished"
    SHARED = "shared"
    MAY_COUNT = "may_count"
    COUNTING = "counting"


class NotCounting(StrEnum):
    """Why a finished scan does not count; of more than one reason the first."""

    REFUSED = "refused"
    UNJUDGED = "unjudged"
    TOO_FAST = "too_fast"
    NO_SCORE = "no_score"
    ONE_LEVEL = "one_level"
    REPEATED = "repeated"


class Elsewhere(StrEnum):
    """What stands for the province of a scan whose owner told no municipality, and of one that was removed."""

    UNTOLD = "untold"
    REMOVED = "removed"


NO_CHANNEL = ""
"""What stands for the campaign of scans that came by none."""


class Happening(NamedTuple):
    """Something that happened to so many scans in a quarter; `place` is a province or `Elsewhere`.

    `channel` is the code of a campaign; None where it is not known any more.
    """

    step: Step
    place: str
    quarter: int
    scans: int = 1
    channel: str | None = NO_CHANNEL


class FinishedScan(NamedTuple):
    id: int
    company: str
    place: str
    finished_at: datetime
    may_count: bool
    doubt: str | None
    channel: str = NO_CHANNEL


@dataclass(frozen=True, slots=True)
class Participation:
    """The counts of one year; `years` are those that there is something to count in, the newest first.

    `by_channel` has the counts of each quarter. `not_counting` has every finished scan that is still there and does not
    count.
    """

    year: int
    years: Sequence[int]
    total: Mapping[Step, int]
    by_place: Mapping[str, Mapping[Step, int]]
    by_quarter: Mapping[int, Mapping[Step, int]]
    by_channel: Mapping[str, Mapping[int, Mapping[Step, int]]]
    not_counting: Mapping[NotCounting, int]


def participation(
    year: int, years: Sequence[int], happenings: Iterable[Happening], finished: Sequence[FinishedScan]
) -> Participation:
    """Count what happened in a year; `finished` are all scans in the country that were finished in it."""
    reasons = _reasons(finished)
    total: Counter[Step] = Counter()
    by_place: defaultdict[str, Counter[Step]] = defaultdict(Counter)
    by_quarter, by_channel = _no_quarters(), defaultdict[str, dict[int, Counter[Step]]](_no_quarters)
    for step, place, quarter, scans, channel in (*happenings, *_steps_of(finished, reasons)):
        for counts in (total, by_place[place], by_quarter[quarter]):
            counts[step] += scans
        if channel is not None:
            by_channel[channel][quarter][step] += scans
    return Participation(year, years, total, by_place, by_quarter, by_channel, Counter(reasons.values()))


def total_of(quarters: Mapping[int, Mapping[Step, int]]) -> Mapping[Step, int]:
    """Add up the counts of quarters."""
    total: Counter[Step] = Counter()
    for counts in quarters.values():
        total.update(counts)
    return total


def _no_quarters() -> dict[int, Counter[Step]]:
    return {quarter: Counter() for quarter in QUARTERS}


def quarter_of(moment: datetime) -> int:
    """Return the quarter that it is then in the Netherlands."""
    return quarter_of_month(day_of(moment).month)


def quarter_of_month(month: int) -> int:
    return (month + 2) // 3


def _reasons(finished: Sequence[FinishedScan]) -> Mapping[int, NotCounting]:
    """Return why scans do not count, by id."""
    plausible = [scan for scan in finished if scan.may_count and scan.doubt is None]
    counting = {scan.id for scan in first_of_each(plausible)}
    return {scan.id: _reason(scan) for scan in finished if scan.id not in counting}


def _reason(scan: FinishedScan) -> NotCounting:
    if not scan.may_count:
        return NotCounting.REFUSED
    return NotCounting(scan.doubt) if scan.doubt else NotCounting.REPEATED


def _steps_of(finished: Iterable[FinishedScan], reasons: Mapping[int, NotCounting]) -> Iterable[Happening]:
    for scan in finished:
        finished_one = Happening(Step.FINISHED, scan.place, quarter_of(scan.finished_at), channel=scan.channel)
        yield finished_one
        if scan.may_count:
            yield finished_one._replace(step=Step.MAY_COUNT)
        if scan.id not in reasons:
            yield finished_one._replace(step=Step.COUNTING)

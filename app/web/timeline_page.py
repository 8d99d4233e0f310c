"""The timeline of a case, by day, and what somebody did at once together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from app.domain.case import Case
from app.domain.case_event import CaseEvent
from app.domain.dutch_days import NETHERLANDS
from app.services.case_events import Timeline
from app.web.case_event_words import EventInWords, in_words

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Moment:
    """What somebody did with one form, for example."""

    time: str
    who: str
    events: Sequence[EventInWords]


@dataclass(frozen=True, slots=True)
class TimelineDay:
    day: date
    moments: Sequence[Moment]


@dataclass(frozen=True, slots=True)
class TimelinePage:
    case: Case
    timeline: Timeline

    @property
    def days(self) -> Sequence[TimelineDay]:
        by_day = groupby(self.timeline.events, key=lambda event: event.day)
        return [TimelineDay(day, self._moments(list(events))) for day, events in by_day]

    def _moments(self, events: Sequence[CaseEvent]) -> Sequence[Moment]:
        told = [(event.at, in_words(event, self.case.scan)) for event in events]
        together = groupby(told, key=lambda one: (one[0], one[1].who))
        return [
            Moment(f"{at.astimezone(NETHERLANDS):%H:%M}", who, [words for _, words in some])
            for (at, who), some in together
        ]

    @property
    def newer(self) -> int | None:
        number = self.timeline.number
        return number - 1 if number > 1 else None

    @property
    def older(self) -> int | None:
        number = self.timeline.number
        return number + 1 if number < self.timeline.last_number else None

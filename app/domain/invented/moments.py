"""When invented companies fill in their scan: days over last year and this one, hours of the day, and a pace."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from app.domain.dutch_days import begin_of, day_of
from app.domain.invented.model import MomentModel

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days from January of last year up to about now, each with how likely a visit is then."""

    days: Sequence[date]
    weights: Sequence[float]

    def day(self, draw: random.Random, *, since: date | None = None) -> date:
        """Draw a day, from `since` on."""
        first = 0 if since is None else next(at for at, day in enumerate(self.days) if day >= since)
        return draw.choices(self.days[first:], self.weights[first:])[0]

    def day_of_return(self, draw: random.Random, *, visited: date, apart: int) -> date | None:
        """Draw a day of this year, at least so many days after a visit of last year, if there is one."""
        this_year = self.days[-1].year
        first = max(visited + timedelta(apart), date(this_year, 1, 1))
        return self.day(draw, since=first) if visited.year < this_year and first <= self.days[-1] else None


def calendar_until(model: MomentModel, now: datetime) -> Calendar:
    last = day_of(now) - timedelta(model.latest_days_ago)
    return _calendar(model, date(day_of(now).year - 1, 1, 1), last)


def calendar_of(model: MomentModel, year: int) -> Calendar:
    """Return the days on which a visit ends before the next year does."""
    return _calendar(model, date(year, 1, 1), date(year, 12, 31) - timedelta(model.latest_days_ago))


def _calendar(model: MomentModel, first: date, last: date) -> Calendar:
    days = [first + timedelta(number) for number in range((last - first).days + 1)]
    return Calendar(days, [_weight(model, day, last) for day in days])


def _weight(model: MomentModel, day: date, last: date) -> float:
    weekend = model.weekend_day if day.weekday() >= _SATURDAY else 1
    return model.months[day.month - 1] * weekend * (model.growth if day.year == last.year else 1)


def start_on(model: MomentModel, day: date, draw: random.Random) -> datetime:
    """Return a moment on a day, as one has time then: in working hours, in the evening, or in the weekend."""
    if day.weekday() >= _SATURDAY:
        hours = model.weekend_hours
    else:
        hours = model.evening_hours if draw.random() < model.evening else model.working_hours
    return _on(day, draw.uniform(*hours))


def at_work_after(model: MomentModel, moment: datetime, draw: random.Random) -> datetime:
    """Return a moment in working hours on the first working day after this one."""
    day = day_of(moment) + timedelta(1)
    while day.weekday() >= _SATURDAY:
        day += timedelta(1)
    return _on(day, draw.uniform(*model.working_hours))


def _on(day: date, hour: float) -> datetime:
    return (begin_of(day) + timedelta(hours=hour)).astimezone(UTC)


def paced(model: MomentModel, start: datetime, *, core: int, hurried: bool, draw: random.Random) -> Iterator[datetime]:
    """Yield when each next question is answered, without end; `core` questions take the usual minutes together."""
    minutes = draw.uniform(*(model.hasty_minutes if hurried else model.minutes))
    each, moment = minutes * 60 / core, start
    interrupted = not hurried and draw.random() < model.interrupted
    break_before = draw.randrange(core) if interrupted else None
    number = 0
    while True:
        moment += timedelta(seconds=each * draw.uniform(1 - model.unevenness, 1 + model.unevenness))
        if number == break_before:
            moment += timedelta(hours=draw.uniform(*model.interruption_hours))
        yield moment
        number += 1

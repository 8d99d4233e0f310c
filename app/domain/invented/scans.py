"""The scans of invented companies: one or two visits each, spread over last year and this one."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count as numbers
from itertools import islice

from app.domain.dutch_days import day_of
from app.domain.figures import Figures
from app.domain.invented.answers import Answering, honestly, on_one_level, walk_through, without_reading
from app.domain.invented.companies import InventedCompany, a_year_later, as_of, invent_company
from app.domain.invented.figures import invent_figures
from app.domain.invented.model import InventedModel
from app.domain.invented.moments import Calendar, calendar_of, calendar_until, paced, start_on
from app.domain.progress import asked_questions
from app.domain.questionnaire import Questionnaire

_NOTHING_TOLD = Figures()
# Far from the numbers of the companies of this year and last.
_FIRST_OF_OTHERS = 500_001
_DAYS_IN_YEAR = 365


@dataclass(frozen=True, slots=True)
class InventedScan:
    """A scan as it would be stored; `answers` has the code and the moment by question, in the order given."""

    company: InventedCompany
    answers: Mapping[str, tuple[str, datetime]]
    deepened: Sequence[str]
    figures: Figures
    started_at: datetime
    changed_at: datetime
    finished_at: datetime | None


def invent_scans(
    model: InventedModel,
    questionnaire: Questionnaire,
    count: int,
    *,
    per_hour: Mapping[str, float],
    now: datetime,
    draw: random.Random,
) -> Iterator[InventedScan]:
    """Invent scans, the oldest first; the same `draw` and `now` give the same ones.

    `per_hour` is the value added per hour worked by sector, where it is known.
    """
    calendar = calendar_until(model.moments, now)
    return _Inventor(model, questionnaire, calendar, day_of(now), per_hour, draw).scans(count, first_number=1)


def invent_scans_of(
    model: InventedModel,
    questionnaire: Questionnaire,
    count: int,
    *,
    year: int,
    per_hour: Mapping[str, float],
    now: datetime,
    draw: random.Random,
) -> Iterator[InventedScan]:
    """Invent scans of one year, of companies that are not among those of `invent_scans`."""
    calendar = calendar_of(model.moments, year)
    inventor = _Inventor(model, questionnaire, calendar, day_of(now), per_hour, draw)
    return inventor.scans(count, first_number=_FIRST_OF_OTHERS)


@dataclass(frozen=True, slots=True)
class _Visit:
    company: InventedCompany
    start: datetime
    is_draft: bool = False


@dataclass(frozen=True, slots=True)
class _Inventor:
    model: InventedModel
    questionnaire: Questionnaire
    calendar: Calendar
    today: date
    per_hour: Mapping[str, float]
    draw: random.Random

    def scans(self, count: int, *, first_number: int) -> Iterator[InventedScan]:
        visits: list[_Visit] = []
        company_numbers = numbers(first_number)
        while len(visits) < count:
            visits += self.visits(next(company_numbers))
        for visit in sorted(visits[:count], key=lambda visit: visit.start):
            yield self.scan(visit)

    def visits(self, number: int) -> Iterator[_Visit]:
        company, rules = invent_company(self.model, number, self.draw), self.model.visits
        is_draft = self._happens(rules.draft)
        since = self.calendar.days[-1] - timedelta(rules.draft_days) if is_draft else None
        day = self.calendar.day(self.draw, since=since)
        yield _Visit(company, self._start(day), is_draft)
        if is_draft or not company.returns:
            return
        apart = self.model.moments.days_between_visits
        if back_on := self.calendar.day_of_return(self.draw, visited=day, apart=apart):
            yield _Visit(a_year_later(self.model.strengths, company, self.draw), self._start(back_on))

    def scan(self, visit: _Visit) -> InventedScan:
        hasty = self._happens(self.model.visits.hasty)
        deepened = [] if visit.is_draft or hasty else self._deepened()
        core = len(asked_questions(self.questionnaire, visit.company.profile, {}))
        at_most = self.draw.randrange(core) if visit.is_draft else None
        codes = self._codes(visit, hasty=hasty, deepened=deepened, at_most=at_most)
        moments = paced(self.model.moments, visit.start, core=core, hurried=hasty, draw=self.draw)
        answers = {name: (code, next(moments)) for name, code in islice(codes.items(), core)}
        finished_at = None if visit.is_draft else next(moments)
        answers |= {name: (code, next(moments)) for name, code in islice(codes.items(), core, None)}
        known = [visit.start, *(moment for _, moment in answers.values()), finished_at]
        tells = not visit.is_draft and not hasty and self._happens(self.model.figures.told)
        return InventedScan(
            company=visit.company,
            answers=answers,
            deepened=deepened,
            figures=self._figures(visit) if tells else _NOTHING_TOLD,
            started_at=visit.start,
            changed_at=max(moment for moment in known if moment),
            finished_at=finished_at,
        )

    def _codes(self, visit: _Visit, *, hasty: bool, deepened: Sequence[str], at_most: int | None) -> Mapping[str, str]:
        years = (visit.start.date() - self.today).days / _DAYS_IN_YEAR
        answering = self._answering(as_of(self.model.strengths, visit.company, years=years), hasty=hasty)
        profile = visit.company.profile
        return walk_through(self.questionnaire, profile, answering, deepened=deepened, at_most=at_most)

    def _answering(self, company: InventedCompany, *, hasty: bool) -> Answering:
        if hasty:
            return without_reading(self.questionnaire, self.draw)
        if self._happens(self.model.visits.same_level):
            return on_one_level(self.questionnaire, self.draw)
        return honestly(self.model.answers, self.questionnaire, company, self.draw)

    def _deepened(self) -> list[str]:
        rules = self.model.visits
        if not self._happens(rules.deepens):
            return []
        return [theme.id for theme in self.questionnaire.themes if self._happens(rules.deepens_each_theme)]

    def _figures(self, visit: _Visit) -> Figures:
        year, rules = visit.start.year - 1, self.model.figures
        return invent_figures(rules, visit.company, year=year, per_hour=self.per_hour, draw=self.draw)

    def _start(self, day: date) -> datetime:
        return start_on(self.model.moments, day, self.draw)

    def _happens(self, chance: float) -> bool:
        return self.draw.random() < chance

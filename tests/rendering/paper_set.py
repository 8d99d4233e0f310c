"""The reports that are looked at on paper: companies, extremes, and visits drawn at random, the same ones each time."""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from itertools import product
from typing import Any

from app.content import read_operator
from app.domain.composing import compose_report
from app.domain.operator import Contact, Operator
from app.domain.profile import Profile
from app.domain.question import Question
from app.domain.report import Report
from app.domain.schemes import SchemeCheck
from app.rendering.hard_number import HardNumberCard
from app.rendering.html import Edition
from tests.content.companies import COMPANIES, report_for
from tests.rendering import samples

LONG_NAME = ("Zeerlangebedrijfsnaamzonderspatie" * 3)[:80]
_LABOUR: tuple[dict[str, Any], ...] = (
    {"hours_worked": 18_000},
    {"labour_years": 9},
    {"persons": 12},
    {"hours_worked": 18_000, "year": None},
)
_HUGE: dict[str, Any] = {"turnover": 10**12, "purchases": 0, "hours_worked": 1}


@dataclass(frozen=True, slots=True)
class Told:
    """A report with what else its owner told."""

    report: Report
    company: str | None = None
    hard_number: HardNumberCard | None = None
    operator: Operator | None = None

    def html(self, edition: Edition) -> str:
        return samples.document(
            self.report,
            company=self.company,
            hard_number=self.hard_number,
            operator=self.operator,
            edition=edition,
        )


Case = Callable[[], Told]


def companies() -> dict[str, Case]:
    """Return the companies that an adviser met, each with another kind of hard number beside it."""
    return {name: _company(name, number) for number, name in enumerate(COMPANIES)}


def _company(name: str, number: int) -> Case:
    return lambda: _with_number(report_for(name), number, company="Bakkerij Jansen")


def _with_number(report: Report, number: int, company: str) -> Told:
    """Every fifth has no hard number."""
    labour = [*_LABOUR, None][number % 5]
    card = samples.number_card(report.profile.sector, **labour) if labour else None
    return Told(report, company, card)


def varied() -> dict[str, Case]:
    """Return reports of more kinds, each with some of what the others have."""
    return {
        **{name: _just(report) for name, report in samples.varied().items()},
        **{f"everything answered {code}": _everything(code) for code in "bc"},
        "number without labour": lambda: Told(samples.mixed(), hard_number=samples.number_card()),
    }


def _just(report: Report) -> Case:
    return lambda: Told(report)


def extremes() -> dict[str, Case]:
    """Return what stretches the paper: the longest, the least and the most that there is to tell."""
    hours = _LABOUR[0]
    return {
        "wide letters in the name": lambda: Told(samples.mixed(), "W" * 80),
        "nothing known": lambda: Told(samples.report(default="unknown")),
        "one answer": lambda: Told(samples.with_one_answer()),
        "one score": lambda: Told(samples.with_one_score()),
        "too little basis": lambda: Told(samples.with_too_little_basis()),
        "overlapping dips": lambda: Told(samples.with_overlapping_dips(), "Bakkerij Jansen"),
        "own targets and many steps left out": lambda: Told(samples.much_adjusted()),
        "no plan": lambda: Told(samples.without_plan()),
        "no plan and a number": lambda: Told(samples.without_plan(), hard_number=samples.number_card(**hours)),
        "huge number": lambda: Told(samples.mixed(), hard_number=samples.number_card(**_HUGE)),
        "number in care": lambda: Told(samples.mixed(), hard_number=samples.number_card("zorg", **hours)),
        "number of all sectors": lambda: Told(samples.mixed(), hard_number=samples.number_card("overig", **hours)),
        **{f"everything answered {code}": _everything(code) for code in "ad"},
        "texts as long as they may be": lambda: _all_told(samples.with_long_texts()),
        "longest shipped texts everywhere": lambda: _all_told(samples.with_longest_shipped_texts()),
    }


def _everything(code: str) -> Case:
    return lambda: _all_told(samples.deepened(default=code))


def _all_told(report: Report) -> Told:
    return Told(report, LONG_NAME, samples.number_card(hours_worked=18_000), helpful_organisation())


@cache
def helpful_organisation() -> Operator:
    """Return an operator that tells how to reach every door, and when every scheme opens and closes."""
    content = samples.questionnaire()
    contact = Contact(
        name="Loket voor ondernemers",
        phone="+31 38 123 45 67",
        email="ondernemersloket@arbeidsproductiviteit-overijssel.example",
        website="https://www.arbeidsproductiviteit-overijssel.example/ondernemers/afspraak-met-een-adviseur",
    )
    check = SchemeCheck(
        checked_on=samples.TODAY,
        opens_on=samples.TODAY + timedelta(days=90),
        closes_on=samples.TODAY + timedelta(days=120),
        source="https://www.arbeidsproductiviteit-overijssel.example/regelingen",
    )
    plain = read_operator()
    assert plain.schemes
    checked = plain.schemes.model_copy(update={"checks": {scheme.id: check for scheme in content.schemes}})
    doors = {door.id: contact for door in content.doors}
    return plain.model_copy(update={"doors": doors, "schemes": checked})


def every_sector() -> dict[str, Case]:
    """Return one visit drawn at random for each sector, sizes and goals in turn."""
    choices = samples.questionnaire().profile
    kinds = [(sector.id, choices.sizes[number % 4].id) for number, sector in enumerate(choices.sectors)]
    return {f"{sector} {size}": _drawn(sector, size, 0) for sector, size in kinds}


def every_kind(seeds: int) -> Iterator[tuple[str, Case]]:
    """Yield visits drawn at random for each sector and size, as many as there are seeds."""
    choices = samples.questionnaire().profile
    for sector, size, seed in product(choices.sectors, choices.sizes, range(seeds)):
        yield f"{sector.id} {size.id} {seed}", _drawn(sector.id, size.id, seed)


def _drawn(sector: str, size: str, seed: int) -> Case:
    return lambda: _drawn_visit(sector, size, random.Random(f"{sector} {size} {seed}"))


def _drawn_visit(sector: str, size: str, draw: random.Random) -> Told:
    content = samples.questionnaire()
    profile = Profile(
        sector=sector,
        size=size,
        goal=draw.choice(content.profile.goals).id,
        municipality=draw.choice((None, "GM0150", "GM0153")),
        family_business=draw.random() < 0.5,
    )
    asked = [question for question in content.in_order if question.is_core or draw.random() < 0.6]
    report = compose_report(content, profile, _drawn_answers(asked, draw))
    return _with_number(report, draw.randrange(5), company=draw.choice(("Jansen", "De Vries & Zonen Techniek B.V.")))


def _drawn_answers(questions: list[Question], draw: random.Random) -> Mapping[str, str]:
    """Draw answers of a company that is low or high on the whole, and knows more or less of itself."""
    level, unsure = draw.random(), draw.random() / 2
    answers = {}
    for question in questions:
        codes = list(samples.questionnaire().values_of(question))
        place = min(max(round(level * (len(codes) - 1) + draw.gauss(0, 1)), 0), len(codes) - 1)
        answers[question.id] = draw.choice(question.allows).value if draw.random() < unsure else codes[place]
    return answers

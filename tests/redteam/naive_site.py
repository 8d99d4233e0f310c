"""A site that answers any question about any group of enough companies, exactly: what attackers dream of."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from app.domain.contribution import BINS, Base, Contribution
from app.domain.invented.companies import invent_company
from app.municipalities import municipalities
from app.services.demo import invented_model
from tests.redteam.naive import ExactCell, exact_table, level

Wanted = Callable[[Base], bool]
PROVINCE = "Overijssel"
ELEMENTS = ("technologie", "zelforganisatie", "dienend_leiderschap", "slimmer_werken", "co_creatie")


@cache
def invented(count: int) -> Sequence[Contribution]:
    """Return so many companies of one province, spread over it as those of the demonstration are."""
    draw, model, found = random.Random(9), invented_model(), list[Contribution]()
    inside = {code for code, each in municipalities().items() if each.province == PROVINCE}
    while len(found) < count:
        company = invent_company(model, len(found), draw)
        profile = company.profile
        if profile.municipality in inside:
            base = Base(profile.municipality, profile.sector, profile.size)
            found.append(Contribution(base, tuple(_points(company.strengths[element]) for element in ELEMENTS)))
    return found


def _points(strength: float) -> int:
    return round(100 * min(max(strength, 0.0), 1.0))


@dataclass(frozen=True)
class NaiveSite:
    """Answers about at least k companies; with `keeps_rest_hidden` also only if at least k are left out."""

    companies: Sequence[Contribution]
    k: int
    keeps_rest_hidden: bool = False

    def ask(self, wanted: Wanted) -> ExactCell | None:
        found = [company for company in self.companies if wanted(company.base)]
        if self.keeps_rest_hidden and len(self.companies) - len(found) < self.k:
            return None
        return exact_table(found, lambda _: "", self.k).get("")

    def table(self, key: Callable[[Base], tuple[str, ...]]) -> Mapping[tuple[str, ...], ExactCell]:
        return exact_table(self.companies, key, self.k)


def inside(group: Base) -> Wanted:
    """Ask about a group, of which `""` says nothing."""
    return lambda base: all(asked in ("", own) for own, asked in zip(base, group, strict=True))


def but_not(wanted: Wanted, without: Wanted) -> Wanted:
    return lambda base: wanted(base) and not without(base)


Levels = tuple[int, ...]


def levels(company: Contribution) -> Levels:
    return tuple(map(level, company.scores))


def only_one_in(counts: Sequence[Sequence[int]]) -> Levels | None:
    """Return the levels of a company, if what is left after subtracting is one company."""
    if any(sorted(of_element) != [0] * (BINS - 1) + [1] for of_element in counts):
        return None
    return tuple(of_element.index(1) for of_element in counts)


def combined(*cells: tuple[int, ExactCell]) -> Sequence[Sequence[int]]:
    """Return distributions added up, each so many times."""
    return [
        [sum(times * cell.distribution[element][at] for times, cell in cells) for at in range(BINS)]
        for element in range(len(ELEMENTS))
    ]

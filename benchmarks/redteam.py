"""Attacks on what releases hide, thousands of times each: how often they succeed beside what is promised."""

import multiprocessing
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import chain, product
from typing import TypeVar

import numpy as np

from app.content import read_release_specification
from app.domain.guarantee import chance_to_guess
from app.domain.release_specification import ReleaseSpecification, Tier
from app.services.release_plans import cube_of
from benchmarks.results import Follow
from tests.redteam.averaging import errors, nine_in_each, small_province
from tests.redteam.bounds import Guesses
from tests.redteam.coalition import LEVELS, PRIORS, QUESTIONS, Coalition, Matrix, chance_of_level, one_answer, promised
from tests.redteam.fresh_releases import Releases
from tests.redteam.small_counts import deviations_away, smallest_like, times_shown

_DOUBT, _ROOM, _LEAST_VARIANCE = 0.001, 0.005, 0.95
_PROVINCE, _TURNS = "Flevoland", 8
_AIM = {
    "guessed right": f"as promised, by bounds with {_DOUBT:.1%} doubt and {_ROOM:.1%} of room",
    "variance of the best average": f"at least {_LEAST_VARIANCE} of what is said with figures, by such a bound",
    "cells of 0 to 9 companies that are shown": 0,
    "misses": 0,
}
_T = TypeVar("_T")
_Seen = Mapping[tuple[int, ...] | None, Matrix]


@dataclass(frozen=True, slots=True)
class _Line:
    """How often a question about the last company of a cell was answered rightly, and how often is promised."""

    tier: str
    releases: str
    question: str
    found: Guesses
    promised: float

    @property
    def is_missed(self) -> bool:
        is_above = self.found.at_least(_DOUBT) > self.promised + _ROOM
        return is_above or self.found.at_most(_DOUBT) < self.promised - _ROOM


def redteam(*, releases: int, cells: int, follow: Follow) -> dict[str, object]:
    """Attack each line with so many fresh releases, and look at so many small cells in each tier."""
    tiers = range(len(_specification().tiers))
    lines = list(_coalition(tiers, releases, follow))
    averaged = _in_parallel(_average, [(tier, releases // 2) for tier in tiers], follow)
    small = _in_parallel(_look_at_small, [(tier, cells // _TURNS) for tier in tiers for _ in range(_TURNS)], follow)
    counts = [_told_small(tier, small[_TURNS * tier : _TURNS * (tier + 1)]) for tier in tiers]
    missed = [line for line in lines if line.is_missed]
    return {
        "aim": _AIM,
        "fresh releases for each line": releases,
        "guessed right, %": _by_question(lines, lambda line: line.found.accuracy),
        "promised, %": _by_question(lines, lambda line: line.promised),
        "lower bound, %": _by_question(lines, lambda line: line.found.at_least(_DOUBT)),
        "variance of the best average, beside what is said": averaged,
        "cells of 0 to 9 companies": counts,
        "misses": len(missed) + sum(each["is missed"] is True for each in (*averaged, *counts)),
        **{f"missed in tier {line.tier}, {line.releases}": line.question for line in missed},
    }


@cache
def _specification() -> ReleaseSpecification:
    return read_release_specification()


def _in_parallel(do: Callable[..., _T], jobs: Sequence[tuple[object, ...]], follow: Follow) -> Sequence[_T]:
    start_fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), mp_context=start_fresh) as pool:
        done = pool.map(do, *zip(*jobs, strict=True))
        return [one for one, _ in zip(done, follow(range(len(jobs))), strict=True)]


def _coalition(tiers: Sequence[int], releases: int, follow: Follow) -> Iterator[_Line]:
    pairs = ((question.one, question.other) for question in QUESTIONS)
    companies = list(dict.fromkeys([*chain.from_iterable(pairs), *map(one_answer, LEVELS)]))
    jobs = [(tier, company, releases // 2) for tier, company in product(tiers, companies)]
    seen = _in_parallel(_see, jobs, follow)
    for tier in tiers:
        first = tier * len(companies)
        yield from _lines(tier, dict(zip(companies, seen[first : first + len(companies)], strict=True)), releases)


def _year(tier: int) -> Coalition:
    budget = _specification().budget
    return Coalition(_specification(), _tier(tier), (budget.quarter, budget.rho_per_year - budget.quarter))


def _tier(tier: int) -> Tier:
    return _specification().tiers[tier]


def _see(tier: int, company: tuple[int, ...] | None, times: int) -> Matrix:
    return _year(tier).see(company, times)


def _lines(tier: int, seen: _Seen, releases: int) -> Iterator[_Line]:
    year = _year(tier)
    for name, rhos in {"one": year.rhos[:1], "a year": year.rhos}.items():
        coalition, rho = Coalition(year.specification, year.tier, rhos), sum(rhos)
        for question in QUESTIONS:
            found = coalition.guess(question, seen[question.one], seen[question.other])
            chance = chance_to_guess(promised(year.specification, year.tier, rho, question))
            yield _Line(year.tier.id, name, question.name, found, chance)
        of_levels = {level: seen[one_answer(level)] for level in LEVELS}
        for named, prior in PRIORS.items():
            found = coalition.guess_level(of_levels, prior, releases)
            chance = chance_of_level(year.specification, year.tier, rho, prior)
            yield _Line(year.tier.id, name, f"one answer, which of five ({named})", found, chance)


def _by_question(lines: Sequence[_Line], of: Callable[[_Line], float]) -> Sequence[Mapping[str, object]]:
    rows: dict[tuple[str, str], dict[str, object]] = {}
    for line in lines:
        row = rows.setdefault((line.tier, line.releases), {"tier": line.tier, "releases": line.releases})
        row[line.question] = round(100 * of(line), 1)
    return list(rows.values())


def _average(tier: int, times: int) -> Mapping[str, object]:
    releases = Releases(
        _specification(), _tier(tier), small_province(_specification()), _specification().budget.quarter
    )
    found = list(errors(releases, nine_in_each(releases.cube), times))
    least = min(of_cell.at_most(_DOUBT) for of_cell in found)
    return {
        "tier": _tier(tier).id,
        "cells": len(found),
        "number of companies": round(float(np.mean([of_cell.companies for of_cell in found])), 3),
        "sums": round(float(np.mean([of_cell.sums for of_cell in found])), 3),
        "least upper bound": round(least, 3),
        "is missed": least < _LEAST_VARIANCE,
    }


def _small(tier: int) -> Releases:
    cube = smallest_like(_specification(), _tier(tier), cube_of(_specification(), _PROVINCE))
    return Releases(_specification(), _tier(tier), cube, _specification().budget.quarter)


def _look_at_small(tier: int, cells: int) -> tuple[int, int]:
    return times_shown(_small(tier), cells)


def _told_small(tier: int, found: Sequence[tuple[int, int]]) -> Mapping[str, object]:
    shown = sum(shown for shown, _ in found)
    return {
        "tier": _tier(tier).id,
        "cells": sum(seen for _, seen in found),
        "shown": shown,
        "is missed": shown > 0,
        "deviations of the noise to what is shown": round(deviations_away(_small(tier)), 1),
    }

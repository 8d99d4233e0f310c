"""docs/privacy.md says how often somebody guesses right: what follows from release.yaml, in the worst of tiers."""

import re
from pathlib import Path

import pytest

from app.content import read_release_specification
from app.domain.contribution import Base, Contribution
from app.domain.guarantee import chance_to_guess, epsilon, separation
from app.domain.query import queries

SPECIFICATION = read_release_specification()
DOC = (Path(__file__).parents[1] / "docs" / "privacy.md").read_text(encoding="utf-8")
ROW = re.compile(
    r"^\| (?:\*\*)?(one element|all elements): (\d+) or (\d+)(?: each)?(?:\*\*)? \| (\d+)% \| (\d+)% \|$", re.M
)


@pytest.mark.parametrize("row", ROW.findall(DOC), ids=" ".join)
def test_the_table_is_what_follows(row: tuple[str, ...]) -> None:
    which, one, other, release, year = row
    changed = 5 if which == "all elements" else 1

    assert percents(company(int(one), changed), company(int(other), changed)) == (int(release), int(year))


def test_the_table_has_all_its_rows() -> None:
    assert len(ROW.findall(DOC)) == 6


def test_the_row_about_taking_part_is_what_follows() -> None:
    said = re.search(r"take part\? \| (\d+)% \| (\d+)% \|", DOC)

    assert said
    assert percents(company(0, 5), None) == (int(said[1]), int(said[2]))


def test_epsilon_is_what_follows() -> None:
    delta = SPECIFICATION.budget.delta

    assert f"{epsilon(0.5, delta):.1f} at rho 0.5 and {epsilon(1.0, delta):.1f} at 1.0" in DOC


def test_what_three_years_give_away_is_what_follows() -> None:
    said = re.search(r"in (\d+)% for one element that is 0 or 100,\nin (\d+)% for all five", DOC)
    rho = 3 * SPECIFICATION.budget.rho_per_year

    assert said
    assert [most_often(company(0, of), company(100, of), rho=rho) for of in (1, 5)] == [int(said[1]), int(said[2])]


def company(score: int, changed: int) -> Contribution:
    return Contribution(Base("GM0150", "ict", "1"), (score,) * changed + (50,) * (5 - changed))


def percents(one: Contribution, other: Contribution | None) -> tuple[int, ...]:
    budget = SPECIFICATION.budget
    return tuple(most_often(one, other, rho=rho) for rho in (budget.quarter, budget.rho_per_year))


def most_often(one: Contribution, other: Contribution | None, *, rho: int) -> int:
    """Return in how many percent of cases the best guess is right, in the tier in which most can be learned."""
    found = (separation(queries(SPECIFICATION, tier, rho=rho), one, other) for tier in SPECIFICATION.tiers)
    return round(100 * max(map(chance_to_guess, found)))

"""Somebody who knows all other companies of a cell guesses no better about the last one than is promised."""

import random
from itertools import product

import pytest

from app.content import read_release_specification
from app.domain.contribution import Base, Contribution
from app.domain.guarantee import chance_to_guess, separation
from app.domain.query import queries, tabulate
from app.domain.release_specification import Tier
from app.services.release_plans import cube_of
from tests.redteam.bounds import Guesses
from tests.redteam.coalition import (
    EXTREMES,
    LEVELS,
    MEMBERSHIP,
    PRIORS,
    QUESTIONS,
    Coalition,
    Question,
    chance_of_level,
    one_answer,
    promised,
)
from tests.redteam.naive import ExactCell, exact_table, level

SPECIFICATION = read_release_specification()
BUDGET = SPECIFICATION.budget
PERIODS = {"one release": (BUDGET.quarter,), "a year": (BUDGET.quarter, BUDGET.rho_per_year - BUDGET.quarter)}
TIERS = pytest.mark.parametrize("tier", SPECIFICATION.tiers, ids=lambda tier: tier.id)
NAMED = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
# With the 34 bounds below, a right program fails once in millions of runs. `script/bench redteam` looks closer.
DOUBT, ROOM = 1e-8, 0.005
TIMES = 150


@TIERS
def test_the_last_company_is_guessed_as_often_as_promised_and_no_more(tier: Tier) -> None:
    year = Coalition(SPECIFICATION, tier, PERIODS["a year"])
    seen = {scores: year.see(scores, TIMES) for scores in (EXTREMES.one, EXTREMES.other, MEMBERSHIP.other)}

    for question, rhos in product((EXTREMES, MEMBERSHIP), PERIODS.values()):
        found = Coalition(SPECIFICATION, tier, rhos).guess(question, seen[question.one], seen[question.other])
        chance = chance_to_guess(promised(SPECIFICATION, tier, sum(rhos), question))
        assert found.at_least(DOUBT) <= chance + ROOM, (question, rhos)
        assert found.at_most(DOUBT) >= chance - ROOM, (question, rhos)


def test_which_of_five_levels_an_answer_has_is_guessed_as_often_as_reckoned_and_no_more() -> None:
    prior = PRIORS["uniform"]
    year = Coalition(SPECIFICATION, SPECIFICATION.tiers[1], PERIODS["a year"])
    seen = {each: year.see(one_answer(each), round(prior[at] * 2 * TIMES)) for at, each in enumerate(LEVELS)}

    found = year.guess_level(seen, prior, 2 * TIMES)

    chance = chance_of_level(SPECIFICATION, year.tier, sum(year.rhos), prior)
    assert found.at_least(DOUBT) <= chance + ROOM
    assert found.at_most(DOUBT) >= chance - ROOM


@NAMED
@TIERS
def test_what_is_said_of_a_release_is_what_its_share_of_rho_gives(tier: Tier, question: Question) -> None:
    coalition = Coalition(SPECIFICATION, tier, (BUDGET.quarter,))
    other = coalition.company(question.other) if question.other else None

    said = separation(coalition.asked(BUDGET.quarter), coalition.company(question.one), other)

    assert said == pytest.approx(promised(SPECIFICATION, tier, BUDGET.quarter, question), rel=1e-6)


@TIERS
def test_a_company_changes_the_numbers_of_its_own_cells_alone(tier: Tier) -> None:
    cube = cube_of(SPECIFICATION, "Flevoland")
    company = Contribution(Base("GM0034", "zorg", "10-49"), (0, 100, 30, 80, 75))

    for query in queries(SPECIFICATION, tier, rho=BUDGET.quarter):
        start = query.length * list(cube.keys(query.table.by)).index(cube.key(query.table.by, company.base))
        changed = {at for at, number in enumerate(tabulate(query, cube, [company])) if number}
        assert changed <= set(range(start, start + query.length))


def exact_cell(others: list[Contribution], last: Contribution) -> ExactCell:
    (cell,) = exact_table([*others, last], lambda _: "all", k=10).values()
    return cell


def companies(number: int) -> list[Contribution]:
    drawn = random.Random(number)
    return [Contribution(Base("", "", ""), tuple(drawn.randint(0, 100) for _ in range(5))) for _ in range(number)]


@pytest.mark.parametrize("number", range(10, 50))
def test_exact_means_would_give_every_answer_of_the_last_company_away(number: int) -> None:
    *others, last = companies(number)

    cell = exact_cell(others, last)

    for element, mean in enumerate(cell.means):
        rest = sum(other.scores[element] for other in others)
        possible = [score for score in range(101) if round((rest + score) / cell.n, 2) == mean]
        assert possible == [last.scores[element]]


@pytest.mark.parametrize("number", [10, 100, 1000])
def test_an_exact_distribution_would_give_every_level_of_the_last_company_away(number: int) -> None:
    *others, last = companies(number)

    cell = exact_cell(others, last)

    for element, counts in enumerate(cell.distribution):
        known = [level(other.scores[element]) for other in others]
        left = [at for at, count in enumerate(counts) if count > known.count(at)]
        assert left == [level(last.scores[element])]


def test_an_attack_that_only_tosses_a_coin_would_be_seen() -> None:
    assert Guesses(TIMES, 2 * TIMES).at_most(DOUBT) < chance_to_guess(
        promised(SPECIFICATION, SPECIFICATION.tiers[1], BUDGET.quarter, EXTREMES)
    )

"""release.yaml as it goes out: its lists are those of the questionnaire and of the Netherlands, its promises hold."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from app.content import RELEASE_FILE, read_questionnaire, read_release_specification
from app.domain.contribution import Base, Contribution
from app.domain.errors import ContentError
from app.domain.guarantee import chance_to_guess, epsilon, separation
from app.domain.query import queries
from app.domain.release_specification import Tier
from app.municipalities import municipalities

SHIPPED = read_release_specification()
QUESTIONNAIRE = read_questionnaire()
DIMENSIONS = SHIPPED.dimensions
TIERS: Mapping[str, Tier] = {tier.id: tier for tier in SHIPPED.tiers}
EACH_TIER = pytest.mark.parametrize("tier", SHIPPED.tiers, ids=lambda tier: tier.id)
# What tells a coarser table as well.
TELLS_OF = {"municipality": {"municipality", "region"}, "sector": {"sector", "main_group"}}


def company(*scores: int) -> Contribution:
    return Contribution(Base("", "", ""), scores)


def all_five(score: int) -> Contribution:
    return company(*[score] * 5)


def percents(tier: str, one: Contribution, other: Contribution | None) -> list[float]:
    """Return how often the best guess is right, in percents: after a quarter, and after all of a year."""
    budgets = (SHIPPED.budget.quarter, SHIPPED.budget.rho_per_year)
    asked = [queries(SHIPPED, TIERS[tier], rho=rho) for rho in budgets]
    return [100 * chance_to_guess(separation(each, one, other)) for each in asked]


def test_the_sectors_are_those_of_the_questionnaire() -> None:
    assert set(DIMENSIONS.sectors) == {sector.id for sector in QUESTIONNAIRE.profile.sectors}


def test_the_sizes_are_those_of_the_questionnaire_in_the_same_order() -> None:
    assert list(DIMENSIONS.sizes) == [size.id for size in QUESTIONNAIRE.profile.sizes]


def test_the_elements_are_those_of_the_questionnaire_in_the_same_order() -> None:
    assert list(DIMENSIONS.elements) == [element.id for element in QUESTIONNAIRE.elements]


def test_the_municipalities_are_those_of_the_same_year() -> None:
    assert {each.division_year for each in municipalities().values()} == {DIMENSIONS.division_year}


def test_only_provinces_that_there_are_expect_a_number() -> None:
    assert set(SHIPPED.expected.provinces) <= {each.province for each in municipalities().values()}


def test_every_choice_has_a_source() -> None:
    parts = (SHIPPED.budget, DIMENSIONS, SHIPPED.expected, SHIPPED.display)

    assert all(len(source) > 20 for source in (*(part.source for part in parts), SHIPPED.tiers_source))


def test_tiers_grow_finer() -> None:
    assert [tier.id for tier in SHIPPED.tiers] == ["S", "B", "M", "L"]


@EACH_TIER
def test_every_tier_tells_of_the_whole_province(tier: Tier) -> None:
    assert tier.published[0] == ()


@EACH_TIER
def test_every_published_table_is_in_one_that_is_measured(tier: Tier) -> None:
    told = [set().union(*(TELLS_OF.get(each, {each}) for each in table.by)) for table in tier.measured]

    assert all(any(set(by) <= of_table for of_table in told) for by in tier.published)


@EACH_TIER
def test_every_measured_table_is_published(tier: Tier) -> None:
    assert {table.by for table in tier.measured} <= set(tier.published)


def test_municipalities_come_with_many_scans_only() -> None:
    with_municipalities = [id_ for id_, tier in TIERS.items() if any("municipality" in by for by in tier.published)]

    assert with_municipalities == ["M", "L"]


@pytest.mark.parametrize(("rho", "expected"), [(500, 5.2), (1000, 7.8)])
def test_epsilon_is_as_designed(rho: int, expected: float) -> None:
    assert epsilon(rho / 1000, SHIPPED.budget.delta) == pytest.approx(expected, abs=0.05)


@pytest.mark.parametrize("tier", ["B", "M", "L"])
@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (company(0, 50, 50, 50, 50), company(100, 50, 50, 50, 50), [65, 71]),
        (company(25, 50, 50, 50, 50), company(75, 50, 50, 50, 50), [60, 64]),
        (company(50, 50, 50, 50, 50), company(75, 50, 50, 50, 50), [58, 61]),
        (all_five(0), all_five(100), [81, 89]),
        (all_five(25), all_five(75), [71, 79]),
        (all_five(50), all_five(75), [67, 74]),
        (all_five(0), None, [69, 76]),
    ],
    ids=["low or high", "fairly", "a step", "all low or high", "all fairly", "all a step", "there or not"],
)
def test_guesses_are_as_seldom_right_as_designed(
    tier: str, one: Contribution, other: Contribution | None, expected: Sequence[int]
) -> None:
    assert percents(tier, one, other) == pytest.approx(expected, abs=1.5)


@EACH_TIER
@pytest.mark.parametrize("score", [0, 25, 50, 75, 100])
def test_nobody_can_tell_well_who_took_part(tier: Tier, score: int) -> None:
    assert max(percents(tier.id, all_five(score), None)) < 76.1


def changed(tmp_path: Path, old: str, new: str) -> list[str]:
    """Return what is said of the file after one change."""
    text = RELEASE_FILE.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    path = tmp_path / "release.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        read_release_specification(path)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "quarter: 500",
            "quarter: 1000",
            "release.yaml: budget is .*expected a quarter that takes less than rho_per_year",
        ),
        ("quarter: 500", "quarter: -5", "release.yaml: budget.quarter is -5; expected greater than 0"),
        ("share: 0.40", "share: 0.41", r"release.yaml: tiers\[0\] is .*expected shares of rho that come to 1"),
        ("measures: histograms", "measures: gemiddelden", r"tiers\[0\].measured\[0\].measures is 'gemiddelden'"),
        ("by: [main_group]", "by: [postcode]", r"tiers\[0\].measured\[0\].by\[0\] is 'postcode'"),
        ("by: [sector, size]", "by: [size, sector]", r"tiers\[2\].measured\[2\].by is .*in this order"),
        ("below: 300", "below: 700", "release.yaml is .*expected tiers from few scans to many"),
        (
            "sectors: [zorg]",
            "sectors: [ict]",
            "release.yaml: dimensions is .*expected every group, sector, size and element once",
        ),
        ("lowest_share: 5", "lowest_share: 0", "display.lowest_share is 0; expected greater than or equal to 1"),
        ("quarters_from: 150", "seed: 42", "release.yaml: seed is 42; expected no such key"),
    ],
)
def test_a_wrong_file_says_where(tmp_path: Path, old: str, new: str, said: str) -> None:
    problems = changed(tmp_path, old, new)

    assert [problem for problem in problems if re.search(said, problem)], problems

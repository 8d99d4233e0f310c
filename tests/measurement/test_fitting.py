"""Noisy tables made to fit: exact where there is no noise, adding up where there is, and as exact as they say."""

import random
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
import pytest
from scipy.special import chdtri

from app.content import read_release_specification
from app.domain.contribution import BINS, PARTS, Contribution, histogram
from app.domain.cube import Cube, Key
from app.domain.estimate import Estimate, Noisy
from app.domain.query import Query, queries, tabulate
from app.domain.release_errors import SpecificationError
from app.domain.release_specification import By, Tier, table_name
from app.measurement.fitting import Fitting
from app.measurement.noise import Measured, measure
from app.municipalities import municipalities
from tests.releases import asked, cube, fit, specification

SHIPPED = read_release_specification()
TIERS: Mapping[str, Tier] = {tier.id: tier for tier in SHIPPED.tiers}
PROVINCES = sorted({each.province for each in municipalities().values()})
# Together all there is to tell apart in the finest tier: the most cells, the most regions, and a single region.
LARGE = ["Zuid-Holland", "Gelderland", "Zeeland"]
SECTOR_HISTOGRAMS = {"by": ["sector"], "measures": "histograms", "share": 0.5}
SIZE_SUMS = {"by": ["size"], "measures": "sums", "share": 0.5}


@cache
def cube_of(province: str) -> Cube:
    inside = {each.code: each.region for each in municipalities().values() if each.province == province}
    return Cube(inside, SHIPPED.dimensions)


def companies_in(of: Cube, number: int) -> Sequence[Contribution]:
    chosen, bases = random.Random(number), of.bases()
    elements = range(len(of.dimensions.elements))
    return [Contribution(chosen.choice(bases), tuple(chosen.randint(0, 100) for _ in elements)) for _ in range(number)]


def without_noise(of: Cube, asked: Sequence[Query], companies: Sequence[Contribution]) -> Sequence[Measured]:
    return [Measured(query, of.keys(query.table.by), tabulate(query, of, companies)) for query in asked]


def true_numbers(of: Cube, published: Sequence[By], companies: Sequence[Contribution]) -> dict[tuple[str, Key], Any]:
    """Return, by cell, the companies, the sums and the bins, counted one company at a time."""
    elements = len(of.dimensions.elements)
    found = {(table_name(by), key): np.zeros(1 + elements + elements * BINS) for by in published for key in of.keys(by)}
    for company in companies:
        bins = [parts / PARTS for score in company.scores for parts in histogram(score)]
        for by in published:
            found[table_name(by), of.key(by, company.base)] += [1, *(s - 50 for s in company.scores), *bins]
    return found


def numbers(estimate: Estimate) -> list[float]:
    bins = [each.value for of_element in estimate.bins for each in of_element]
    return [estimate.companies.value, *(each.value for each in estimate.sums), *bins]


@pytest.mark.parametrize("tier", TIERS.values(), ids=TIERS)
def test_without_noise_every_cell_is_exact(tier: Tier) -> None:
    of = cube_of("Overijssel")
    companies = companies_in(of, 500)
    true = true_numbers(of, tier.published, companies)

    found = fit(of, without_noise(of, queries(SHIPPED, tier, rho=500), companies), tier.published)

    for each in found:
        assert numbers(each) == pytest.approx(true[each.table, each.key][: len(numbers(each))], abs=1e-6)


@pytest.mark.parametrize("province", PROVINCES)
@pytest.mark.parametrize("tier", ["S", "B", "M"])
def test_every_published_table_follows(province: str, tier: str) -> None:
    of = cube_of(province)

    assert Fitting(of, queries(SHIPPED, TIERS[tier], rho=500), TIERS[tier].published)


@pytest.mark.parametrize("province", LARGE)
def test_every_published_table_of_the_finest_tier_follows(province: str) -> None:
    assert Fitting(cube_of(province), queries(SHIPPED, TIERS["L"], rho=500), TIERS["L"].published)


@pytest.mark.parametrize(
    ("by", "name"), [(("sector", "size"), "sector_size"), (("municipality",), "municipality"), (("region",), "region")]
)
def test_a_table_that_does_not_follow_is_refused(by: By, name: str) -> None:
    with pytest.raises(SpecificationError, match=f"the table {name} does not follow"):
        Fitting(cube(), asked(SECTOR_HISTOGRAMS, SIZE_SUMS), [(), by])


@cache
def noisy() -> Sequence[Estimate]:
    """Return a small province in the finest tier, with noise."""
    of, tier = cube_of("Flevoland"), TIERS["L"]
    return fit(of, measure(queries(SHIPPED, tier, rho=500), of, companies_in(of, 300), rho=500), tier.published)


def total_of(estimates: Sequence[Estimate], numbers_each: int) -> list[float]:
    return [sum(each) for each in zip(*(numbers(estimate)[:numbers_each] for estimate in estimates), strict=True)]


@pytest.mark.parametrize("table", [table_name(by) for by in TIERS["L"].published])
def test_every_table_adds_up_to_the_province(table: str) -> None:
    cells, (province,) = [[each for each in noisy() if each.table == name] for name in (table, "total")]
    told = len(numbers(cells[0]))

    assert total_of(cells, told) == pytest.approx(numbers(province)[:told], abs=1e-6)


def test_municipalities_add_up_to_their_region() -> None:
    region_of = cube_of("Flevoland").region_of
    regions = {each.key.region: numbers(each) for each in noisy() if each.table == "region"}
    municipal = [each for each in noisy() if each.table == "municipality"]

    for region, told in regions.items():
        inside = [each for each in municipal if region_of[each.key.region] == region]
        assert total_of(inside, len(told)) == pytest.approx(told, abs=1e-6)


def with_bins() -> list[Estimate]:
    return [each for each in noisy() if each.bins]


def test_the_bins_of_every_element_are_all_companies() -> None:
    for each in with_bins():
        told = [sum(of_bin.value for of_bin in bins) for bins in each.bins]

        assert told == pytest.approx([each.companies.value] * len(each.bins), abs=1e-6)


def test_the_mean_of_the_bins_is_the_mean() -> None:
    for each in with_bins():
        told = [sum((25 * at - 50) * of_bin.value for at, of_bin in enumerate(bins)) for bins in each.bins]

        assert told == pytest.approx([of_sum.value for of_sum in each.sums], abs=1e-5)


def test_bins_are_told_where_histograms_reach() -> None:
    assert {each.table for each in with_bins()} == {"total", "main_group", "sector", "region", "municipality"}


def test_without_histograms_no_bins_are_told() -> None:
    of = cube()
    measured = without_noise(of, asked({"by": ["size"], "measures": "sums", "share": 1}), companies_in(of, 9))

    assert [each.bins for each in fit(of, measured, [("size",)])] == [(), ()]


def test_the_companies_of_a_total_are_the_best_mean_of_both_tables() -> None:
    """Three sectors with histograms of two elements, five bins each, and two sizes with a count."""
    histograms, count, _ = found = asked(SECTOR_HISTOGRAMS, SIZE_SUMS)
    by_sectors = 3 * (histograms.deviation / PARTS) ** 2 * BINS / 2
    by_sizes = 2 * count.deviation**2

    (total,) = fit(cube(), without_noise(cube(), found, []), [()])

    assert total.companies.variance == pytest.approx(1 / (1 / by_sectors + 1 / by_sizes))


def test_the_sums_of_a_total_are_the_best_mean_of_both_tables() -> None:
    histograms, _, sums = found = asked(SECTOR_HISTOGRAMS, SIZE_SUMS)
    by_sectors = 3 * histograms.deviation**2 * (4 + 1 + 0 + 1 + 4)
    by_sizes = 2 * sums.deviation**2

    (total,) = fit(cube(), without_noise(cube(), found, []), [()])

    assert total.sums[0].variance == pytest.approx(1 / (1 / by_sectors + 1 / by_sizes))


def test_bins_of_one_table_have_less_noise_than_they_were_measured_with() -> None:
    """The count of a cell is the same in each element, which five bins of one element do not know."""
    (query,) = found = asked({"by": ["sector"], "measures": "histograms", "share": 1})
    measured = (query.deviation / PARTS) ** 2

    first = fit(cube(), without_noise(cube(), found, []), [("sector",)])[0]

    assert [each.variance for each in first.bins[0]] == pytest.approx([measured * (1 - 1 / BINS / 2)] * BINS)


def by_number(estimate: Estimate) -> list[Noisy]:
    return [estimate.companies, *estimate.sums, *(each for bins in estimate.bins for each in bins)]


RUNS = 1000
DOUBT = 1e-13


@cache
def errors() -> tuple[Sequence[Noisy], Any]:
    """Return what is estimated of nobody at all, once, and the squares of that in many runs added up."""
    tier = specification().tiers[1]
    found = queries(specification(), tier, rho=1000)
    fitting, normal = Fitting(cube(), found, tier.published), np.random.default_rng(20250101)
    estimates: list[Noisy] = []
    squares = np.zeros(1)
    for _ in range(RUNS):
        measured = [
            Measured(query, keys, normal.normal(0, query.deviation, len(keys) * query.length).tolist())
            for query in found
            for keys in [cube().keys(query.table.by)]
        ]
        estimates = [each for estimate in fitting.estimates(measured) for each in by_number(estimate)]
        squares = squares + np.array([each.value for each in estimates]) ** 2
    return estimates, squares


def test_the_noise_that_is_left_is_as_much_as_is_said() -> None:
    """Catches a variance that is a third off for any number of any cell, so a margin that is a sixth off."""
    estimates, squares = errors()
    scaled = squares / [each.variance for each in estimates]

    assert chdtri(RUNS, 1 - DOUBT) < scaled.min()
    assert scaled.max() < chdtri(RUNS, DOUBT)

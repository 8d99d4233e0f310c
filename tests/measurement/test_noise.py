"""Noise on what is asked: as much as the budget asks for by OpenDP's own proof, and never the same twice."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from opendp.mod import OpenDPException
from scipy.special import chdtri

from app.content import read_release_specification
from app.domain.contribution import Base
from app.domain.cube import Cube
from app.domain.query import Query, queries, tabulate
from app.domain.release import Part
from app.domain.release_specification import Tier
from app.measurement.noise import Measured, composed, measure
from app.municipalities import municipalities
from tests.releases import asked, company, cube

SHIPPED = read_release_specification()
OVERIJSSEL = Cube(
    {each.code: each.region for each in municipalities().values() if each.province == "Overijssel"}, SHIPPED.dimensions
)
TIERS = pytest.mark.parametrize("tier", SHIPPED.tiers, ids=lambda tier: tier.id)
RHOS = pytest.mark.parametrize("rho", [500, 1000])
BOTH: Sequence[dict[str, Any]] = (
    {"by": ["size"], "measures": "histograms", "share": 0.5},
    {"by": ["sector"], "measures": "sums", "share": 0.5},
)
# How often a right program may fail a test with drawn noise.
DOUBT = 1e-11


def finest(*, rho: int) -> Sequence[Query]:
    return queries(SHIPPED, SHIPPED.tiers[-1], rho=rho)


def values(measured: Sequence[Measured]) -> list[int]:
    return [value for each in measured for value in each.values]


@TIERS
@RHOS
def test_a_release_spends_no_more_than_rho(tier: Tier, rho: int) -> None:
    assert composed(queries(SHIPPED, tier, rho=rho), OVERIJSSEL).check(1, rho / 1000)


@TIERS
@RHOS
def test_a_release_leaves_next_to_nothing_of_rho(tier: Tier, rho: int) -> None:
    assert not composed(queries(SHIPPED, tier, rho=rho), OVERIJSSEL).check(1, 0.999 * rho / 1000)


def test_two_companies_that_differ_cost_four_times_as_much() -> None:
    mechanism = composed(asked(*BOTH), cube())

    assert (mechanism.check(2, 3.999), mechanism.check(2, 4.0)) == (False, True)


def test_beyond_the_budget_nothing_is_looked_at() -> None:
    nowhere = company(50, 50, municipality="GM9")

    with pytest.raises(ValueError, match=r"more than a rho of 0\.999"):
        measure(asked(*BOTH, rho=1000), cube(), [nowhere], rho=999)


def test_a_company_from_elsewhere_stops_the_measuring() -> None:
    with pytest.raises(OpenDPException):
        measure(asked(*BOTH), cube(), [company(50, 50, municipality="GM9")], rho=1000)


def test_only_companies_are_measured() -> None:
    other: Any = SimpleNamespace(base=Base("GM1", "ict", "1"), scores=(50, 50), is_on_scale=True)

    with pytest.raises(ValueError, match="not all companies"):
        measure(asked(*BOTH), cube(), [company(50, 50), other], rho=1000)


def test_a_score_off_the_scale_stops_the_measuring() -> None:
    sums = asked({"by": ["sector"], "measures": "sums", "share": 1})

    with pytest.raises(ValueError, match="not all companies"):
        measure(sums, cube(), [company(50, 50_000)], rho=1000)


def test_noise_is_whole() -> None:
    assert {type(value) for value in values(measure(asked(*BOTH), cube(), [], rho=1000))} == {int}


@pytest.mark.parametrize("at", range(len(finest(rho=500))))
def test_noise_has_the_deviation_of_its_query(at: int) -> None:
    """Catches a variance for a deviation, a share or an element forgotten, and noise in the wrong unit."""
    query = finest(rho=500)[at]
    (measured,) = measure([query], OVERIJSSEL, [], rho=500)

    squares = sum(value**2 for value in measured.values) / query.deviation**2

    assert chdtri(len(measured.values), 1 - DOUBT) < squares < chdtri(len(measured.values), DOUBT)


def test_noise_lies_around_the_truth() -> None:
    """Catches an answer that is left out or scaled: 4000 companies are 40 deviations of the noise or more."""
    companies = [company(0, 100)] * 4000
    found = measure(asked(*BOTH, rho=1), cube(), companies, rho=1)

    away = [
        (noisy - true) / each.query.deviation
        for each in found
        for noisy, true in zip(each.values, tabulate(each.query, cube(), companies), strict=True)
    ]

    assert max(map(abs, away)) < 8


def test_noise_is_never_the_same_twice() -> None:
    first, second = (values(measure(finest(rho=500), OVERIJSSEL, [], rho=500)) for _ in range(2))

    assert sum(one == other for one, other in zip(first, second, strict=True)) < len(first) / 4


def test_every_number_is_told_of_once() -> None:
    found = [number for each in measure(asked(*BOTH), cube(), [], rho=1000) for number in each.as_measurements()]
    places = {(each.table, each.region, each.sector, each.size, each.part, each.element, each.bin) for each in found}

    assert len(places) == len(found) == 2 * 2 * 5 + 3 + 3 * 2


def test_a_number_says_what_it_is_of() -> None:
    (query,) = asked({"by": ["size"], "measures": "histograms", "share": 1})
    measured = Measured(query, cube().keys(("size",)), range(20))

    numbers = {each.value: each for each in measured.as_measurements()}

    assert [(numbers[at].size, numbers[at].element, numbers[at].bin) for at in (0, 4, 5, 19)] == [
        ("1", "technologie", 0),
        ("1", "technologie", 4),
        ("1", "co_creatie", 0),
        ("2-9", "co_creatie", 4),
    ]


def test_a_count_is_of_no_element() -> None:
    count = asked({"by": ["sector"], "measures": "sums", "share": 1})[0]
    numbers = Measured(count, cube().keys(("sector",)), [7, 8, 9]).as_measurements()

    assert [(each.part, each.sector, each.element, each.value) for each in numbers] == [
        (Part.COUNT, "ict", "", 7),
        (Part.COUNT, "bouw", "", 8),
        (Part.COUNT, "handel", "", 9),
    ]

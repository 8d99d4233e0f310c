"""What is asked and what it costs: no company moves an answer farther than the noise is made for."""

import math
from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.contribution import Contribution
from app.domain.query import Query, queries, tabulate
from app.domain.release import Part
from tests.releases import asked, company, cube, specification

HISTOGRAMS = {"by": ["size"], "measures": "histograms", "share": 1}
SUMS = {"by": ["sector"], "measures": "sums", "share": 1}
QUERIES = {query.part: query for table in (HISTOGRAMS, SUMS) for query in asked(table)}
PARTS = pytest.mark.parametrize("part", list(Part))
SCORES = st.tuples(st.integers(0, 100), st.integers(0, 100))
COMPANIES = st.builds(
    lambda scores, municipality, sector, size: company(*scores, municipality=municipality, sector=sector, size=size),
    SCORES,
    st.sampled_from(["GM1", "GM2", "GM3"]),
    st.sampled_from(["ict", "bouw", "handel"]),
    st.sampled_from(["1", "2-9"]),
)


def length(numbers: Sequence[int]) -> float:
    return math.sqrt(sum(number**2 for number in numbers))


def moved(query: Query, companies: Sequence[Contribution], one: Contribution) -> list[int]:
    """Return by how much each number changes when one company joins."""
    pairs = zip(tabulate(query, cube(), [*companies, one]), tabulate(query, cube(), companies), strict=True)
    return [after - before for after, before in pairs]


@PARTS
@given(st.lists(COMPANIES, max_size=5), COMPANIES)
def test_no_company_moves_an_answer_beyond_the_distance(
    part: Part, companies: Sequence[Contribution], one: Contribution
) -> None:
    assert length(moved(QUERIES[part], companies, one)) <= QUERIES[part].distance * (1 + 1e-12)


@PARTS
def test_some_company_moves_an_answer_that_far(part: Part) -> None:
    assert length(moved(QUERIES[part], [], company(0, 100))) == pytest.approx(QUERIES[part].distance)


@pytest.mark.parametrize(
    ("part", "distance"), [(Part.COUNT, 1), (Part.SUM, 50 * math.sqrt(2)), (Part.HISTOGRAM, 25 * math.sqrt(2))]
)
def test_the_distance_grows_with_the_root_of_the_elements(part: Part, distance: float) -> None:
    assert QUERIES[part].distance == pytest.approx(distance)


@PARTS
@given(COMPANIES)
def test_a_company_changes_one_cell_only(part: Part, one: Contribution) -> None:
    query = QUERIES[part]
    changed = {at // query.length for at, number in enumerate(moved(query, [], one)) if number}

    assert changed <= {cube().keys(query.table.by).index(cube().key(query.table.by, one.base))}


@PARTS
@given(st.lists(COMPANIES, max_size=6))
def test_an_answer_does_not_depend_on_the_order(part: Part, companies: list[Contribution]) -> None:
    query = QUERIES[part]

    assert tabulate(query, cube(), companies) == tabulate(query, cube(), companies[::-1])


@pytest.mark.parametrize(
    ("part", "numbers"),
    [
        (Part.COUNT, [0, 0, 2]),
        (Part.SUM, [0, 0, 0, 0, -10, 70]),
    ],
)
def test_companies_are_added_up_cell_after_cell(part: Part, numbers: list[int]) -> None:
    companies = [company(10, 100, sector="handel"), company(80, 70, sector="handel")]

    assert tabulate(QUERIES[part], cube(), companies) == numbers


def test_histograms_stand_by_element_and_by_bin() -> None:
    (found,) = [tabulate(query, cube(), [company(0, 60, size="2-9")]) for query in asked(HISTOGRAMS)]

    assert found == [0] * 10 + [25, 0, 0, 0, 0] + [0, 0, 15, 10, 0]


@pytest.mark.parametrize("rho", [1, 400, 1000, 333])
@pytest.mark.parametrize("tier", [0, 1])
def test_all_of_rho_is_shared_out(rho: int, tier: int) -> None:
    spent = [query.rho for query in queries(specification(), specification().tiers[tier], rho=rho)]

    assert sum(spent) == Fraction(rho, 1000)


def test_a_count_takes_its_share() -> None:
    spent = {query.part: query.rho for query in asked(SUMS)}

    assert spent == {Part.COUNT: Fraction(1, 10), Part.SUM: Fraction(9, 10)}


@PARTS
def test_the_noise_is_what_rho_asks_for(part: Part) -> None:
    query = QUERIES[part]

    assert query.distance**2 / (2 * query.deviation**2) == pytest.approx(float(query.rho), rel=1e-6)


@PARTS
def test_the_noise_is_never_less_than_rho_asks_for(part: Part) -> None:
    query = QUERIES[part]

    assert Fraction(query.distance) ** 2 <= 2 * Fraction(query.deviation) ** 2 * query.rho


@pytest.mark.parametrize(("part", "expected"), [(Part.COUNT, 1), (Part.SUM, 2), (Part.HISTOGRAM, 10)])
def test_a_cell_has_a_number_by_element_and_by_bin(part: Part, expected: int) -> None:
    assert QUERIES[part].length == len(QUERIES[part].numbers(company(20, 30))) == expected

"""Invented companies: strengths that go together, and names that nobody has."""

import random
from collections.abc import Callable, Sequence
from statistics import correlation, mean

import pytest

from app.domain.invented.companies import InventedCompany, a_year_later, as_of, invent_company
from app.domain.invented.model import InventedModel


@pytest.fixture(scope="module")
def companies(model: InventedModel) -> Sequence[InventedCompany]:
    draw = random.Random(1)
    return [invent_company(model, number, draw) for number in range(4000)]


def strengths(
    companies: Sequence[InventedCompany], element: str, where: Callable[[InventedCompany], bool] = bool
) -> list[float]:
    return [company.strengths[element] for company in companies if where(company)]


@pytest.mark.parametrize("element", ["technologie", "zelforganisatie", "slimmer_werken"])
def test_sectors_differ_as_the_numbers_say(
    model: InventedModel, companies: Sequence[InventedCompany], element: str
) -> None:
    shifts = {sector: by.get(element, 0.0) for sector, by in model.strengths.by_sector.items()}
    highest, lowest = max(shifts, key=shifts.__getitem__), min(shifts, key=shifts.__getitem__)

    of_highest = strengths(companies, element, lambda company: company.profile.sector == highest)
    of_lowest = strengths(companies, element, lambda company: company.profile.sector == lowest)

    assert mean(of_highest) > mean(of_lowest)


def test_larger_companies_have_more_technology(companies: Sequence[InventedCompany]) -> None:
    alone = strengths(companies, "technologie", lambda company: company.profile.size == "1")
    large = strengths(companies, "technologie", lambda company: company.profile.size == "50-249")

    assert mean(large) > mean(alone)


def test_elements_of_a_company_go_together(companies: Sequence[InventedCompany]) -> None:
    leadership, co_creation = (strengths(companies, name) for name in ("dienend_leiderschap", "co_creatie"))

    assert 0.3 < correlation(leadership, co_creation) < 0.6


def test_most_companies_gain_in_a_year_and_some_lose(
    model: InventedModel, companies: Sequence[InventedCompany]
) -> None:
    draw = random.Random(1)
    gains = [a_year_later(model.strengths, company, draw).strength - company.strength for company in companies[:500]]

    assert min(gains) < 0 < mean(gains)


def test_companies_of_earlier_had_less_technology(model: InventedModel, companies: Sequence[InventedCompany]) -> None:
    before = as_of(model.strengths, companies[0], years=-2)

    assert before.strengths["technologie"] < companies[0].strengths["technologie"] - 0.05
    assert before.strengths["zelforganisatie"] == companies[0].strengths["zelforganisatie"]


def test_care_and_schools_are_no_family_business(companies: Sequence[InventedCompany]) -> None:
    families = {company.profile.sector for company in companies if company.profile.family_business}

    assert families.isdisjoint({"zorg", "onderwijs"})
    assert "bouw_infra" in families


def test_a_number_is_kept_of_who_counts_only(companies: Sequence[InventedCompany]) -> None:
    numbered = [company for company in companies if company.kvk_number]

    assert numbered
    assert all(company.may_count for company in numbered)
    assert any(company.may_count and not company.kvk_number for company in companies)


def test_numbers_are_plainly_made_up(companies: Sequence[InventedCompany]) -> None:
    numbers = [company.kvk_number for company in companies if company.kvk_number]

    assert all(number.startswith("00") and len(number) == 8 for number in numbers)
    assert len(set(numbers)) == len(numbers)


def test_some_companies_tell_their_name(companies: Sequence[InventedCompany]) -> None:
    named = [company for company in companies if company.name]

    assert 0.4 < len(named) / len(companies) < 0.7
    assert all("$" not in str(company.name) for company in named)

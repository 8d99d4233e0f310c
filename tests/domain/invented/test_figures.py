"""Amounts and hours of invented companies: plausible beside those of their sector."""

import random
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from statistics import mean, median
from typing import Any

import pytest

from app.content import read_hard_number_rules
from app.domain.figures import Figures, by_subtraction, labour_of
from app.domain.invented.companies import InventedCompany, invent_company
from app.domain.invented.figures import invent_figures
from app.domain.invented.model import FigureModel, InventedModel
from app.domain.productivity import HardNumber, HardNumberRules, hard_number
from tests.domain.invented.drawing import PER_HOUR

HOURS_TOLD: dict[str, Any] = {"units": {"hour_worked": 1}, "mistaken": 0, "without_purchases": 0}


@pytest.fixture(scope="module")
def companies(model: InventedModel) -> Sequence[InventedCompany]:
    draw = random.Random(1)
    return [invent_company(model, number, draw) for number in range(600)]


@cache
def hard_number_rules() -> HardNumberRules:
    return read_hard_number_rules()


def told(model: FigureModel, company: InventedCompany) -> Figures:
    draw = random.Random(repr(company))
    return invent_figures(model, company, year=2025, per_hour=PER_HOUR, draw=draw)


def judged(model: FigureModel, company: InventedCompany) -> HardNumber:
    return hard_number(told(model, company), company.profile.sector, references=(), rules=hard_number_rules())


def per_hour(figures: Figures) -> float:
    _, hours = labour_of(figures)
    return float((by_subtraction(figures) or 0) / (hours or 1))


def test_nearly_all_figures_raise_no_question(model: InventedModel, companies: Sequence[InventedCompany]) -> None:
    asked = [bool(judged(model.figures, company).checks) for company in companies]

    assert 0 < mean(asked) < 0.1


def test_value_added_lies_near_that_of_the_sector(model: InventedModel, companies: Sequence[InventedCompany]) -> None:
    figures = model.figures.model_copy(update=HOURS_TOLD)
    near = [per_hour(told(figures, company)) for company in companies if company.profile.sector == "horeca"]

    assert 0.7 < median(near) / (PER_HOUR["horeca"] * figures.price_rise) < 1.3


def test_a_sector_without_a_public_figure_has_an_invented_one(
    model: InventedModel, companies: Sequence[InventedCompany]
) -> None:
    care = next(company for company in companies if company.profile.sector == "zorg")

    assert told(model.figures, care).turnover


def test_a_stronger_company_adds_more_for_each_hour(model: InventedModel, companies: Sequence[InventedCompany]) -> None:
    figures = model.figures.model_copy(update=HOURS_TOLD)
    weak, strong = (replace(companies[0], strengths={"technologie": strength}) for strength in (0.2, 0.8))

    assert per_hour(told(figures, strong)) > per_hour(told(figures, weak))


@pytest.mark.parametrize(
    ("size", "fewest", "most"), [("1", 1, 1), ("2-9", 2, 9), ("10-49", 10, 49), ("50-249", 50, 249)]
)
def test_people_are_as_many_as_the_size_says(
    model: InventedModel, companies: Sequence[InventedCompany], size: str, fewest: int, most: int
) -> None:
    figures = model.figures.model_copy(update={"units": {"person_employed": 1}})
    persons = [told(figures, company).persons for company in companies if company.profile.size == size]

    assert all(number and fewest <= number <= most for number in persons)


def test_the_parts_come_to_nearly_the_same(model: InventedModel, companies: Sequence[InventedCompany]) -> None:
    figures = model.figures.model_copy(update={"with_parts": 1, "without_purchases": 0})
    number = judged(figures, companies[0])

    assert number.by_addition
    assert "ways_differ" not in [check.id for check in number.checks]


def test_hours_of_one_person_instead_of_all_are_asked_about(
    model: InventedModel, companies: Sequence[InventedCompany]
) -> None:
    figures = model.figures.model_copy(update={"mistaken": 1})
    large = next(company for company in companies if company.profile.size == "50-249")

    assert "few_hours_per_person" in [check.id for check in judged(figures, large).checks]


def test_amounts_are_told_in_three_digits(model: InventedModel, companies: Sequence[InventedCompany]) -> None:
    for company in companies:
        turnover = told(model.figures, company).turnover
        assert turnover
        assert len(str(int(Fraction(turnover))).rstrip("0")) <= 3

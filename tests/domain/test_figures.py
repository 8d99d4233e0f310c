"""The figures that an owner tells: what is value added, what is labour, and what cannot be."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from pydantic import ValidationError

from app.domain.figures import LabourUnit, by_addition, by_subtraction, labour_of
from tests.builders import PARTS, figures


def test_value_added_is_turnover_without_purchases() -> None:
    assert by_subtraction(figures(turnover=1200.5, purchases=700)) == Fraction("500.5")


def test_value_added_is_also_what_it_went_to() -> None:
    assert by_addition(figures(**PARTS)) == 500


def test_a_loss_counts() -> None:
    assert by_addition(figures(**PARTS | {"result": -90})) == 320


@pytest.mark.parametrize("missing", ["turnover", "purchases"])
def test_an_amount_that_is_missing_is_not_zero(missing: str) -> None:
    told: Mapping[str, Any] = {"turnover": 1000, "purchases": 0} | {missing: None}

    assert by_subtraction(figures(**told)) is None


@pytest.mark.parametrize("missing", PARTS)
def test_a_part_that_is_missing_is_not_zero(missing: str) -> None:
    assert by_addition(figures(**PARTS | {missing: None})) is None


@pytest.mark.parametrize(
    ("told", "unit"),
    [
        ({"hours_worked": 3, "labour_years": 2, "persons": 1}, LabourUnit.HOUR_WORKED),
        ({"labour_years": 2, "persons": 1}, LabourUnit.LABOUR_YEAR),
        ({"persons": 1}, LabourUnit.PERSON_EMPLOYED),
        ({}, None),
    ],
)
def test_labour_is_counted_in_the_best_unit_that_is_told(told: Mapping[str, Any], unit: LabourUnit | None) -> None:
    assert labour_of(figures(**told)) == (unit, next(iter(told.values()), None))


@pytest.mark.parametrize(
    "told",
    [
        {"turnover": "1.250.000"},
        {"turnover": "1e99"},
        {"turnover": True},
        {"turnover": -1},
        {"turnover": 10**13},
        {"result": -(10**13)},
        {"result": float("inf")},
        {"result": float("nan")},
        {"hours_worked": 0},
        {"persons": 0},
        {"year": 20},
        {"omzet": 5},
    ],
)
def test_what_no_company_has_is_refused(told: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        figures(**told)


def test_decimals_are_read_as_they_are_written() -> None:
    assert figures(turnover=0.1).turnover == Fraction(1, 10)


def test_what_is_told_has_a_text_by_field() -> None:
    told = figures(year=2025, turnover=780_000, hours_worked=8900.25)

    assert told.as_text == {"year": "2025", "turnover": "780000", "hours_worked": "8900.25"}


def test_a_zero_is_told() -> None:
    assert figures().is_empty
    assert not figures(interest=0).is_empty

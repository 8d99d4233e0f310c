"""The hard number: value added for each unit of labour, what is asked about it, and what may stand beside it."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.figures import LabourUnit
from app.domain.productivity import HardNumber, HardNumberRules, ReferenceFigure, hard_number
from tests.builders import PARTS, figures

RULES = HardNumberRules.model_validate(
    {
        "units": {unit: {"words": f"per {unit}", "decimals": 2} for unit in LabourUnit},
        "checks": [
            {"id": name, "measure": measure, "question": "Klopt dat?", "fields": ["turnover"], "source": "SER"} | limits
            for name, measure, limits in (
                ("low", "value_added_per_hour_worked", {"below": 10}),
                ("high", "value_added_per_hour_worked", {"above": 300}),
                ("low_year", "value_added_per_labour_year", {"below": 17000, "above": 510000}),
                ("low_person", "value_added_per_person_employed", {"below": 2000}),
                ("hours", "hours_per_person", {"below": 200, "above": 3000}),
                ("hours_year", "hours_per_labour_year", {"below": 1000, "above": 3000}),
                ("purchases", "purchases_beyond_turnover", {"above": 0}),
                ("ways", "difference_between_ways", {"above": 0.1}),
            )
        ],
        "without_reference": [
            {"sector": "zorg", "reason": "Anderen bepalen de prijs.", "has_context": False, "source": "SER"},
            {"sector": "overig", "reason": "Te veel soorten.", "has_context": True, "source": "SER"},
        ],
        "no_unit": {"person_employed": "Niet per persoon."},
        "no_figure": "Geen cijfer.",
        "not_years": {"horeca": [2020, 2021]},
        "context": "totaal",
        "source": "SER",
    }
)


def reference(sector: str = "handel", unit: str = "hour_worked", year: int = 2018, value: Any = 47) -> ReferenceFigure:
    words = set(ReferenceFigure.model_fields) - {"sector", "unit", "year", "value"}
    known = {"sector": sector, "unit": unit, "year": year, "value": value}
    return ReferenceFigure.model_validate(known | dict.fromkeys(words, "x"))


def number(sector: str = "handel", references: Sequence[ReferenceFigure] = (), **told: Any) -> HardNumber:
    return hard_number(figures(**told), sector, references=references, rules=RULES)


def asked(**told: Any) -> set[str]:
    return {check.id for check in number(**told).checks}


def test_a_sector_without_a_reference_knows_why_before_anything_is_told() -> None:
    assert RULES.reason_without_reference("zorg") == "Anderen bepalen de prijs."
    assert RULES.reason_without_reference("handel") is None


def test_turnover_goes_before_the_parts() -> None:
    assert number(turnover=1000, purchases=480, **PARTS).value_added == 520


def test_the_parts_do_when_turnover_is_missing() -> None:
    assert number(**PARTS).value_added == 500


def test_the_number_is_value_added_per_unit() -> None:
    assert number(turnover=1000, purchases=400, hours_worked=7.5).per_unit == 80


@pytest.mark.parametrize("told", [{"turnover": 10, "purchases": 1}, {"hours_worked": 5}, {}])
def test_there_is_no_number_without_amounts_or_labour(told: Mapping[str, Any]) -> None:
    assert number(**told).per_unit is None


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"turnover": 10_000, "purchases": 1, "hours_worked": 1000}, {"low"}),
        ({"turnover": 10_000, "purchases": 0, "hours_worked": 1000}, set()),
        ({"turnover": 300_000, "purchases": 0, "hours_worked": 1000}, set()),
        ({"turnover": 300_001, "purchases": 0, "hours_worked": 1000}, {"high"}),
        ({"turnover": 16_999, "purchases": 0, "labour_years": 1}, {"low_year"}),
        ({"turnover": 510_001, "purchases": 0, "labour_years": 1}, {"low_year"}),
        ({"turnover": 1_999, "purchases": 0, "persons": 1}, {"low_person"}),
        ({"hours_worked": 199, "persons": 1}, {"hours"}),
        ({"hours_worked": 3001, "persons": 1}, {"hours"}),
        ({"hours_worked": 3000, "persons": 1}, set()),
        ({"hours_worked": 999, "labour_years": 1}, {"hours_year"}),
        ({"turnover": 100, "purchases": 101}, {"purchases"}),
        ({"turnover": 100, "purchases": 100}, set()),
        ({"turnover": 1000, "purchases": 445, **PARTS}, set()),
        ({"turnover": 1000, "purchases": 444, **PARTS}, {"ways"}),
        ({"turnover": 0, "purchases": 0, **dict.fromkeys(PARTS, 0)}, set()),
        ({}, set()),
    ],
)
def test_it_asks_about_what_is_hard_to_believe(told: dict[str, Any], expected: set[str]) -> None:
    assert asked(**told) == expected


def test_a_question_keeps_nobody_from_a_number() -> None:
    strange = number(turnover=10, purchases=1, hours_worked=1000, references=[reference()])

    assert strange.checks
    assert strange.per_unit == Fraction(9, 1000)
    assert strange.reference is not None


def test_the_reference_is_of_the_same_sector_and_unit() -> None:
    right, others = reference(), [reference("horeca"), reference(unit="labour_year"), reference("totaal")]

    assert number(references=[*others, right], hours_worked=1).reference == right


def test_the_newest_reference_is_shown() -> None:
    newest = reference(year=2024)

    assert number(references=[reference(), newest, reference(year=2021)], hours_worked=1).reference == newest


def test_of_two_of_one_year_the_first_is_shown() -> None:
    refreshed = reference(value=50)

    assert number(references=[refreshed, reference()], hours_worked=1).reference == refreshed


def test_a_year_that_says_nothing_about_a_sector_is_passed_over() -> None:
    old, corona = reference("horeca", year=2019), reference("horeca", year=2021)

    assert number("horeca", [corona, old], hours_worked=1).reference == old
    assert number("horeca", [corona], hours_worked=1).reference is None


def test_a_reference_says_how_much_older_it_is() -> None:
    assert number(references=[reference(year=2018)], year=2025, hours_worked=1).years_apart == 7
    assert number(references=[reference(year=2018)], hours_worked=1).years_apart is None
    assert number(year=2025, hours_worked=1).years_apart is None


@pytest.mark.parametrize(
    ("sector", "told", "reason"),
    [
        ("zorg", {"hours_worked": 1}, "Anderen bepalen de prijs."),
        ("overig", {"hours_worked": 1}, "Te veel soorten."),
        ("handel", {"persons": 1}, "Niet per persoon."),
        ("handel", {"labour_years": 1}, "Geen cijfer."),
        ("handel", {}, None),
        ("zorg", {}, "Anderen bepalen de prijs."),
    ],
)
def test_without_a_reference_it_says_why(sector: str, told: Mapping[str, Any], reason: str | None) -> None:
    found = number(sector, [reference(), reference("zorg"), reference("overig")], **told)

    assert (found.reference, found.no_reference) == (None, reason)


def test_beside_a_reference_there_is_no_such_reason() -> None:
    assert number(references=[reference()], hours_worked=1).no_reference is None


@pytest.mark.parametrize(("sector", "is_shown"), [("handel", True), ("overig", True), ("zorg", False)])
def test_the_whole_economy_is_context_in_the_same_unit(sector: str, is_shown: bool) -> None:
    whole, other = reference("totaal"), reference("totaal", unit="labour_year")

    assert number(sector, [other, whole], hours_worked=1).context == ((whole,) if is_shown else ())


AMOUNT = st.none() | st.integers(0, 10**9) | st.floats(0, 10**9)
TOLD = st.fixed_dictionaries(
    dict.fromkeys(("turnover", "purchases", "interest", "staff_costs", "depreciation"), AMOUNT)
    | {"result": st.none() | st.integers(-(10**9), 10**9)}
    | {name: st.none() | st.integers(1, 10**6) for name in ("hours_worked", "labour_years", "persons")}
    | {"year": st.none() | st.integers(2000, 2100)}
)
REFERENCES = st.lists(
    st.builds(
        reference,
        st.sampled_from(["handel", "horeca", "zorg", "overig", "totaal"]),
        st.sampled_from(list(LabourUnit)),
        st.integers(2017, 2025),
        st.integers(1, 1000),
    )
)


@given(TOLD, st.sampled_from(["handel", "horeca", "zorg", "overig"]), REFERENCES)
def test_like_stands_beside_like_only(told: dict[str, Any], sector: str, references: list[ReferenceFigure]) -> None:
    found = number(sector, references, **told)

    if found.reference:
        assert (found.reference.sector, found.reference.unit) == (sector, found.unit)
        assert sector not in ("zorg", "overig")
        assert (sector, found.reference.year) not in {("horeca", 2020), ("horeca", 2021)}
    assert {each.unit for each in found.context} <= {found.unit}
    assert {each.sector for each in found.context} <= {"totaal"}


@given(TOLD, st.integers(2, 9))
def test_times_the_money_is_times_the_number(told: dict[str, Any], times: int) -> None:
    amounts: dict[str, Any] = {name: int(told[name] or 0) for name in ("turnover", "purchases", *PARTS)}
    more: dict[str, Any] = {name: amount * times for name, amount in amounts.items()}
    before, after = number(**amounts, hours_worked=7).per_unit, number(**more, hours_worked=7).per_unit

    assert before is not None
    assert after == before * times

"""How releases are made: what a specification may say, and what follows from it."""

from fractions import Fraction
from typing import Any

import pytest
from pydantic import ValidationError

from app.domain.release import Kind
from app.domain.release_specification import ReleaseSpecification, table_name
from tests.releases import BUDGET, COARSE, DIMENSIONS, DISPLAY, FINE, document, specification

HISTOGRAMS = {"by": ["size"], "measures": "histograms"}


def with_measured(*tables: dict[str, Any]) -> dict[str, Any]:
    return {"tiers": [{**FINE, "measured": tables}]}


def with_published(*tables: list[str]) -> dict[str, Any]:
    return {"tiers": [{**FINE, "published": tables}]}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"budget": {**BUDGET, "quarter": 1000}}, "a quarter that takes less than rho_per_year"),
        ({"budget": {**BUDGET, "rho_per_year": 1000.5}}, "valid integer"),
        ({"budget": {**BUDGET, "quarter": 0}}, "greater than 0"),
        ({"budget": {**BUDGET, "delta": 0}}, "greater than 0"),
        ({"budget": {**BUDGET, "delta": 0.01}}, "less than"),
        ({"dimensions": {**DIMENSIONS, "sizes": ["1", "1"]}}, "every group, sector, size and element once"),
        ({"dimensions": {**DIMENSIONS, "elements": ["a", "a"]}}, "every group, sector, size and element once"),
        (
            {"dimensions": {**DIMENSIONS, "main_groups": [*DIMENSIONS["main_groups"] * 2]}},
            "every group, sector, size and element once",
        ),
        (with_measured(HISTOGRAMS | {"share": 0.99}), "shares of rho that come to 1"),
        (with_measured(HISTOGRAMS | {"share": 0.5}, HISTOGRAMS | {"share": 0.51}), "shares of rho that come to 1"),
        (with_measured(HISTOGRAMS | {"share": 0.5}, HISTOGRAMS | {"share": 0.5}), "every table once"),
        (with_measured(HISTOGRAMS | {"by": [], "share": 1}), "at least 1 item"),
        (with_measured(HISTOGRAMS | {"by": ["municipality", "sector", "size"], "share": 1}), "at most two"),
        (with_measured(HISTOGRAMS | {"by": ["region", "municipality"], "share": 1}), "at most two"),
        (with_published(["main_group", "sector"]), "at most two"),
        (with_published(["size", "sector"]), "in this order"),
        (with_published(["region", "sector", "size"]), "at most two"),
        (with_published([], ["size"], []), "every table once"),
        ({"tiers": [COARSE]}, "the last without a bound"),
        ({"tiers": [FINE, FINE]}, "from few scans to many"),
        ({"tiers": [COARSE, COARSE, FINE]}, "from few scans to many"),
        ({"tiers": [{**COARSE, "below": 600}, COARSE, FINE]}, "from few scans to many"),
        ({"share_for_counts": 0}, "greater than 0"),
        ({"share_for_counts": 1}, "less than 1"),
        ({"display": {**DISPLAY, "least_companies": 9}}, "greater than or equal to 10"),
        ({"display": {**DISPLAY, "companies_rounded_to": 31}}, "no more than least_companies"),
        ({"display": {**DISPLAY, "lowest_share": 0}}, "greater than or equal to 1"),
        ({"display": {**DISPLAY, "highest_share": 100}}, "less than or equal to 99"),
        ({"display": {**DISPLAY, "certainty": 1}}, "less than 1"),
        ({"version": "vijf"}, "pattern"),
        ({"seed": 42}, "Extra inputs"),
    ],
)
def test_a_wrong_specification_is_refused(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        specification(**changes)


def test_shares_are_exact_decimals() -> None:
    tables = [HISTOGRAMS | {"by": [by], "share": 0.1} for by in ("size", "sector", "region")]

    assert specification(**with_measured(*tables, HISTOGRAMS | {"by": ["municipality"], "share": 0.7}))


@pytest.mark.parametrize(("expected", "tier"), [(0, "S"), (299, "S"), (300, "L"), (1_000_000, "L")])
def test_the_tier_is_the_first_that_so_many_scans_stay_below(expected: int, tier: str) -> None:
    assert specification().tier_for(expected, Kind.YEAR).id == tier


def test_a_quarter_takes_no_tier_that_is_for_years() -> None:
    years_only = specification(tiers=[{**COARSE, "quarters": False}, FINE])

    assert [years_only.tier_for(200, kind).id for kind in Kind] == ["L", "S"]


def test_the_last_tier_is_for_quarters_too() -> None:
    with pytest.raises(ValidationError, match="for quarters too"):
        specification(tiers=[COARSE, {**FINE, "quarters": False}])


@pytest.mark.parametrize(("province", "scans"), [("Utrecht", 2000), ("Zeeland", 250)])
def test_a_province_without_a_number_expects_the_usual_one(province: str, scans: int) -> None:
    assert specification().expected.of(province) == scans


def test_a_sector_has_one_main_group() -> None:
    assert specification().dimensions.group_of == {"ict": "techniek", "bouw": "techniek", "handel": "overig"}


def test_a_margin_of_90_percent_is_1_645_deviations() -> None:
    assert specification().display.deviations == pytest.approx(1.645, abs=5e-4)


def test_the_document_tells_all_of_it() -> None:
    assert ReleaseSpecification.model_validate_json(specification().document) == specification()


def test_the_document_keeps_fractions_exact() -> None:
    again = ReleaseSpecification.model_validate_json(specification().document)

    assert again.budget.delta == Fraction(1, 1_000_000)


def test_the_hash_stays_when_nothing_changes() -> None:
    assert specification().hash == ReleaseSpecification.model_validate(document()).hash


@pytest.mark.parametrize(
    "changes",
    [
        {"version": "2026.2"},
        {"budget": {**BUDGET, "quarter": 401}},
        {"display": {**DISPLAY, "source": "iemand"}},
        with_published([]),
    ],
)
def test_the_hash_tells_of_any_change(changes: dict[str, Any]) -> None:
    assert specification(**changes).hash != specification().hash


def test_a_table_is_called_after_what_it_is_by() -> None:
    assert table_name(("municipality", "size")) == "municipality_size"


def test_the_whole_province_is_a_table_too() -> None:
    assert table_name(()) == "total"


def test_a_measured_table_has_the_same_name() -> None:
    assert [table.name for table in specification().tiers[1].measured] == ["sector", "municipality_size"]

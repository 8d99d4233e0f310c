"""What a release will be: which tier, how much of rho, and when there can be none."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from app.domain.release import Release
from app.domain.release_errors import (
    PeriodNotOverError,
    ReleaseExistsError,
    SpecificationTakenError,
    TooFewForQuartersError,
    YearReleasedError,
)
from app.domain.release_period import period_of
from app.domain.release_plan import ReleasePlan, plan_release
from tests.releases import BUDGET, specification


def released(period: str, province: str = "Utrecht", **changes: Any) -> Release:
    defaults: dict[str, Any] = {
        "id": f"{province.lower()}-{period.lower()}",
        "tier": "S",
        "rho": 400,
        "specification_version": specification().version,
        "specification_hash": specification().hash,
        "specification": specification().document,
        "questionnaire_hash": "-",
        "program_version": "0",
        "published_at": datetime(2026, 1, 1, tzinfo=UTC),
    }
    kind = period_of(period).kind
    return Release(**defaults | changes | {"province": province, "period": period, "kind": kind})


def plan(
    period: str,
    *before: Release,
    province: str = "Utrecht",
    counted: int | None = None,
    today: date = date(2026, 1, 1),
    **changes: Any,
) -> ReleasePlan:
    return plan_release(
        specification(**changes),
        before,
        province=province,
        period=period_of(period),
        counted_before=counted,
        today=today,
    )


@pytest.mark.parametrize(
    ("province", "period", "expected"),
    [
        ("Utrecht", "2025", "utrecht-2025"),
        ("Utrecht", "2025Q3", "utrecht-2025q3"),
        ("Zuid-Holland", "2025", "zuid-holland-2025"),
        ("Fryslân", "2025", "fryslan-2025"),
        ("De Vier Landen", "2025", "de-vier-landen-2025"),
    ],
)
def test_a_release_is_called_after_its_province_and_period(province: str, period: str, expected: str) -> None:
    assert plan(period, province=province, counted=2000).id == expected


def test_a_year_without_quarters_spends_all() -> None:
    assert plan("2025").rho == 1000


def test_a_quarter_spends_its_part() -> None:
    assert plan("2025Q2").rho == 400


def test_a_year_spends_what_quarters_left() -> None:
    assert plan("2025", released("2025Q1"), released("2025Q2")).rho == 600


def test_a_year_spends_what_the_dearest_quarter_left() -> None:
    assert plan("2025", released("2025Q1", rho=700), released("2025Q2")).rho == 300


@pytest.mark.parametrize("other", [released("2024Q4"), released("2025Q1", province="Zeeland"), released("2024")])
def test_other_years_and_provinces_leave_all_of_it(other: Release) -> None:
    assert plan("2025", other).rho == 1000


@pytest.mark.parametrize(("counted", "tier"), [(None, "L"), (0, "S"), (295, "S"), (300, "L")])
def test_the_tier_follows_an_earlier_year_or_else_the_plan(counted: int | None, tier: str) -> None:
    assert plan("2025", counted=counted).tier.id == tier


@pytest.mark.parametrize(("counted", "tier"), [(1196, "S"), (1200, "L")])
def test_a_quarter_expects_a_quarter_of_the_year(counted: int, tier: str) -> None:
    assert plan("2025Q2", counted=counted).tier.id == tier


def test_what_is_expected_is_told() -> None:
    assert (plan("2025").expected, plan("2025Q1").expected) == (2000, 500)


@pytest.mark.parametrize("period", ["2025", "2025Q1"])
def test_a_period_is_released_once(period: str) -> None:
    with pytest.raises(ReleaseExistsError, match="was released before"):
        plan(period, released("2025"), released("2025Q1"))


def test_the_same_period_of_another_province_may_follow() -> None:
    assert plan("2025", released("2025", province="Zeeland")).id == "utrecht-2025"


@pytest.mark.parametrize(
    ("period", "today"), [("2025", date(2025, 12, 31)), ("2025Q3", date(2025, 9, 30)), ("2025Q1", date(2024, 1, 1))]
)
def test_a_period_has_to_be_over(period: str, today: date) -> None:
    with pytest.raises(PeriodNotOverError, match="is not over yet"):
        plan(period, today=today)


def test_a_quarter_can_be_released_the_day_after() -> None:
    assert plan("2025Q3", today=date(2025, 10, 1))


def test_a_quarter_does_not_follow_its_year() -> None:
    with pytest.raises(YearReleasedError, match="2025 was released"):
        plan("2025Q3", released("2025"))


def test_a_quarter_may_follow_the_year_before() -> None:
    assert plan("2025Q3", released("2024"))


def test_a_quarter_needs_enough_scans() -> None:
    with pytest.raises(TooFewForQuartersError, match="About 149 scans are expected in a quarter and 150 are needed"):
        plan("2025Q3", counted=599)


def test_enough_scans_make_a_quarter() -> None:
    assert plan("2025Q3", counted=600).expected == 150


def test_a_version_never_changes_its_content() -> None:
    with pytest.raises(SpecificationTakenError, match=r"Version 2026\.1"):
        plan("2025", released("2024", province="Zeeland"), budget={**BUDGET, "quarter": 500})


def test_new_content_has_a_new_version() -> None:
    assert plan("2025", released("2024"), budget={**BUDGET, "quarter": 500}, version="2026.2")

"""Which release came before another, and what changed since."""

from datetime import date

import pytest

from app.domain.changes import change_of, newest_first, releases_before, series_of
from app.domain.release_period import period_of
from tests.domain.releases import figure, outcome, release


@pytest.mark.parametrize(
    ("periods", "before"),
    [
        (["2023", "2024"], ["2024", "2023"]),
        (["2024", "2022", "2026"], ["2024", "2022"]),
        (["2024Q4", "2025Q1"], []),
        (["2025"], []),
    ],
    ids=["the latest first", "none that is later", "no quarters", "not itself"],
)
def test_years_come_before_a_year(periods: list[str], before: list[str]) -> None:
    assert releases_before(release("2025"), map(release, periods)) == list(map(release, before))


def test_quarters_come_before_a_quarter() -> None:
    earlier = [release("2024"), release("2024Q3"), release("2024Q4"), release("2025Q2")]

    assert releases_before(release("2025Q1"), earlier) == [release("2024Q4"), release("2024Q3")]


def test_another_province_came_not_before() -> None:
    assert releases_before(release("2025"), [release("2024", "Drenthe")]) == []


def test_the_newest_comes_first_and_a_year_before_its_last_quarter() -> None:
    found = newest_first(map(release, ["2024", "2025Q4", "2023", "2025", "2025Q3"]))

    assert [each.period for each in found] == ["2025", "2025Q4", "2025Q3", "2024", "2023"]


def test_provinces_of_one_period_come_by_name() -> None:
    found = newest_first([release(province="Zeeland"), release(province="Drenthe"), release("2026", "Utrecht")])

    assert [each.province for each in found] == ["Utrecht", "Drenthe", "Zeeland"]


def test_a_series_is_of_one_province_and_one_kind_in_order() -> None:
    now, before, later = release("2025"), release("2023"), release("2026")

    found = series_of(now, [later, release("2025Q1"), release("2024", "Drenthe"), now, before])

    assert found == [before, now, later]


def test_a_series_has_its_own_release_whatever_the_others_are() -> None:
    assert series_of(release("2025"), []) == [release("2025")]


def test_a_change_is_a_difference_with_the_margins_of_both() -> None:
    change = change_of("technologie", outcome(technologie=54, margin=3), outcome(technologie=50, margin=4))

    assert change == figure(4, 5)


def test_what_is_hidden_did_not_change() -> None:
    assert change_of("technologie", outcome(), outcome(technologie=50)) is None
    assert change_of("technologie", outcome(technologie=50), outcome()) is None


def test_a_year_ends_when_its_last_quarter_does() -> None:
    assert period_of("2025").day_after == period_of("2025Q4").day_after == date(2026, 1, 1)

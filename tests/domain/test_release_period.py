"""Periods of releases: what may be written, and that quarters make up years as they pass in the Netherlands."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.dutch_days import day_of
from app.domain.release import Kind
from app.domain.release_errors import PeriodError
from app.domain.release_period import Period, period_of

MOMENTS = st.datetimes(datetime(2001, 1, 2), datetime(2098, 12, 30), timezones=st.just(UTC))  # noqa: DTZ001 (bounds)


@pytest.mark.parametrize("written", ["2025", "2025Q1", "2025Q4"])
def test_a_period_is_written_as_it_is_read(written: str) -> None:
    assert str(period_of(written)) == written


def test_a_small_q_will_do() -> None:
    assert period_of("2025q3") == Period(2025, 3)


@pytest.mark.parametrize(
    "written", ["", "25", "1999", "2025Q0", "2025Q5", "2025 Q3", "2025-Q3", "2025Q3\n", "2025Q12", "٢٠٢٥"]
)
def test_anything_else_is_no_period(written: str) -> None:
    with pytest.raises(PeriodError, match="is no period"):
        period_of(written)


@pytest.mark.parametrize(("written", "kind"), [("2025", Kind.YEAR), ("2025Q3", Kind.QUARTER)])
def test_a_period_is_a_year_or_a_quarter(written: str, kind: Kind) -> None:
    assert period_of(written).kind is kind


@pytest.mark.parametrize(
    ("written", "first", "after"),
    [
        ("2025", date(2025, 1, 1), date(2026, 1, 1)),
        ("2024Q1", date(2024, 1, 1), date(2024, 4, 1)),
        ("2025Q2", date(2025, 4, 1), date(2025, 7, 1)),
        ("2025Q4", date(2025, 10, 1), date(2026, 1, 1)),
    ],
)
def test_a_period_is_whole_months(written: str, first: date, after: date) -> None:
    period = period_of(written)

    assert (period.first_day, period.day_after) == (first, after)


@given(MOMENTS)
def test_a_moment_is_in_one_quarter(moment: datetime) -> None:
    year = day_of(moment).year
    quarters = [Period(each, quarter) for each in (year - 1, year, year + 1) for quarter in (1, 2, 3, 4)]

    assert [period.year for period in quarters if moment in period] == [year]


@given(MOMENTS, st.integers(2000, 2099))
def test_quarters_make_up_a_year(moment: datetime, year: int) -> None:
    in_quarters = any(moment in Period(year, quarter) for quarter in (1, 2, 3, 4))

    assert (moment in Period(year)) is in_quarters


@pytest.mark.parametrize(
    ("moment", "expected"),
    [(datetime(2025, 12, 31, 22, 59, 59, tzinfo=UTC), True), (datetime(2025, 12, 31, 23, tzinfo=UTC), False)],
)
def test_a_year_ends_at_midnight_in_the_netherlands(moment: datetime, expected: bool) -> None:
    assert (moment in Period(2025)) is expected


@pytest.mark.parametrize(
    ("moment", "expected"),
    [(datetime(2025, 6, 30, 21, 59, 59, tzinfo=UTC), False), (datetime(2025, 6, 30, 22, tzinfo=UTC), True)],
)
def test_a_quarter_begins_at_midnight_in_summer_too(moment: datetime, expected: bool) -> None:
    assert (moment in Period(2025, 3)) is expected

"""Dates as people in the Netherlands type them."""

from datetime import date

import pytest

from app.web.dates import read_coming_date, read_date, short_date

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("5-3-2027", date(2027, 3, 5)),
        ("05-03-27", date(2027, 3, 5)),
        ("5 / 3 / 2027", date(2027, 3, 5)),
        ("5.3.2027", date(2027, 3, 5)),
        ("05032027", date(2027, 3, 5)),
        ("2027-03-05", date(2027, 3, 5)),
        ("5 Maart 2027", date(2027, 3, 5)),
        ("5 mrt. 2027", date(2027, 3, 5)),
        ("29-2-2028", date(2028, 2, 29)),
        ("29-2-2027", None),
        ("3-15-2027", None),
        ("0-0-0000", None),
        ("5 smarch 2027", None),
        ("5-3", None),
        ("١٢-٣-٢٠٢٧", None),
        ("morgen", None),
        ("", None),
    ],
)
def test_a_typed_date_is_read(typed: str, day: date | None) -> None:
    assert read_date(typed) == day


@pytest.mark.parametrize("day", [TODAY, date(2028, 11, 22)])
def test_today_and_two_years_ahead_are_days_to_choose(day: date) -> None:
    assert read_coming_date(short_date(day), today=TODAY) == (day, "")


@pytest.mark.parametrize(
    ("typed", "words"),
    [("21-11-2026", "al voorbij"), ("23-11-2028", "tot en met 22 november 2028"), ("soon", "“soon”")],
)
def test_another_day_is_refused_with_the_reason(typed: str, words: str) -> None:
    day, error = read_coming_date(typed, today=TODAY)

    assert (day, words in error) == (None, True)

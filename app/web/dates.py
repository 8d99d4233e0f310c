"""Dates as people in the Netherlands type them."""

import re
from datetime import date

from app.rendering.filters import MONTHS, long_date
from app.web.messages import message

_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/. ]+([0-9]{1,2}|[a-z]{3,9})[-/. ]+([0-9]{4}|[0-9]{2})")
_YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DIGITS_ALONE = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4})")
_SHORT_WORDS = {"mrt": "maart"}
_YEARS_AHEAD = 2


def read_date(typed: str) -> date | None:
    """Read a date with the day first, in digits or with the name of the month, or None.

    >>> read_date("5-3-2027"), read_date("05/03/27"), read_date("5 mrt. 2027"), read_date("31-2-2027")
    (datetime.date(2027, 3, 5), datetime.date(2027, 3, 5), datetime.date(2027, 3, 5), None)
    """
    written = " ".join(typed.lower().split())
    if found := _YEAR_FIRST.fullmatch(written):
        year, month, day = found.groups()
    elif found := _DAY_FIRST.fullmatch(written) or _DIGITS_ALONE.fullmatch(written):
        day, month, year = found.groups()
    else:
        return None
    return _date_of(year, month, day)


def _date_of(year: str, month: str, day: str) -> date | None:
    century = "20" if len(year) == 2 else ""
    try:
        return date(int(century + year), _number_of(month), int(day))
    except ValueError:
        return None


def _number_of(month: str) -> int:
    """Return the number of a month, 0 for what is none."""
    word = _SHORT_WORDS.get(month, month)
    names = (number for number, name in enumerate(MONTHS, start=1) if name.startswith(word))
    return int(month) if month.isdigit() else next(names, 0)


def read_coming_date(typed: str, *, today: date) -> tuple[date | None, str]:
    """Read a date from today to two years ahead, with a message if it is another or none; nothing typed is no date."""
    if not typed:
        return None, ""
    day = read_date(typed)
    last = date(today.year + _YEARS_AHEAD, today.month, min(today.day, 28))
    if day is None:
        return None, message("dates", "unknown", typed=typed)
    if day < today:
        return None, message("dates", "past", today=short_date(today))
    return (day, "") if day <= last else (None, message("dates", "far", last=long_date(last)))


def short_date(day: date | None) -> str:
    """Return a date as a form has it, empty for none.

    >>> short_date(date(2027, 3, 5))
    '5-3-2027'
    """
    return f"{day.day}-{day.month}-{day.year}" if day else ""

"""Numbers and dates the Dutch way, for every template.

Values come in exact; each is rounded here, once, half away from zero.
"""

from datetime import date
from fractions import Fraction
from math import floor

_MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)


def points(value: Fraction) -> str:
    """Return a score from 0 to 100 as a whole number.

    >>> points(Fraction("61.5")), points(Fraction("61.49")), points(Fraction(0))
    ('62', '61', '0')
    """
    return str(_rounded(value))


def signed(value: Fraction) -> str:
    """Return a difference as a whole number with its sign; the minus is a real one.

    >>> signed(Fraction(12)), signed(Fraction("-7.5")), signed(Fraction("-0.4"))
    ('+12', '−8', '0')
    """
    size = _rounded(abs(value))
    sign = "−" if value < 0 else "+"
    return f"{sign}{size}" if size else "0"


def share(value: Fraction) -> str:
    """Return a share of 1 as a whole percentage.

    >>> share(Fraction(2, 3)), share(Fraction(1))
    ('67%', '100%')
    """
    return f"{_rounded(100 * value)}%"


def decimal(value: Fraction) -> str:
    """Return a number with a decimal comma and at most two decimals.

    >>> decimal(Fraction("18.75")), decimal(Fraction("37.50")), decimal(Fraction(25)), decimal(Fraction(-1, 3))
    ('18,75', '37,5', '25', '−0,33')
    """
    whole, hundredths = divmod(_rounded(100 * abs(value)), 100)
    digits = f"{whole},{hundredths:02}".rstrip("0").rstrip(",")
    return f"−{digits}" if value < 0 and digits != "0" else digits


def long_date(day: date) -> str:
    """Return a date in words.

    >>> long_date(date(2026, 11, 22))
    '22 november 2026'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def iso_date(day: date) -> str:
    """Return a date for the `datetime` attribute.

    >>> iso_date(date(2026, 3, 1))
    '2026-03-01'
    """
    return day.isoformat()


def sentence(text: str) -> str:
    """Return a text as a sentence: with a capital, and a full stop unless it ends itself.

    >>> sentence("twee uur per week"), sentence("Wie helpt?")
    ('Twee uur per week.', 'Wie helpt?')
    """
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")


def _rounded(value: Fraction) -> int:
    return floor(value + Fraction(1, 2))

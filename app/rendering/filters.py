"""Numbers and dates the Dutch way, for every template.

Values come in exact; each is rounded here, once, half away from zero.
"""

import re
from datetime import date, datetime
from fractions import Fraction
from math import ceil, floor

from markupsafe import Markup, escape

from app.domain.dutch_days import NETHERLANDS

MONTHS = (
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

_DUTCH_SIGNS = str.maketrans(",.", ".,")
_KEPT_TOGETHER = re.compile(r"\b\w+(?:-\w+)+|€ [\d.,]+\d|€ \d")


def points(value: Fraction) -> str:
    """Return a score from 0 to 100 with one decimal.

    >>> points(Fraction("61.45")), points(Fraction(62)), points(Fraction("29.63"))
    ('61,5', '62', '29,6')
    """
    return _with_comma(value, 1)


def span(low: Fraction, high: Fraction) -> str:
    """Return a range of scores in whole numbers that surely hold it.

    >>> span(Fraction("44.4"), Fraction("77.1")), span(Fraction(40), Fraction(60))
    ('44–78', '40–60')
    """
    return f"{floor(low)}–{ceil(high)}"


def signed(value: Fraction) -> str:
    """Return a difference with one decimal and its sign; the minus is a real one.

    >>> signed(Fraction(12)), signed(Fraction("-7.5")), signed(Fraction("-0.04"))
    ('+12', '−7,5', '0')
    """
    size = _with_comma(abs(value), 1)
    sign = "−" if value < 0 else "+"
    return size if size == "0" else f"{sign}{size}"


def share(value: Fraction) -> str:
    """Return a share of 1 as a whole percentage.

    >>> share(Fraction(2, 3)), share(Fraction(1))
    ('67%', '100%')
    """
    return f"{rounded(100 * value, 0)}%"


def decimal(value: Fraction) -> str:
    """Return a number with a decimal comma and at most two decimals.

    >>> decimal(Fraction("18.75")), decimal(Fraction("37.50")), decimal(Fraction(25)), decimal(Fraction(-1, 3))
    ('18,75', '37,5', '25', '−0,33')
    """
    return _with_comma(value, 2)


def whole(value: Fraction) -> str:
    """Return a number without decimals.

    >>> whole(Fraction("114.5")), whole(Fraction(80)), whole(Fraction(0))
    ('115', '80', '0')
    """
    return _with_comma(value, 0)


def amount(value: Fraction, places: int | None = None) -> str:
    """Return an amount with dots between thousands, and this many decimals; by default two, unless it is whole.

    >>> amount(Fraction(1250000)), amount(Fraction("37.8")), amount(Fraction(-5000))
    ('1.250.000', '37,80', '−5.000')
    >>> amount(Fraction(37), 2), amount(Fraction("90449.6"), 0)
    ('37,00', '90.450')
    """
    exact = rounded(abs(value), 2 if places is None else places)
    shown = places if places is not None else 0 if exact.denominator == 1 else 2
    digits = f"{float(exact):,.{shown}f}".translate(_DUTCH_SIGNS)
    return f"−{digits}" if value < 0 and exact else digits


def long_date(day: date) -> str:
    """Return a date in words.

    >>> long_date(date(2026, 11, 22))
    '22 november 2026'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def moment(at: datetime) -> str:
    """Return a moment as it is in the Netherlands.

    >>> moment(datetime.fromisoformat("2026-11-22T13:05:00+00:00"))
    '22 november 2026, 14:05 uur'
    """
    local = at.astimezone(NETHERLANDS)
    return f"{long_date(local.date())}, {local:%H:%M} uur"


def period(days: int) -> str:
    """Return a number of days in words, in whole years where that is exact.

    >>> period(90), period(1), period(730)
    ('90 dagen', '1 dag', '2 jaar')
    """
    if days % 365 == 0:
        return f"{days // 365} jaar"
    return "1 dag" if days == 1 else f"{days} dagen"


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


def within_sentence(name: str) -> str:
    """Return the name of an element as it stands within a sentence.

    >>> within_sentence("Dienend leiderschap")
    'dienend leiderschap'
    """
    return name[:1].lower() + name[1:]


def unbroken(text: str) -> Markup:
    """Return a text in which the stylesheet keeps a word with a hyphen or an amount of money on one line.

    >>> unbroken("Kies A & Co-creatie.")
    Markup('Kies A &amp; <span class="unbroken">Co-creatie</span>.')
    >>> unbroken("tot € 500")
    Markup('tot <span class="unbroken">€ 500</span>')
    """
    return Markup(_KEPT_TOGETHER.sub(r'<span class="unbroken">\g<0></span>', str(escape(text))))


def _with_comma(value: Fraction, places: int) -> str:
    digits = f"{float(rounded(abs(value), places)):.{places}f}".replace(".", ",")
    digits = digits.rstrip("0").rstrip(",") if places else digits
    return f"−{digits}" if value < 0 and digits != "0" else digits


def rounded(value: Fraction, places: int) -> Fraction:
    """Round half away from zero to this many decimals.

    >>> rounded(Fraction(45, 4), 1), rounded(Fraction(-45, 4), 1)
    (Fraction(113, 10), Fraction(-113, 10))
    """
    scaled = floor(abs(value) * 10**places + Fraction(1, 2))
    return Fraction(scaled if value > 0 else -scaled, 10**places)

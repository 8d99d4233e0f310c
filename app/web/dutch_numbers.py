"""Numbers as people in the Netherlands type them."""

import re
from fractions import Fraction

_AROUND = re.compile(r"[\s\u00a0\u202f€]")
_CURRENCY = re.compile(r"^euro?|(?:,[-=])?(?:euro?)?\.?$", re.IGNORECASE)
_WITH_DOTS = re.compile(r"-?[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,4}(?:,[0-9]{1,2})?")
_PLAIN = re.compile(r"-?[0-9]{1,15}(?:[.,][0-9]{1,2})?")
_MINUS = str.maketrans("−–", "--")


def read_number(typed: str) -> Fraction | None:
    """Read a number with dots or spaces between thousands and a comma for decimals, or None.

    >>> read_number("€ 1.250.000,-"), read_number("1250,5 euro"), read_number("1.25,0"), read_number("veel")
    (Fraction(1250000, 1), Fraction(2501, 2), None, None)
    """
    written = _CURRENCY.sub("", _AROUND.sub("", typed).translate(_MINUS))
    if _WITH_DOTS.fullmatch(written):
        return Fraction(written.replace(".", "").replace(",", "."))
    return Fraction(written.replace(",", ".")) if _PLAIN.fullmatch(written) else None

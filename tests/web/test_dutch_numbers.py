"""Numbers as people in the Netherlands type them."""

from fractions import Fraction

import pytest

from app.web.dutch_numbers import read_number


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1250", 1250),
        ("1.250", 1250),
        ("1 250", 1250),
        ("€ 1.250,-", 1250),
        ("95000 euro", 95000),
        ("1.250,50 Euro", Fraction("1250.5")),
        ("EUR 1.250,=", 1250),
        ("1.250 euro.", 1250),
        ("1.250,5", Fraction("1250.5")),
        ("12,50", Fraction("12.5")),
        ("12.5", Fraction("12.5")),
        ("−1.000", -1000),
        ("0", 0),
        ("0.125", None),
        ("1,250", None),
        ("1.2500", None),
        ("1e9", None),
        ("١٢", None),
        ("9" * 16, None),
        ("-", None),
        ("1--2", None),
        ("euro", None),
    ],
)
def test_a_number_is_read_as_people_write_it(typed: str, number: Fraction | int | None) -> None:
    assert read_number(typed) == number

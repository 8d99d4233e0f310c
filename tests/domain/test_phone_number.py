"""What a phone number is: digits enough to ring, and what people put between them."""

import pytest

from app.domain.phone_number import is_phone_number, with_plain_dashes


@pytest.mark.parametrize("text", ["0570 12 34 56", "(0570) 123456", "+31 6-12345678", "06.12.34.56.78", "112 112"])
def test_a_number_may_be_written_in_many_ways(text: str) -> None:
    assert is_phone_number(text)


@pytest.mark.parametrize("text", ["", "12345", "bel maar", "0570 12 34 5x", "0570 123456\n", "1" * 31, "-- -- -- --"])
def test_what_cannot_be_rung_is_no_number(text: str) -> None:
    assert not is_phone_number(text)


@pytest.mark.parametrize("dash", ["-", "\u2010", "\u2011", "\u2013", "\u2014"])
def test_any_dash_between_digits_will_do(dash: str) -> None:
    assert with_plain_dashes(f"06{dash}12345678") == "06-12345678"

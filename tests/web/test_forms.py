"""Clean text from forms."""

import pytest

from app.web.forms import clean_text


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("  Deventer ", "Deventer"),
        ("Café", "Café"),
        ("a\x00b\x07c", "abc"),
        ("een\ntwee\tdrie", "een\ntwee\tdrie"),
        ("\ud800x", "x"),
        ("’s-Hertogenbosch", "’s-Hertogenbosch"),
    ],
)
def test_text_has_one_form_and_no_control_characters(typed: str, expected: str) -> None:
    assert clean_text(typed) == expected

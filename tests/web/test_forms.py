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
        ("\u202eabc\u202c \u2066def\u2069", "abc def"),
        ("a\ufffeb\U0001ffffc\ufdd0", "abc"),
        ("👩🏽\u200d🍳 \u200fא", "👩🏽\u200d🍳 \u200fא"),
    ],
)
def test_text_has_one_form_and_nothing_that_no_page_can_show(typed: str, expected: str) -> None:
    assert clean_text(typed) == expected

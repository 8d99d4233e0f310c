"""Texts as searches compare them."""

import pytest

from app.domain.folding import folded


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Café De Büren", "cafe de buren"),
        ("  Twee \t  woorden\n", "twee woorden"),
        ("STRAẞE", "strasse"),
        ("e\N{COMBINING ACUTE ACCENT}en", "een"),
        ("", ""),
    ],
)
def test_capitals_accents_and_spaces_make_no_difference(text: str, found: str) -> None:
    assert folded(text) == found

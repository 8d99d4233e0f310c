"""What a program would rather have, by its Accept header."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.web.accepting import prefers


def would_rather_have_csv(accept: str) -> bool:
    return prefers(accept, "text/csv", over="application/json")


@pytest.mark.parametrize(
    "accept",
    [
        "text/csv",
        "TEXT/CSV",
        "text/csv;header=present",
        "text/*",
        "text/csv, */*;q=0.9",
        "application/json;q=0.5, text/csv;q=0.6",
        "application/json;q=0, */*",
        "text/*;q=0.2, text/csv;q=0.8, application/*;q=0.5",
    ],
)
def test_who_gives_it_more_weight_gets_csv(accept: str) -> None:
    assert would_rather_have_csv(accept)


@pytest.mark.parametrize(
    "accept",
    [
        "",
        "*/*",
        "application/json",
        "text/csv, application/json",
        "text/csv;q=0.5, application/json",
        "text/csv;q=0",
        "text/csv;q=veel",
        "text/csv;q=2",
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "image/png",
        "text/*, text/csv;q=0.1, application/json;q=0.2",
    ],
)
def test_everybody_else_gets_json(accept: str) -> None:
    assert not would_rather_have_csv(accept)


@given(st.text())
def test_no_header_is_too_odd(accept: str) -> None:
    would_rather_have_csv(accept)

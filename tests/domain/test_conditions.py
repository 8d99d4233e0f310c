"""Conditions: each of the four forms, and what an absent answer or score does."""

from fractions import Fraction
from typing import Any

import pytest
from pydantic import ValidationError

from app.domain.conditions import Condition, Facts, all_hold
from tests.builders import profile

FACTS = Facts(profile(sector="zorg", family_business=True), {"q1": "a"}, {"technologie": Fraction(40)})


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"profile": {"sector": ["zorg", "handel"]}}, True),
        ({"profile": {"sector": ["handel"]}}, False),
        ({"profile": {"sector": ["zorg"], "size": ["1"]}}, False),
        ({"profile": {"family_business": [True]}}, True),
        ({"answer": {"q1": ["a", "b"]}}, True),
        ({"answer": {"q1": ["b"]}}, False),
        ({"answer": {"q2": ["a"]}}, False),
        ({"score": {"technologie": {"below": 40}}}, False),
        ({"score": {"technologie": {"at_least": 40}}}, True),
        ({"score": {"technologie": {"at_least": 30, "below": 41}}}, True),
        ({"score": {"slimmer_werken": {"below": 100}}}, False),
        ({"any": [{"answer": {"q1": ["b"]}}, {"profile": {"sector": ["zorg"]}}]}, True),
        ({"any": [{"answer": {"q1": ["b"]}}]}, False),
    ],
)
def test_a_condition_holds(condition: dict[str, Any], expected: bool) -> None:
    assert Condition.model_validate(condition).holds(FACTS) is expected


def test_no_conditions_always_hold() -> None:
    assert all_hold((), FACTS)


@pytest.mark.parametrize(
    "condition",
    [{}, {"answer": {"q1": ["a"]}, "profile": {"size": ["1"]}}, {"score": {"technologie": {}}}, {"not": []}],
)
def test_a_condition_has_exactly_one_form(condition: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Condition.model_validate(condition)

"""The small language in which content says when a question, action or headline applies.

A list of conditions holds when all of them hold. A condition has exactly one of four forms:
`profile`, `answer`, `score` and `any`. They are described in `scan_questions/README.md`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Annotated, Self

from pydantic import Field, model_validator

from app.domain.parsed import Number, Parsed
from app.domain.profile import Profile, ProfileField

OVERALL_SCORES = ("index", "balance", "spread")


class Bounds(Parsed):
    """Limits of a score from 0 to 100: `at_least` includes its value, `below` does not."""

    at_least: Number | None = None
    below: Number | None = None

    @model_validator(mode="after")
    def _bounds_something(self) -> Self:
        if self.at_least is None and self.below is None:
            raise ValueError("expected at_least, below or both")
        return self

    def contain(self, score: Fraction) -> bool:
        return (self.at_least is None or score >= self.at_least) and (self.below is None or score < self.below)


class Condition(Parsed):
    """One condition, in exactly one of its four forms."""

    profile: Annotated[dict[ProfileField, tuple[bool | str, ...]], Field(min_length=1)] | None = None
    answer: Annotated[dict[str, tuple[str, ...]], Field(min_length=1)] | None = None
    score: Annotated[dict[str, Bounds], Field(min_length=1)] | None = None
    any: Annotated[tuple["Condition", ...], Field(min_length=1)] | None = None

    @model_validator(mode="after")
    def _has_one_form(self) -> Self:
        if len(self.model_fields_set) != 1:
            raise ValueError("expected exactly one of profile, answer, score, any")
        return self

    def holds(self, facts: "Facts") -> bool:
        """Tell whether the condition holds; one about an unanswered question or an absent score does not."""
        if self.profile is not None:
            return all(getattr(facts.profile, key) in allowed for key, allowed in self.profile.items())
        if self.answer is not None:
            return all(facts.answers.get(key) in allowed for key, allowed in self.answer.items())
        if self.score is not None:
            return all(key in facts.scores and bounds.contain(facts.scores[key]) for key, bounds in self.score.items())
        return any(condition.holds(facts) for condition in self.any or ())


Conditions = tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What conditions are held against. `scores` has the ids of elements and of the overall scores, if known."""

    profile: Profile
    answers: Mapping[str, str] = field(default_factory=dict)
    scores: Mapping[str, Fraction] = field(default_factory=dict)


def all_hold(conditions: Conditions, facts: Facts) -> bool:
    return all(condition.holds(facts) for condition in conditions)


def flattened(conditions: Iterable[Condition]) -> Iterator[Condition]:
    """Yield every condition, those inside an `any` included."""
    for condition in conditions:
        yield condition
        yield from flattened(condition.any or ())

"""The ways in which conditions can hold: which answers and which kind of company it takes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice, product
from typing import TypeVar

from app.domain.conditions import Condition, Conditions
from app.domain.profile import Profile, ProfileField
from app.domain.questionnaire import Questionnaire

Wanted = Mapping[ProfileField, tuple[bool | str | None, ...]]
"""By field of the profile the values that fit."""

_MOST_WAYS = 100
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Way:
    """By question the answers that fit, and by field of the profile the values. Scores are not in it."""

    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    profile: Wanted = field(default_factory=dict)

    def narrowed(self, wanted: Wanted) -> "Way | None":
        """Return this way for companies that are also like this, or None if there are none."""
        profile = _both(self.profile, wanted)
        return Way(self.answers, profile) if all(profile.values()) else None


def ways_to_meet(questionnaire: Questionnaire, conditions: Iterable[Condition]) -> list[Way]:
    """Return a way for each choice among the alternatives in the conditions, in which the questions named are shown."""
    different: list[Way] = []
    for way in islice(_ways(questionnaire, tuple(conditions), frozenset()), _MOST_WAYS):
        if way not in different:
            different.append(way)
    return different


def companies(questionnaire: Questionnaire, wanted: Wanted) -> Iterator[Profile]:
    """Yield a company of every kind that is wanted, sizes in turn; its municipality counts only if one is wanted."""
    choices = questionnaire.profile
    offered: Wanted = {
        "goal": tuple(choice.id for choice in choices.goals),
        "sector": tuple(choice.id for choice in choices.sectors),
        "family_business": (False, True),
        "municipality": (None,),
        "size": tuple(choice.id for choice in choices.sizes),
    }
    fields = {**offered, **wanted}
    for values in product(*(fields[name] for name in offered)):
        yield Profile.model_validate(dict(zip(offered, values, strict=True)))


def _ways(questionnaire: Questionnaire, conditions: Conditions, shown: frozenset[str]) -> Iterator[Way]:
    for chosen in product(*(list(_alternatives(condition)) for condition in conditions)):
        named = {question_id for condition in chosen for question_id in condition.answer or ()} - shown
        if named:
            first = [
                need for question_id in sorted(named) for need in questionnaire.question_by_id[question_id].show_if
            ]
            yield from _ways(questionnaire, (*chosen, *first), shown | named)
        elif way := _way(chosen):
            yield way


def _alternatives(condition: Condition) -> Iterator[Condition]:
    if condition.any is None:
        yield condition
    else:
        for part in condition.any:
            yield from _alternatives(part)


def _way(conditions: Iterable[Condition]) -> Way | None:
    """Return what makes all of these hold, or None if they contradict each other."""
    answers: Mapping[str, tuple[str, ...]] = {}
    profile: Wanted = {}
    for condition in conditions:
        answers = _both(answers, condition.answer or {})
        profile = _both(profile, condition.profile or {})
    return Way(answers, profile) if all(answers.values()) and all(profile.values()) else None


def _both(
    one: Mapping[_Key, tuple[_Value, ...]], other: Mapping[_Key, tuple[_Value, ...]]
) -> dict[_Key, tuple[_Value, ...]]:
    """Return for each key the values that fit both."""
    merged = dict(one)
    for key, values in other.items():
        merged[key] = tuple(value for value in values if value in one.get(key, values))
    return merged

"""The questionnaire as parsed: what is asked, how it counts and what may be advised.

`scan_questions/README.md` explains every key to those who write the content.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from app.domain.conditions import Condition, Conditions, Facts, Number, Parsed, Profile, ProfileField

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=40)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600)]
Points = Annotated[Number, Field(ge=0, le=100)]
Share = Annotated[Number, Field(ge=0, le=1)]
Weight = Annotated[Number, Field(gt=0)]
Size = Literal["S", "M", "L"]


class NoScore(StrEnum):
    """An answer that gives no score."""

    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"
    NOT_NEEDED = "not_needed"


class Choice(Parsed):
    """One thing to choose in the profile."""

    id: Code
    label: Text


class CompanySize(Choice):
    has_staff: bool = True


class ProfileChoices(Parsed):
    sectors: tuple[Choice, ...]
    sizes: tuple[CompanySize, ...]
    goals: tuple[Choice, ...]


class Theme(Parsed):
    id: Slug
    name: Text
    intro: Text
    questions: Annotated[tuple[Slug, ...], Field(min_length=1)]


class Element(Parsed):
    """A slice of the schijf van vijf. `meaning` says in one sentence what it is."""

    id: Slug
    name: Text
    meaning: Text
    weight: Weight


class Level(Parsed):
    """A band of scores, from `lower_bound` up to the next band."""

    id: Slug
    name: Text
    meaning: Text
    lower_bound: Points


class ScoreRules(Parsed):
    """When a score may be shown."""

    minimum_coverage: Share
    minimum_answers: Annotated[int, Field(ge=1)]
    maximum_excused: Share
    source: Text


class BalanceRules(Parsed):
    """One element against the mean of the others: ahead from `threshold` points, behind below minus that."""

    element: Slug
    threshold: Points
    ahead: Text
    behind: Text
    even: Text
    source: Text


class PlanRules(Parsed):
    """The numbers behind the order of a plan; `target` is the level that every element aims at."""

    actions: Annotated[int, Field(ge=1)]
    elements: Annotated[int, Field(ge=1)]
    target: Slug
    effort: dict[Size, Weight]
    effect: dict[Size, Weight]
    goal_fit: Weight
    reasons: Annotated[int, Field(ge=1)]
    strengths: Annotated[int, Field(ge=1)]
    strength_from: Share
    bottleneck_to: Share
    source: Text


class Headline(Parsed):
    """The result in one sentence; `${strongest}` and `${weakest}` stand for the names of elements."""

    id: Slug
    when: Conditions = ()
    text: Text


class Option(Parsed):
    code: Code
    value: Share


class AnswerSet(Parsed):
    id: Slug
    options: Annotated[tuple[Option, ...], Field(min_length=4, max_length=5)]


class DescribedLevel(Parsed):
    """What one would see in the company at this option."""

    label: Text
    text: Text | None = None


class Variant(Parsed):
    """Other words for companies of this kind; what it leaves out stays as it is."""

    profile: Annotated[dict[ProfileField, tuple[bool | str, ...]], Field(min_length=1)]
    text: Text | None = None
    help: Text | None = None
    evidence: Text | None = None
    levels: dict[Code, DescribedLevel] = {}
    strength: Text | None = None
    bottleneck: Text | None = None


class Wording(Parsed):
    """The words of a question for one company; `evidence` asks for what would show the level."""

    text: Text
    help: Text | None = None
    evidence: Text | None = None
    levels: dict[Code, DescribedLevel]
    strength: Text
    bottleneck: Text


class Question(Wording):
    """One question. `elements` maps the elements it counts for to its weight there."""

    id: Slug
    depth: Literal["core", "full"]
    measures: Text
    source: Text
    answer_set: Slug
    elements: Annotated[dict[Slug, Annotated[int, Field(ge=1, le=5)]], Field(min_length=1)]
    allows: tuple[NoScore, ...] = (NoScore.UNKNOWN,)
    allows_reason: Text | None = None
    show_if: Conditions = ()
    variants: tuple[Variant, ...] = ()

    @model_validator(mode="after")
    def _gives_a_reason_for_no_score(self) -> Self:
        if set(self.allows) - {NoScore.UNKNOWN} and not self.allows_reason:
            raise ValueError("allows_reason is missing; say why not_applicable or not_needed is a fair answer")
        return self

    def variant_for(self, profile: Profile) -> Variant | None:
        """Return the first variant that fits the company."""
        fitting = (variant for variant in self.variants if Condition(profile=variant.profile).holds(Facts(profile)))
        return next(fitting, None)

    def wording_for(self, profile: Profile) -> Wording:
        """Return the question in the words for this company."""
        words = Wording.model_construct(**{name: getattr(self, name) for name in Wording.model_fields})
        variant = self.variant_for(profile)
        if variant is None:
            return words
        changed = {name: value for name in Wording.model_fields if (value := getattr(variant, name))}
        return words.model_copy(update=changed | {"levels": self.levels | variant.levels})


class Effort(Parsed):
    size: Size
    hours: Text
    cost: Text


class JCurve(Parsed):
    """How deep results may dip after the start, and in which months."""

    depth: Literal["none", "light", "marked"]
    from_month: Annotated[int, Field(ge=0, le=24)] = 0
    to_month: Annotated[int, Field(ge=0, le=24)] = 0


class Requirement(Parsed):
    """What must stand first; until then `foundation` is advised instead."""

    when: Annotated[Conditions, Field(min_length=1)]
    foundation: Slug


class Action(Parsed):
    """A piece of advice. Foundations come before what they carry; `keep` holds on to a top score;
    `find_out` is about questions answered with "weet ik niet". `alone` is the first step of who has no staff."""

    id: Slug
    title: Text
    kind: Literal["improve", "foundation", "keep", "find_out"] = "improve"
    elements: Annotated[dict[Slug, Annotated[int, Field(ge=1, le=5)]], Field(min_length=1)]
    when: Conditions = ()
    requires: tuple[Requirement, ...] = ()
    goals: tuple[Slug, ...] = ()
    this_week: Text
    this_quarter: Text
    with_staff: Text
    alone: Text | None = None
    why: Text
    source: Text
    effort: Effort
    effect: Size
    j_curve: JCurve
    doors: Annotated[tuple[Slug, ...], Field(min_length=1)]


class Door(Parsed):
    """A person or place that helps. Without `municipalities` it is open to the whole country."""

    id: Slug
    name: Text
    helps_with: Text
    source: Text
    municipalities: tuple[str, ...] = ()


class Questionnaire(Parsed):
    """All of `scan_questions/`, consistent within itself."""

    version: Annotated[str, StringConstraints(pattern=r"^\d{4}\.\d+$")]
    weights_source: Text
    profile: ProfileChoices
    themes: tuple[Theme, ...]
    elements: tuple[Element, ...]
    levels: Annotated[tuple[Level, ...], Field(min_length=2)]
    scores: ScoreRules
    balance: BalanceRules
    plan: PlanRules
    headlines: Annotated[tuple[Headline, ...], Field(min_length=1)]
    answer_sets: tuple[AnswerSet, ...]
    questions: tuple[Question, ...]
    actions: tuple[Action, ...]
    doors: tuple[Door, ...]

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the content. A key that keeps its default is left out, so that a later version of
        this program, with keys of its own, gives content that did not change the same hash."""
        content = self.model_dump(mode="json", exclude_defaults=True)
        return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=True).encode()).hexdigest()

    @cached_property
    def question_by_id(self) -> Mapping[str, Question]:
        return {question.id: question for question in self.questions}

    @cached_property
    def theme_of(self) -> Mapping[str, Theme]:
        return {question_id: theme for theme in self.themes for question_id in theme.questions}

    @cached_property
    def element_by_id(self) -> Mapping[str, Element]:
        return {element.id: element for element in self.elements}

    @cached_property
    def action_by_id(self) -> Mapping[str, Action]:
        return {action.id: action for action in self.actions}

    @cached_property
    def in_order(self) -> tuple[Question, ...]:
        """The questions in the order in which they are asked."""
        return tuple(self.question_by_id[question_id] for theme in self.themes for question_id in theme.questions)

    @cached_property
    def _values(self) -> Mapping[str, Mapping[str, Fraction]]:
        return {group.id: {option.code: option.value for option in group.options} for group in self.answer_sets}

    def values_of(self, question: Question) -> Mapping[str, Fraction]:
        """Return the value from 0 to 1 of each option of the question, in order."""
        return self._values[question.answer_set]

    def level_of(self, score: Fraction) -> Level:
        return [level for level in self.levels if level.lower_bound <= score][-1]

    def door_for(self, action: Action, profile: Profile) -> Door:
        """Return the first door of the action that is open to the company."""
        doors = {door.id: door for door in self.doors}
        named = [doors[door_id] for door_id in action.doors]
        return next(door for door in named if not door.municipalities or profile.municipality in door.municipalities)


def labelled(choices: Iterable[Choice], choice_id: str) -> str:
    """Return the label of the choice with this id."""
    return next(choice.label for choice in choices if choice.id == choice_id)

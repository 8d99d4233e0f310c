"""The questionnaire as parsed: what is asked, how it counts and what may be advised.

`scan_questions/README.md` explains every key to those who write the content.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from app.domain.action import MONTHS, Action, ActionKind, DipDepth, Door, Example
from app.domain.choices import Choices
from app.domain.conditions import Conditions, Facts, all_hold
from app.domain.parsed import Parsed, Points, Share, Size, Slug, Text, Weight
from app.domain.profile import Profile, ProfileChoices
from app.domain.question import AnswerSet, Question
from app.domain.schemes import Scheme


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


class Topic(Parsed):
    """A subject that the questions and the advice may not leave out."""

    id: Slug
    name: Text
    source: Text


class Level(Parsed):
    """A band of scores, from `lower_bound` up to the next band."""

    id: Slug
    name: Text
    meaning: Text
    lower_bound: Points


class ScoreRules(Parsed):
    """When a score may be shown, and within how many points scores are `close`: told as one."""

    minimum_coverage: Share
    minimum_answers: Annotated[int, Field(ge=1)]
    maximum_excused: Share
    close: Points = Fraction(0)
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
    """The numbers behind the order of a plan; `target` is the level that every element aims at.

    `need_by_score` is the need of an action that no answer led to; without it, need does not count.
    """

    actions: Annotated[int, Field(ge=1)]
    elements: Annotated[int, Field(ge=1)]
    target: Slug
    effort: dict[Size, Weight]
    effect: dict[Size, Weight]
    goal_fit: Weight
    need_by_score: Share | None = None
    order: Literal["by_kind", "by_priority"] = "by_kind"
    per_element: Annotated[int, Field(ge=1)] | None = None
    tackles_costliest: bool = False
    reasons: Annotated[int, Field(ge=1)]
    strengths: Annotated[int, Field(ge=1)]
    strength_from: Share
    bottleneck_to: Share
    source: Text


class JCurveRules(Parsed):
    """The numbers behind the line of a plan: how deep a dip is, what is gained, how many months that takes to grow,
    and in which month a step starts, by its effort and its place in the plan."""

    depth: dict[DipDepth, Weight]
    gain: dict[Size, Weight]
    no_gain: tuple[ActionKind, ...] = ()
    rise: Annotated[int, Field(ge=1)]
    starts: dict[Size, Annotated[tuple[Annotated[int, Field(ge=0, le=MONTHS)], ...], Field(min_length=1)]]
    marked_at_once: Annotated[int, Field(ge=1)]
    source: Text


class CountingRules(Parsed):
    """From how many seconds between start and finish on a scan may count in figures about many companies."""

    least_seconds: Annotated[int, Field(ge=1)]
    source: Text


class Headline(Parsed):
    """The result in one sentence; `${strongest}` and `${weakest}` stand for the names of elements.

    `first_step` is the action that a plan under this headline begins with, if it fits; `most_steps` keeps it short.
    """

    id: Slug
    when: Conditions = ()
    text: Text
    first_step: Slug | None = None
    most_steps: Annotated[int, Field(ge=1)] | None = None


class Contradiction(Parsed):
    """Answers that do not go well together, though they may be true: what stands out, and what to ask about it."""

    id: Slug
    when: Annotated[Conditions, Field(min_length=1)]
    text: Text
    ask: Text
    source: Text


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
    j_curve: JCurveRules | None = None
    counting: CountingRules | None = None
    headlines: Annotated[tuple[Headline, ...], Field(min_length=1)]
    topics: tuple[Topic, ...] = ()
    answer_sets: tuple[AnswerSet, ...]
    questions: tuple[Question, ...]
    actions: tuple[Action, ...]
    doors: tuple[Door, ...]
    examples: tuple[Example, ...] = ()
    schemes: tuple[Scheme, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the content. A key that keeps its default is left out, so that a later version of
        this program, with keys of its own, gives content that did not change the same hash."""
        content = self.model_dump(mode="json", exclude_defaults=True)
        return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=True).encode()).hexdigest()

    @property
    def goes_by_need(self) -> bool:
        """Whether the order of a plan follows the answers that led to it."""
        return self.plan.order == "by_priority"

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

    def headline_for(self, facts: Facts) -> Headline:
        return next(headline for headline in self.headlines if all_hold(headline.when, facts))

    def percentage_of(self, element: Element) -> Fraction:
        """Return how many percent of the index the element is."""
        return 100 * element.weight / sum(other.weight for other in self.elements)

    def target_of(self, element_id: str, choices: Choices) -> Level:
        """Return the level that the element aims at."""
        levels = {level.id: level for level in self.levels}
        return levels[choices.targets.get(element_id, self.plan.target)]

    def possible(self, targets: Mapping[str, str], dropped: Sequence[str]) -> Choices:
        """Return the choices that this questionnaire knows, without levels that are aimed at anyway."""
        levels = {level.id for level in self.levels} - {self.plan.target}
        return Choices(
            targets={name: level for name, level in targets.items() if name in self.element_by_id and level in levels},
            dropped=tuple(action_id for action_id in dropped if action_id in self.action_by_id),
        )

    def door_for(self, action: Action, profile: Profile) -> Door:
        """Return the first door of the action that is open to the company."""
        doors = {door.id: door for door in self.doors}
        return next(doors[door_id] for door_id in action.doors if doors[door_id].is_open_to(profile))

    def examples_for(self, action: Action, profile: Profile) -> Sequence[Example]:
        """Return the practices of the action that fit the company, in its order."""
        examples = {example.id: example for example in self.examples}
        return [examples[name] for name in action.examples if examples[name].fits(profile)]

    def schemes_for(self, action: Action, profile: Profile) -> Sequence[Scheme]:
        """Return the schemes of the action that fit the company, in its order."""
        schemes = {scheme.id: scheme for scheme in self.schemes}
        return [schemes[name] for name in action.schemes if schemes[name].fits(profile)]

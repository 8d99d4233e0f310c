"""Which actions fit a scan, what each could win and why it came up."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from operator import itemgetter
from typing import Literal

from app.domain.action import Action, Requirement
from app.domain.choices import Choices
from app.domain.conditions import Conditions, Facts, all_hold, flattened
from app.domain.question import NoScore
from app.domain.questionnaire import Questionnaire
from app.domain.scoring import Scores

ReasonKind = Literal["headline", "instead_of", "answer", "contribution", "score", "goal"]


@dataclass(frozen=True, slots=True)
class Factors:
    """What a priority is made of. `gap` is in points from 0 to 100, `need` says from 0 to 1 how far the worst answer
    that led here falls short, the others are numbers of the content."""

    gap: Fraction
    need: Fraction
    effect: Fraction
    fit: Fraction
    effort: Fraction

    @property
    def priority(self) -> Fraction:
        return self.gap * self.need * self.effect * self.fit / self.effort


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an action is advised: the id of the headline, action, question, element or goal that led to it.

    An answer is named by the rule; a contribution is an answer that weighs most in the score that the rule names.
    """

    kind: ReasonKind
    id: str


@dataclass(frozen=True, slots=True)
class Advice:
    """An action in a plan. Its gap is that of `gap_of`: the action itself, or one that waits for it."""

    action: Action
    gap_of: Action
    factors: Factors
    because: tuple[Reason, ...]


@dataclass(frozen=True)
class Candidates:
    questionnaire: Questionnaire
    facts: Facts
    scores: Scores
    choices: Choices

    def advised(self) -> Iterator[Advice]:
        """Yield every action that fits; one that stands on something absent makes way for its foundation."""
        gaps: dict[str, tuple[Fraction, Action]] = {}
        stands_in: dict[str, list[Reason]] = {}
        for action, gap, missing in self._fitting:
            for action_id in [need.foundation for need in missing] or [action.id]:
                gaps[action_id] = max((gap, action), gaps.get(action_id, (Fraction(-1), action)), key=itemgetter(0))
            for need in missing:
                lacking = [Reason("answer", question_id) for question_id in self._answered_in(need.when)]
                stands_in.setdefault(need.foundation, []).extend([Reason("instead_of", action.id), *lacking])
        for action_id, (gap, gap_of) in gaps.items():
            action = self.questionnaire.action_by_id[action_id]
            because = self._because(action, stands_in.get(action_id, []))
            yield Advice(action, gap_of, self._factors(action, gap, because), because)

    def waiting(self) -> Mapping[str, Sequence[Action]]:
        """Return by foundation that is absent, in the order of the content, the actions that wait for it."""
        waiting: dict[str, list[Action]] = {}
        for action, _, missing in self._fitting:
            for need in missing:
                waiting.setdefault(need.foundation, []).append(action)
        return {action.id: waiting[action.id] for action in self.questionnaire.actions if action.id in waiting}

    @cached_property
    def _fitting(self) -> Sequence[tuple[Action, Fraction, Sequence[Requirement]]]:
        """Each action that has something to offer, the points to gain and what it stands on that is absent."""
        fitting = []
        for action in self.questionnaire.actions:
            gap = self._gap(action) if all_hold(action.when, self.facts) else None
            if gap is not None:
                missing = [need for need in action.requires if not all_hold(need.when, self.facts)]
                fitting.append((action, gap, missing))
        return fitting

    def _gap(self, action: Action) -> Fraction | None:
        """Return the points to gain, or None if the action has nothing to offer."""
        if action.finds_out:
            open_scores = [score for score in self.scores.elements.values() if score.open_questions]
            return _weighted((score.high - score.low, 1) for score in open_scores)
        known = {name: weight for name, weight in action.elements.items() if name in self.facts.scores}
        gap = _weighted((self._gap_of(name), weight) for name, weight in known.items())
        return gap if gap or action.kind == "keep" else None

    def _gap_of(self, element_id: str) -> Fraction:
        target = self.questionnaire.target_of(element_id, self.choices)
        return max(target.lower_bound - self.facts.scores[element_id], Fraction(0))

    def _factors(self, action: Action, gap: Fraction, because: Sequence[Reason]) -> Factors:
        rules = self.questionnaire.plan
        fits = self.facts.profile.goal in action.goals
        return Factors(
            gap=gap,
            need=self._need(because),
            effect=rules.effect[action.effect],
            fit=rules.goal_fit if fits else Fraction(1),
            effort=rules.effort[action.effort.size],
        )

    def _need(self, because: Sequence[Reason]) -> Fraction:
        """Return how far the worst of the answers that led here falls short."""
        by_score = self.questionnaire.plan.need_by_score
        if by_score is None:
            return Fraction(1)
        values = [self._value(reason.id) for reason in because if reason.kind == "answer"]
        return max((1 - value for value in values if value is not None), default=by_score)

    def _value(self, question_id: str) -> Fraction | None:
        question = self.questionnaire.question_by_id[question_id]
        return self.questionnaire.values_of(question).get(self.facts.answers.get(question_id, NoScore.UNKNOWN))

    def _because(self, action: Action, stands_in: Sequence[Reason]) -> tuple[Reason, ...]:
        """Return the reasons, each once: what it stands in for, the answers, the scores and the goal."""
        answers = [Reason("answer", question_id) for question_id in self._questions_of(action)]
        named = [*stands_in, *answers] or [Reason("contribution", name) for name in self._contributing(action)]
        scores = [Reason("score", element_id) for element_id in action.elements if element_id in self.facts.scores]
        goals = [Reason("goal", goal) for goal in action.goals if goal == self.facts.profile.goal]
        ordered = sorted(dict.fromkeys(named), key=lambda reason: reason.kind != "instead_of")
        return (*ordered, *scores, *goals)

    def _questions_of(self, action: Action) -> list[str]:
        """Return the questions that the rule names, or those that are open when the action is to find out."""
        if not action.finds_out:
            return list(self._named_in(action.when))
        open_ids = {open_id for score in self.scores.elements.values() for open_id in score.open_questions}
        return [question.id for question in self.questionnaire.in_order if question.id in open_ids]

    def _contributing(self, action: Action) -> list[str]:
        """Return the questions whose answers cost most, or earned most when the action is to keep a score."""
        weighed = self._weighed(action.elements, gains=action.kind == "keep")
        most = sorted(weighed, key=lambda question_id: (-weighed[question_id], question_id))
        return most[: self.questionnaire.plan.reasons]

    def _answered_in(self, conditions: Conditions) -> Iterator[str]:
        for condition in flattened(conditions):
            yield from (name for name in condition.answer or () if name in self.facts.answers)

    def _named_in(self, conditions: Conditions) -> Iterator[str]:
        """Yield the questions whose answers make the conditions hold. One that fits the best answer too is no cause."""
        for condition in flattened(conditions):
            if condition.answer and condition.holds(self.facts):
                yield from (name for name, codes in condition.answer.items() if self._best_code(name) not in codes)

    def _best_code(self, question_id: str) -> str:
        return list(self.questionnaire.values_of(self.questionnaire.question_by_id[question_id]))[-1]

    def _weighed(self, elements: Mapping[str, int], *, gains: bool) -> dict[str, Fraction]:
        """Return by question what its answer lost or gained for these elements, where that is anything."""
        weighed = {}
        for question_id in self.facts.answers:
            question, value = self.questionnaire.question_by_id[question_id], self._value(question_id)
            if value is not None:
                weight = sum(question.elements.get(name, 0) * share for name, share in elements.items())
                weighed[question_id] = weight * (value if gains else 1 - value)
        return {question_id: weight for question_id, weight in weighed.items() if weight}


def _weighted(values: Iterable[tuple[Fraction, int]]) -> Fraction | None:
    listed = list(values)
    total = sum(weight for _, weight in listed)
    return sum((value * weight for value, weight in listed), Fraction(0)) / total if total else None

"""From scores to a plan: which actions fit, in which order and why."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from app.domain.action import Action
from app.domain.answers import Answers
from app.domain.conditions import Conditions, Facts, all_hold, flattened
from app.domain.profile import Profile
from app.domain.question import NoScore
from app.domain.questionnaire import Questionnaire
from app.domain.scoring import Scores, facts

ReasonKind = Literal["answer", "score", "goal", "instead_of"]


@dataclass(frozen=True, slots=True)
class Factors:
    """What a priority is made of. `gap` is in points from 0 to 100, the others are numbers of the content."""

    gap: Fraction
    effect: Fraction
    fit: Fraction
    effort: Fraction

    @property
    def priority(self) -> Fraction:
        return self.gap * self.effect * self.fit / self.effort


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an action is advised: the id of the question, element, goal or action that led to it."""

    kind: ReasonKind
    id: str


@dataclass(frozen=True, slots=True)
class Advice:
    """An action in a plan."""

    action: Action
    factors: Factors
    because: tuple[Reason, ...]


def advise(questionnaire: Questionnaire, profile: Profile, answers: Answers, scores: Scores) -> tuple[Advice, ...]:
    """Return the plan: foundations, then quick wins, then the rest; each by priority, ties by id.

    Never missing, if they fit: finding out when there is no index, one foundation, and an action for the weakest
    element and for as many elements as the content asks.
    """
    adviser = _Adviser(questionnaire, facts(questionnaire, profile, answers, scores), scores)
    ranked = sorted(adviser.candidates(), key=lambda advice: (-advice.factors.priority, advice.action.id))
    chosen = _chosen(ranked, questionnaire, scores)
    return tuple(sorted(chosen, key=lambda advice: _turn(advice.action)))


def _turn(action: Action) -> int:
    return 0 if action.kind == "foundation" else 1 if action.effort.size == "S" else 2


def _chosen(ranked: Sequence[Advice], questionnaire: Questionnaire, scores: Scores) -> list[Advice]:
    """Take what may not be missing and then the best of the rest, in the order of the ranking."""
    rules = questionnaire.plan
    best: dict[str, Advice] = {}
    for advice in ranked:
        if advice.action.kind != "find_out":
            best.setdefault(_main_element(advice.action, questionnaire), advice)
    by_need = [best[name] for name in sorted(best, key=lambda name: name != scores.weakest)]
    finding_out = [advice for advice in ranked if advice.action.kind == "find_out" and scores.index is None]
    foundations = [advice for advice in ranked if advice.action.kind == "foundation"]
    first = [*finding_out, *foundations[:1], *by_need[: rules.elements], *ranked]
    chosen = list({advice.action.id: advice for advice in first}.values())[: rules.actions]
    return sorted(chosen, key=ranked.index)


def _main_element(action: Action, questionnaire: Questionnaire) -> str:
    """Return the element with the largest weight; of equals the one that the content names first."""
    return max((element.id for element in questionnaire.elements), key=lambda name: action.elements.get(name, 0))


@dataclass(frozen=True, slots=True)
class _Adviser:
    questionnaire: Questionnaire
    facts: Facts
    scores: Scores

    def candidates(self) -> Iterator[Advice]:
        """Yield every action that fits; one that stands on something absent makes way for its foundation."""
        gaps: dict[str, Fraction] = {}
        instead_of: dict[str, list[str]] = {}
        for action in self.questionnaire.actions:
            gap = self._gap(action)
            if gap is None or not all_hold(action.when, self.facts):
                continue
            missing = [need.foundation for need in action.requires if not all_hold(need.when, self.facts)]
            for action_id in missing or [action.id]:
                gaps[action_id] = max(gap, gaps.get(action_id, Fraction(0)))
            for foundation_id in missing:
                instead_of.setdefault(foundation_id, []).append(action.id)
        for action_id, gap in gaps.items():
            action = self.questionnaire.action_by_id[action_id]
            replaced = tuple(Reason("instead_of", other) for other in instead_of.get(action_id, []))
            yield Advice(action, self._factors(action, gap), (*replaced, *self._reasons(action)))

    def _gap(self, action: Action) -> Fraction | None:
        """Return the points to gain, or None if the action has nothing to offer."""
        if action.kind == "find_out":
            open_scores = [score for score in self.scores.elements.values() if score.open_questions]
            return _weighted((score.high - score.low, 1) for score in open_scores)
        known = {name: weight for name, weight in action.elements.items() if name in self.facts.scores}
        gap = _weighted((self._gap_of(self.facts.scores[name]), weight) for name, weight in known.items())
        return gap if gap or action.kind == "keep" else None

    def _gap_of(self, score: Fraction) -> Fraction:
        levels = {level.id: level for level in self.questionnaire.levels}
        target = levels[self.questionnaire.plan.target].lower_bound
        return max(target - score, Fraction(0))

    def _factors(self, action: Action, gap: Fraction) -> Factors:
        rules = self.questionnaire.plan
        fits = self.facts.profile.goal in action.goals
        return Factors(
            gap=gap,
            effect=rules.effect[action.effect],
            fit=rules.goal_fit if fits else Fraction(1),
            effort=rules.effort[action.effort.size],
        )

    def _reasons(self, action: Action) -> Iterator[Reason]:
        for question_id in self._leading_questions(action):
            yield Reason("answer", question_id)
        for element_id in action.elements:
            if element_id in self.facts.scores:
                yield Reason("score", element_id)
        if self.facts.profile.goal in action.goals:
            yield Reason("goal", self.facts.profile.goal)

    def _leading_questions(self, action: Action) -> list[str]:
        """Return the questions whose answers led here: those of the rule, or else those that cost or earned most."""
        if action.kind == "find_out":
            open_ids = {open_id for score in self.scores.elements.values() for open_id in score.open_questions}
            return [question.id for question in self.questionnaire.in_order if question.id in open_ids]
        weighed = self._weighed(action.elements, gains=action.kind == "keep")
        most = sorted(weighed, key=lambda question_id: (-weighed[question_id], question_id))
        return list(dict.fromkeys(self._named_in(action.when))) or most[: self.questionnaire.plan.reasons]

    def _named_in(self, conditions: Conditions) -> Iterator[str]:
        for condition in flattened(conditions):
            if condition.answer and condition.holds(self.facts):
                yield from condition.answer

    def _weighed(self, elements: Mapping[str, int], *, gains: bool) -> dict[str, Fraction]:
        """Return by question what its answer lost or gained for these elements, where that is anything."""
        weighed = {}
        for question_id, code in self.facts.answers.items():
            question = self.questionnaire.question_by_id[question_id]
            if code not in set(NoScore):
                value = self.questionnaire.values_of(question)[code]
                weight = sum(question.elements.get(name, 0) * share for name, share in elements.items())
                weighed[question_id] = weight * (value if gains else 1 - value)
        return {question_id: weight for question_id, weight in weighed.items() if weight}


def _weighted(values: Iterable[tuple[Fraction, int]]) -> Fraction | None:
    listed = list(values)
    total = sum(weight for _, weight in listed)
    return sum((value * weight for value, weight in listed), Fraction(0)) / total if total else None

"""From an action back to where it came from: the answers, the scores, the goal, the rule and the points to win."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from app.domain.action import Action
from app.domain.candidates import Advice, Reason, ReasonKind
from app.domain.conditions import Bounds, Condition, Conditions
from app.domain.profile import Choice, ProfileField, labelled
from app.domain.question import NoScore, Question
from app.domain.questionnaire import Element, Level
from app.domain.reading import Reading

RuleKind = Literal["answer", "profile", "score", "all", "any"]


@dataclass(frozen=True, slots=True)
class AnsweredQuestion:
    """A question in the words for this company. `answer` and `value` are None for an answer without a score."""

    id: str
    text: str
    code: str
    answer: str | None
    value: Fraction | None

    @property
    def points(self) -> Fraction | None:
        """The value on the scale of scores, from 0 to 100."""
        return None if self.value is None else 100 * self.value


@dataclass(frozen=True, slots=True)
class Explanation:
    """One line of "waarom dit advies?". What the fields hold goes by `kind`:

    answer and contribution: an answered question and how often it counts for the elements of the action; score: an
    element and its score; goal: its label; instead_of: an action's title; headline: nothing more.
    """

    kind: ReasonKind
    id: str
    name: str
    answered: AnsweredQuestion | None = None
    weights: tuple[tuple[Element, int], ...] = ()
    score: Fraction | None = None


@dataclass(frozen=True, slots=True)
class GapLine:
    """What an element adds to the points that an action can win: target minus score, counted `weight` times."""

    element: Element
    weight: int
    target: Level
    score: Fraction

    @property
    def gap(self) -> Fraction:
        return max(self.target.lower_bound - self.score, Fraction(0))


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One condition of an action in words. What the fields hold goes by `kind`:

    answer: a question with the answers that fit, as AnsweredQuestion; profile: a field, its labels (of a yes or no
    question the value itself); score: an element or an overall score with its bounds; all and any: the lines that
    must all hold, or of which one must. Others are the answers or labels that do not fit.
    """

    kind: RuleKind
    id: str = ""
    name: str = ""
    answers: tuple[AnsweredQuestion, ...] = ()
    labels: tuple[str | bool, ...] = ()
    others: tuple[AnsweredQuestion | str, ...] = ()
    bounds: Bounds | None = None
    lines: tuple["RuleLine", ...] = ()

    @property
    def asks_for_yes(self) -> bool:
        """Whether a yes or no question must be answered with yes."""
        return True in self.labels

    @property
    def names_others(self) -> bool:
        """Whether it takes fewer words to say what does not fit."""
        return 0 < len(self.others) < len(self.answers or self.labels)

    @property
    def named(self) -> tuple[AnsweredQuestion | str | bool, ...]:
        """What the words name: the answers or labels that fit, or those that do not."""
        return self.others if self.names_others else self.answers or self.labels

    @property
    def names_one(self) -> bool:
        return len(self.named) == 1


@dataclass(frozen=True, slots=True)
class Explainer:
    """Puts in words why a company gets an action."""

    reading: Reading

    def answered(self, question: Question) -> AnsweredQuestion:
        return self._with_answer(question, self.reading.answers.get(question.id, NoScore.UNKNOWN.value))

    def because(self, advice: Advice) -> Iterator[Explanation]:
        for reason in advice.because:
            yield self._explanation(reason, advice.action)

    def gaps(self, action: Action) -> Iterator[GapLine]:
        """Yield a line for each element of the action that has a score; finding out has a gap of another kind."""
        if action.finds_out:
            return
        for element_id, weight in action.elements.items():
            if element_id in self.reading.scores.shown:
                element = self.reading.questionnaire.element_by_id[element_id]
                target = self.reading.questionnaire.target_of(element_id, self.reading.choices)
                yield GapLine(element, weight, target, self.reading.scores.shown[element_id])

    def lacking(self, advice: Advice) -> Iterator[RuleLine]:
        """Yield the conditions for which other actions wait for this one, each once."""
        waiting = [reason.id for reason in advice.because if reason.kind == "instead_of"]
        needs = [need for action_id in waiting for need in self.reading.questionnaire.action_by_id[action_id].requires]
        conditions = [line for need in needs if need.foundation == advice.action.id for line in need.when]
        yield from dict.fromkeys(self.rule(tuple(conditions)))

    def rule(self, conditions: Conditions) -> Iterator[RuleLine]:
        for condition in conditions:
            lines = tuple(self._lines(condition))
            yield lines[0] if len(lines) == 1 else RuleLine("all", lines=lines)

    def _with_answer(self, question: Question, code: str) -> AnsweredQuestion:
        words = question.wording_for(self.reading.profile)
        level = words.levels.get(code)
        value = self.reading.questionnaire.values_of(question).get(code)
        return AnsweredQuestion(question.id, words.text, code, level.label if level else None, value)

    def _explanation(self, reason: Reason, action: Action) -> Explanation:
        if reason.kind in ("answer", "contribution"):
            question = self.reading.questionnaire.question_by_id[reason.id]
            answered = self.answered(question)
            weights = tuple(self._weights(question, action))
            return Explanation(reason.kind, reason.id, answered.text, answered=answered, weights=weights)
        if reason.kind == "score":
            value = self.reading.scores.elements[reason.id].value
            return Explanation(reason.kind, reason.id, self._name_of(reason.id), score=value)
        if reason.kind == "headline":
            return Explanation(reason.kind, reason.id, "")
        if reason.kind == "goal":
            return Explanation(reason.kind, reason.id, labelled(self.reading.questionnaire.profile.goals, reason.id))
        return Explanation(reason.kind, reason.id, self.reading.questionnaire.action_by_id[reason.id].title)

    def _weights(self, question: Question, action: Action) -> Iterator[tuple[Element, int]]:
        for element in self.reading.questionnaire.elements:
            if element.id in action.elements and element.id in question.elements:
                yield element, question.elements[element.id]

    def _lines(self, condition: Condition) -> Iterator[RuleLine]:
        for question_id, codes in (condition.answer or {}).items():
            yield self._answer_line(self.reading.questionnaire.question_by_id[question_id], codes)
        for field, allowed in (condition.profile or {}).items():
            yield self._profile_line(field, allowed)
        for score_id, bounds in (condition.score or {}).items():
            yield RuleLine("score", score_id, self._name_of(score_id), bounds=bounds)
        if condition.any:
            yield RuleLine("any", lines=tuple(self.rule(condition.any)))

    def _answer_line(self, question: Question, codes: Sequence[str]) -> RuleLine:
        offered = (*self.reading.questionnaire.values_of(question), *question.allows)
        answers = tuple(self._with_answer(question, code) for code in codes)
        others = tuple(self._with_answer(question, code) for code in offered if code not in codes)
        return RuleLine("answer", question.id, answers[0].text, answers=answers, others=others)

    def _profile_line(self, field: ProfileField, allowed: Sequence[str | bool]) -> RuleLine:
        labels = tuple(self._label(field, value) for value in allowed)
        others = tuple(choice.label for choice in self._offered(field) if choice.label not in labels)
        return RuleLine("profile", field, labels=labels, others=others)

    def _label(self, field: ProfileField, value: str | bool) -> str | bool:
        offered = self._offered(field)
        return labelled(offered, str(value)) if offered else value

    def _offered(self, field: ProfileField) -> Sequence[Choice]:
        choices = self.reading.questionnaire.profile
        return {"sector": choices.sectors, "size": choices.sizes, "goal": choices.goals}.get(field, ())

    def _name_of(self, score_id: str) -> str:
        """Return the name of an element; an overall score has none in the content."""
        element = self.reading.questionnaire.element_by_id.get(score_id)
        return element.name if element else ""

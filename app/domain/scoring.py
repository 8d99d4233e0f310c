"""Scores on the schijf van vijf and per theme, in exact arithmetic; docs/method.md tells how."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from app.domain.answers import Answers
from app.domain.profile import Profile
from app.domain.progress import shown_questions
from app.domain.question import NoScore, Question
from app.domain.questionnaire import Questionnaire, ScoreRules

# Scores are told with one decimal.
_LEAST_TOLD = Fraction(1, 10)

_Overall = tuple[Fraction, Fraction, Fraction, Fraction] | tuple[None, None, None, None]


class ScoreStatus(StrEnum):
    """Whether a score may be shown, and if not, why."""

    SHOWN = "shown"
    TOO_FEW_ANSWERS = "too_few_answers"
    INSUFFICIENT_BASIS = "insufficient_basis"


@dataclass(frozen=True, slots=True)
class Score:
    """A score from 0 to 100 of an element or a theme, to be shown only if `status` says so.

    `low` and `high` are what it would be if every open question had the lowest or the highest value; `coverage` is
    the share of the weight that was answered; `open_questions` are those answered with `unknown` or not at all.
    """

    status: ScoreStatus
    value: Fraction
    low: Fraction
    high: Fraction
    coverage: Fraction
    open_questions: tuple[str, ...]

    @property
    def is_shown(self) -> bool:
        return self.status is ScoreStatus.SHOWN

    @property
    def has_range(self) -> bool:
        """Whether open questions could make it another score than the one that is shown."""
        return self.is_shown and self.low != self.high

    @property
    def lacks_basis(self) -> bool:
        return self.status is ScoreStatus.INSUFFICIENT_BASIS


@dataclass(frozen=True, slots=True)
class Scores:
    """All scores of a scan. `index`, `balance` and `spread` are None unless all elements have a score.

    `balance` is the balanced element minus the mean of the others, `spread` the highest minus the lowest, in points.
    """

    elements: Mapping[str, Score]
    themes: Mapping[str, Score]
    index: Fraction | None
    index_equal_weights: Fraction | None
    balance: Fraction | None
    spread: Fraction | None
    ignored: tuple[str, ...]

    @property
    def weights_matter(self) -> bool:
        """Whether the index would be another if every element counted the same, by a tenth of a point at least."""
        if self.index is None or self.index_equal_weights is None:
            return False
        return abs(self.index - self.index_equal_weights) >= _LEAST_TOLD

    @property
    def shown(self) -> Mapping[str, Fraction]:
        """The scores of the elements that may be shown, by element id."""
        return {element_id: result.value for element_id, result in self.elements.items() if result.is_shown}

    @property
    def weakest(self) -> str | None:
        """The id of the element with the lowest score; of equals the one that the content names first."""
        return min(self.shown, key=lambda element_id: self.shown[element_id], default=None)

    @property
    def strongest(self) -> str | None:
        return max(self.shown, key=lambda element_id: self.shown[element_id], default=None)


def score(questionnaire: Questionnaire, profile: Profile, answers: Answers) -> Scores:
    """Score the answers. Answers to questions that are not shown are ignored and listed."""
    shown = {question.id for question in shown_questions(questionnaire, profile, answers)}
    counting = {question_id: code for question_id, code in answers.items() if question_id in shown}
    questions = [question for question in questionnaire.in_order if question.is_core or question.id in counting]
    excused = {question.id: NoScore.NOT_APPLICABLE for question in questions if question.id not in shown}
    tally = _Tally(questionnaire, {**counting, **excused})
    elements = {
        element.id: tally.score([(q, q.elements[element.id]) for q in questions if element.id in q.elements])
        for element in questionnaire.elements
    }
    themes = {
        theme.id: tally.score([(q, 1) for q in questions if q.id in theme.questions]) for theme in questionnaire.themes
    }
    index, equal_weights, balance, spread = _overall(questionnaire, elements)
    return Scores(
        elements=elements,
        themes=themes,
        index=index,
        index_equal_weights=equal_weights,
        balance=balance,
        spread=spread,
        ignored=tuple(question_id for question_id in answers if question_id not in shown),
    )


@dataclass(frozen=True, slots=True)
class _Tally:
    questionnaire: Questionnaire
    answers: Answers

    def score(self, weighted: Iterable[tuple[Question, int]]) -> Score:
        answered = open_weight = excused = count = 0
        points, open_questions = Fraction(0), []
        for question, weight in weighted:
            code = self.answers.get(question.id, NoScore.UNKNOWN)
            if code in (NoScore.NOT_APPLICABLE, NoScore.NOT_NEEDED):
                excused += weight
            elif code == NoScore.UNKNOWN:
                open_weight += weight
                open_questions.append(question.id)
            else:
                answered += weight
                points += weight * self.questionnaire.values_of(question)[code]
                count += 1
        applicable = answered + open_weight
        coverage = _share(answered, applicable)
        rules = self.questionnaire.scores
        return Score(
            status=_status(rules, coverage, count, _share(excused, applicable + excused)),
            value=100 * _share(points, answered),
            low=100 * _share(points, applicable),
            high=100 * _share(points + open_weight, applicable),
            coverage=coverage,
            open_questions=tuple(open_questions),
        )


def _status(rules: ScoreRules, coverage: Fraction, count: int, excused: Fraction) -> ScoreStatus:
    if excused > rules.maximum_excused:
        return ScoreStatus.INSUFFICIENT_BASIS
    if coverage < rules.minimum_coverage or count < rules.minimum_answers:
        return ScoreStatus.TOO_FEW_ANSWERS
    return ScoreStatus.SHOWN


def _overall(questionnaire: Questionnaire, elements: Mapping[str, Score]) -> _Overall:
    """Return the index, the one with equal weights, the balance and the spread, if all elements have a score."""
    if not all(result.is_shown for result in elements.values()):
        return None, None, None, None
    values = {element_id: result.value for element_id, result in elements.items()}
    weights = {element.id: element.weight for element in questionnaire.elements}
    balance = _balance(values, questionnaire.balance.element)
    return _weighted_mean(values, weights), _mean(values.values()), balance, max(values.values()) - min(values.values())


def _share(part: Fraction | int, whole: int) -> Fraction:
    return Fraction(part, whole) if whole else Fraction(0)


def _mean(values: Iterable[Fraction]) -> Fraction:
    listed = list(values)
    return sum(listed, Fraction(0)) / len(listed)


def _weighted_mean(values: Mapping[str, Fraction], weights: Mapping[str, Fraction]) -> Fraction:
    total = sum((weights[name] * value for name, value in values.items()), Fraction(0))
    return total / sum(weights.values())


def _balance(values: Mapping[str, Fraction], element_id: str) -> Fraction:
    return values[element_id] - _mean(value for name, value in values.items() if name != element_id)

"""What is worth asking an owner: where answers clash or advisers differ, what is not known, what costs and earns."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from app.domain.contradictions import FoundContradiction, contradictions_of
from app.domain.explanation import AnsweredQuestion
from app.domain.questionnaire import Element
from app.domain.report import Report, UnknownAnswer


class AskKind(StrEnum):
    """Why something is worth asking, what weighs most first."""

    CONTRADICTION = "contradiction"
    OTHER_VIEW = "other_view"
    UNKNOWN = "unknown"
    COSTLY = "costly"
    STRENGTH = "strength"


@dataclass(frozen=True, slots=True)
class Ask:
    """What to ask, and the answers that it is about. What else is there goes by kind:

    contradiction: what stands out; other_view: what advisers would answer; unknown: the elements that wait for it.
    `elements` are those that the answers count for.
    """

    kind: AskKind
    words: str
    about: tuple[AnsweredQuestion, ...]
    stands_out: str = ""
    view: AnsweredQuestion | None = None
    elements: tuple[Element, ...] = ()
    needed_for: tuple[Element, ...] = ()


@dataclass(frozen=True)
class Subjects:
    """All that there is to ask about a scan, of each kind what weighs most first.

    `views` is what advisers would answer, by question; from the value `high_from` an answer is worth an example.
    """

    report: Report
    views: Mapping[str, str]
    high_from: Fraction

    @cached_property
    def asks(self) -> Sequence[Ask]:
        """What to ask, kind by kind."""
        return [
            *self._about_contradictions(),
            *self._about_other_views(),
            *self._about_unknown(),
            *self._about_answers(AskKind.COSTLY, self._costs),
            *self._about_answers(AskKind.STRENGTH, self._earnings),
        ]

    @cached_property
    def contradictions(self) -> tuple[FoundContradiction, ...]:
        return contradictions_of(self.report)

    def _about_contradictions(self) -> Iterator[Ask]:
        for found in self.contradictions:
            yield Ask(AskKind.CONTRADICTION, found.rule.ask, found.answers, stands_out=found.rule.text)

    def _about_other_views(self) -> Iterator[Ask]:
        differing = [(answered, self._viewed(answered)) for answered in self.report.answers]
        for answered, view in sorted(differing, key=lambda pair: -self._distance(*pair)):
            if view != answered:
                yield replace(self._about(AskKind.OTHER_VIEW, answered), view=view)

    def _about_unknown(self) -> Iterator[Ask]:
        for unknown in unknown_by_need(self.report):
            answered = unknown.answered
            yield replace(self._about(AskKind.UNKNOWN, answered), needed_for=unknown.needed_for)

    def _about_answers(self, kind: AskKind, weigh: Callable[[AnsweredQuestion], Fraction]) -> Iterator[Ask]:
        """Yield the answers that have any of this, the most first."""
        weighed = [(weigh(answered), answered) for answered in self.report.answers]
        for most, answered in sorted(weighed, key=lambda pair: -pair[0]):
            if most:
                yield self._about(kind, answered)

    def _costs(self, answered: AnsweredQuestion) -> Fraction:
        return Fraction(0) if answered.value is None else (1 - answered.value) * _weight(answered, self.report)

    def _earnings(self, answered: AnsweredQuestion) -> Fraction:
        """Return what an answer that is high enough earns."""
        value = answered.value or Fraction(0)
        return Fraction(0) if value < self.high_from else value * _weight(answered, self.report)

    def _viewed(self, answered: AnsweredQuestion) -> AnsweredQuestion:
        """Return the answer that advisers would give, or the owner's own when they did not say."""
        code = self.views.get(answered.id, answered.code)
        question = self.report.questionnaire.question_by_id[answered.id]
        level = question.wording_for(self.report.profile).levels.get(code)
        value = self.report.questionnaire.values_of(question).get(code)
        return replace(answered, code=code, answer=level.label if level else None, value=value)

    def _distance(self, answered: AnsweredQuestion, view: AnsweredQuestion) -> Fraction:
        """Return how many points lie between two answers; one without a score is as far as can be."""
        weight = _weight(answered, self.report)
        if answered.value is None or view.value is None:
            return Fraction(weight)
        return abs(answered.value - view.value) * weight

    def _about(self, kind: AskKind, answered: AnsweredQuestion) -> Ask:
        """Return the question with which one sees an answer for oneself."""
        question = self.report.questionnaire.question_by_id[answered.id]
        words = question.wording_for(self.report.profile)
        elements = tuple(each for each in self.report.questionnaire.elements if each.id in question.elements)
        return Ask(kind, words.evidence or words.text, (answered,), elements=elements)


def unknown_by_need(report: Report) -> tuple[UnknownAnswer, ...]:
    """Return what the owner does not know: first what scores wait for, then what counts most."""
    return tuple(sorted(report.unknown, key=lambda unknown: _need(unknown, report), reverse=True))


def _need(unknown: UnknownAnswer, report: Report) -> tuple[int, int]:
    return len(unknown.needed_for), _weight(unknown.answered, report)


def _weight(answered: AnsweredQuestion, report: Report) -> int:
    return sum(report.questionnaire.question_by_id[answered.id].elements.values())

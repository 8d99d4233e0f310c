"""Which answers of a scan do not go well together: no fault, but something to ask about."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.conditions import Facts, all_hold, flattened
from app.domain.explanation import AnsweredQuestion
from app.domain.questionnaire import Contradiction
from app.domain.report import Report


@dataclass(frozen=True, slots=True)
class FoundContradiction:
    """A rule that holds, with the answered questions that make it hold, in the order in which they were asked."""

    rule: Contradiction
    answers: tuple[AnsweredQuestion, ...]

    @property
    def question_ids(self) -> tuple[str, ...]:
        return tuple(answered.id for answered in self.answers)


def contradictions_of(report: Report) -> tuple[FoundContradiction, ...]:
    """Return what holds, the most weight in the scores first, and of equals in the order of the content."""
    facts = Facts(report.profile, {answered.id: answered.code for answered in report.answers})
    found = [_found(rule, facts, report) for rule in report.questionnaire.contradictions if all_hold(rule.when, facts)]
    return tuple(sorted(found, key=lambda each: -_weight(each, report)))


def _found(rule: Contradiction, facts: Facts, report: Report) -> FoundContradiction:
    named = set(_named_in(rule, facts))
    return FoundContradiction(rule, tuple(answered for answered in report.answers if answered.id in named))


def _named_in(rule: Contradiction, facts: Facts) -> Iterator[str]:
    """Yield the questions in the conditions that hold; of alternatives there may be others that do not."""
    for condition in flattened(rule.when):
        if condition.holds(facts):
            yield from condition.answer or ()


def _weight(found: FoundContradiction, report: Report) -> int:
    questions = (report.questionnaire.question_by_id[question_id] for question_id in found.question_ids)
    return sum(weight for question in questions for weight in question.elements.values())

"""What to look at first before a talk: what the owner does not know, and what does not go well together."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.asks import unknown_by_need
from app.domain.contradictions import FoundContradiction, contradictions_of
from app.domain.report import Report, UnknownAnswer

_MOST = 5


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """A question that the owner could not answer, what to ask instead, and what has no score without it."""

    text: str
    ask: str
    needed_for: str


@dataclass(frozen=True, slots=True)
class FirstLook:
    """`more` is how many open questions there are besides those in `unknown`; older questions have no `has_rules`."""

    unknown: Sequence[OpenPoint]
    more: int
    contradictions: Sequence[FoundContradiction]
    has_rules: bool

    @property
    def is_empty(self) -> bool:
        return not self.unknown and not self.contradictions


def first_look(report: Report) -> FirstLook:
    """Find what weighs most."""
    unknown = unknown_by_need(report)
    shown = [_point(open_one, report) for open_one in unknown[:_MOST]]
    more, has_rules = len(unknown) - len(shown), bool(report.questionnaire.contradictions)
    return FirstLook(shown, more, contradictions_of(report)[:_MOST], has_rules)


def _point(unknown: UnknownAnswer, report: Report) -> OpenPoint:
    question = report.questionnaire.question_by_id[unknown.answered.id]
    ask = question.wording_for(report.profile).evidence or ""
    return OpenPoint(unknown.answered.text, ask, ", ".join(element.name for element in unknown.needed_for))

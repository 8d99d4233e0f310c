"""The steps of a plan as page and paper show them: why, and who can help today."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.domain.candidates import ReasonKind
from app.domain.explanation import Explanation
from app.domain.operator import Contact, Operator
from app.domain.report import PlanStep, Report
from app.domain.schemes import SchemeToday, scheme_on


@dataclass(frozen=True, slots=True)
class PlanCard:
    """A step with its reasons by kind; `start` is in months from now, `later` are the actions that it makes possible.

    `told_at` is the number of the step that says already what the door helps with, if one does. `contact` is how to
    reach it, if whoever runs the site filled that in; `schemes` are worth asking about today.
    """

    number: int
    start: int
    step: PlanStep
    later: tuple[Explanation, ...]
    answers: tuple[Explanation, ...]
    scores: tuple[Explanation, ...]
    goals: tuple[Explanation, ...]
    told_at: int | None
    contact: Contact | None
    schemes: tuple[SchemeToday, ...]
    is_about_every_element: bool
    has_less_priority: bool

    @property
    def has_one_answer(self) -> bool:
        return len(self.answers) == 1

    @property
    def other_reasons(self) -> tuple[Explanation, ...]:
        """All reasons but the answers."""
        return tuple(reason for reason in self.step.because if reason not in self.answers)


def plan_cards(report: Report, operator: Operator, *, today: date) -> Iterator[PlanCard]:
    doors = [step.door.id for step in report.plan]
    most = max((step.factors.priority for step in report.plan), default=0)
    for number, step in enumerate(report.plan, start=1):
        told_at = doors.index(step.door.id) + 1
        yield PlanCard(
            number=number,
            start=report.j_curve.steps[number - 1].start if report.j_curve else 0,
            step=step,
            later=_because(step, "instead_of"),
            answers=_because(step, "answer") or _because(step, "contribution"),
            scores=_because(step, "score"),
            goals=_because(step, "goal"),
            told_at=told_at if told_at < number else None,
            contact=operator.contact_of(step.door),
            schemes=tuple(_schemes(step, operator, today)),
            is_about_every_element=len(step.elements) == len(report.elements),
            has_less_priority=step.factors.priority < most,
        )


def _schemes(step: PlanStep, operator: Operator, today: date) -> Iterator[SchemeToday]:
    for scheme in step.schemes:
        if (looked_up := scheme_on(scheme, operator.schemes, today)).is_shown:
            yield looked_up


def _because(step: PlanStep, kind: ReasonKind) -> tuple[Explanation, ...]:
    return tuple(explanation for explanation in step.because if explanation.kind == kind)

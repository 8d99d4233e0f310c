"""The steps of a plan as page and paper show them: why, and who can help today."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.domain.candidates import ReasonKind
from app.domain.explanation import Explanation
from app.domain.organisation import Contact, Organisation
from app.domain.report import PlanStep, Report
from app.domain.schemes import SchemeToday, scheme_on


@dataclass(frozen=True, slots=True)
class PlanCard:
    """A step with its reasons by kind; `start` is in months from now, `later` are the actions that it makes possible.

    `contact` is how to reach the door, if whoever runs the site filled that in; `schemes` are worth asking about today.
    """

    number: int
    start: int
    step: PlanStep
    later: tuple[Explanation, ...]
    answers: tuple[Explanation, ...]
    scores: tuple[Explanation, ...]
    goals: tuple[Explanation, ...]
    contact: Contact | None
    schemes: tuple[SchemeToday, ...]

    @property
    def has_one_answer(self) -> bool:
        return len(self.answers) == 1

    @property
    def other_reasons(self) -> tuple[Explanation, ...]:
        """All reasons but the answers."""
        return tuple(reason for reason in self.step.because if reason not in self.answers)


def plan_cards(report: Report, organisation: Organisation, *, today: date) -> Iterator[PlanCard]:
    for number, step in enumerate(report.plan, start=1):
        looked_up = (scheme_on(scheme, organisation.schemes, today) for scheme in step.schemes)
        yield PlanCard(
            number=number,
            start=report.j_curve.steps[number - 1].start if report.j_curve else 0,
            step=step,
            later=_because(step, "instead_of"),
            answers=_because(step, "answer") or _because(step, "contribution"),
            scores=_because(step, "score"),
            goals=_because(step, "goal"),
            contact=organisation.contact_of(step.door),
            schemes=tuple(scheme for scheme in looked_up if scheme.is_shown),
        )


def _because(step: PlanStep, kind: ReasonKind) -> tuple[Explanation, ...]:
    return tuple(explanation for explanation in step.because if explanation.kind == kind)

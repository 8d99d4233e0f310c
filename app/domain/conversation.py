"""A talk of an adviser with an owner, prepared: what to ask, what stands out, what is not known and who can help."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field

from app.domain.asks import Ask, Subjects, unknown_by_need
from app.domain.contradictions import FoundContradiction
from app.domain.findings import Finding
from app.domain.parsed import Parsed, Share, Text
from app.domain.report import PlanStep, Report, UnknownAnswer
from app.domain.schemes import SchemeChecks, SchemeState, SchemeToday, scheme_on

_Most = Annotated[int, Field(ge=1, le=10)]


class ConversationRules(Parsed):
    """How many there are of each at most, so that all of it has room on two pages; `signs` is of the owner's question.

    `answers` is of how many answers it is told that they do not go well together; from the value `high_from` an answer
    is worth an example.
    """

    asks: _Most
    high_from: Share
    answers: _Most
    contradictions: _Most
    unknown: _Most
    strengths: _Most
    doors: _Most
    schemes: _Most
    signs: Annotated[int, Field(ge=100, le=1000)]
    source: Text


@dataclass(frozen=True, slots=True)
class Guide:
    """A talk prepared; `contradictions` and `unknown` are all there are. `doors` are the first steps to each door."""

    report: Report
    rules: ConversationRules
    asks: tuple[Ask, ...]
    contradictions: tuple[FoundContradiction, ...]
    unknown: tuple[UnknownAnswer, ...]
    strengths: tuple[Finding, ...]
    doors: tuple[PlanStep, ...]
    schemes: tuple[SchemeToday, ...]


def prepare_guide(
    report: Report,
    rules: ConversationRules,
    *,
    checks: SchemeChecks | None,
    today: date,
    views: Mapping[str, str] | None = None,
) -> Guide:
    """Prepare a talk. `views` is what advisers would answer, by question; `checks` tells which schemes are open."""
    subjects = Subjects(report, views or {}, rules.high_from)
    return Guide(
        report=report,
        rules=rules,
        asks=_chosen(subjects, rules.asks),
        contradictions=subjects.contradictions,
        unknown=unknown_by_need(report),
        strengths=report.strengths[: rules.strengths],
        doors=tuple(_doors(report))[: rules.doors],
        schemes=tuple(_schemes(report, checks, today))[: rules.schemes],
    )


def _chosen(subjects: Subjects, most: int) -> tuple[Ask, ...]:
    """Take one of each kind, then a second of each, and so on; no question comes up twice."""
    chosen: list[Ask] = []
    for of_a_kind in range(1, most + 1):
        for ask in subjects.asks:
            taken = sum(other.kind is ask.kind for other in chosen)
            if len(chosen) < most and taken < of_a_kind and not _asked_already(ask, chosen):
                chosen.append(ask)
    return tuple(sorted(chosen, key=subjects.asks.index))


def _asked_already(ask: Ask, chosen: Sequence[Ask]) -> bool:
    asked = {answered.id for other in chosen for answered in other.about}
    return any(answered.id in asked for answered in ask.about)


def _doors(report: Report) -> Iterator[PlanStep]:
    """Yield the first step for each door."""
    seen: set[str] = set()
    for step in report.plan:
        if step.door.id not in seen:
            yield step
        seen.add(step.door.id)


def _schemes(report: Report, checks: SchemeChecks | None, today: date) -> Iterator[SchemeToday]:
    """Yield what the plan names and one can apply for today, as far as is known."""
    for scheme in dict.fromkeys(scheme for step in report.plan for scheme in step.schemes):
        found = scheme_on(scheme, checks, today)
        if found.state in (SchemeState.OPEN, SchemeState.TO_ASK):
            yield found

"""What a plan aims at, as a form, and what an owner just changed about the plan."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from app.domain.action import Action
from app.domain.profile import Choice
from app.domain.report import ElementResult, Report
from app.domain.scan import Scan
from app.rendering.filters import points
from app.web.changed_elsewhere import StoredField, told_at_fields, told_in_summary
from app.web.forms import target_field, typed_plan
from app.web.messages import message

ADJUSTED, LEFT_OUT, PUT_BACK = "aangepast", "weggelaten", "teruggezet"
NOTICE = "bericht"
"""The id of the place on the result page that tells of a change."""


@dataclass(frozen=True, slots=True)
class TargetField:
    """The level to aim at with one element; `chosen` is empty if what came in is not one of the options."""

    name: str
    result: ElementResult
    options: tuple[Choice, ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class PlanPage:
    """What a plan aims at, as a form; `values` is what was chosen or is stored.

    When another page stored something else meanwhile, `elsewhere` says per field what, away from that field.
    """

    scan: Scan
    report: Report
    values: Mapping[str, str]
    errors: Mapping[str, str]
    elsewhere: Mapping[str, str] = field(default_factory=dict)

    @property
    def goals(self) -> Sequence[Choice]:
        return self.scan.questionnaire.profile.goals

    @property
    def targets(self) -> Iterator[TargetField]:
        options = _levels(self.scan)
        for result in self.report.elements:
            name = target_field(result.element.id)
            chosen = next((option.id for option in options if option.id == self.values.get(name)), "")
            yield TargetField(name, result, options, chosen)


def plan_page(scan: Scan, values: Mapping[str, str], *, errors: Mapping[str, str] | None = None) -> PlanPage:
    return PlanPage(scan, scan.report, values, errors or {})


def changed_plan_page(stored: Scan, values: Mapping[str, str]) -> PlanPage:
    """Return the form again for a plan that was changed elsewhere meanwhile, with what was chosen here."""
    there = typed_plan(stored)
    changed = {name: field for name, field in _stored_fields(stored).items() if there[name] != values.get(name)}
    return PlanPage(
        scan=stored,
        report=stored.report,
        values={**values, "seen": stored.plan_digest},
        errors=told_at_fields(changed),
        elsewhere=told_in_summary(changed),
    )


def _stored_fields(scan: Scan) -> dict[str, StoredField]:
    content = scan.questionnaire
    fields = {"goal": StoredField(message("plan", "goal"), content.profile.labels_of(scan.profile).goal)}
    for element in content.elements:
        level = content.target_of(element.id, scan.choices)
        fields[target_field(element.id)] = StoredField(element.name, level.name)
    return fields


def _levels(scan: Scan) -> tuple[Choice, ...]:
    """Return the levels that one can aim at: all but the lowest, where everybody is already."""
    advised = scan.questionnaire.plan.target
    return tuple(
        Choice(
            id=level.id,
            label=message(
                "plan",
                "advised" if level.id == advised else "level",
                level=level.name,
                points=points(level.lower_bound),
            ),
        )
        for level in scan.questionnaire.levels[1:]
    )


@dataclass(frozen=True, slots=True)
class PlanChange:
    """What an owner just changed: what the plan aims at, or one action; `step` is its number, if it has one now."""

    kind: Literal["adjusted", "left_out", "put_back"]
    action: Action | None = None
    step: int | None = None


def plan_change(report: Report, query: Mapping[str, str]) -> PlanChange | None:
    """Read what to tell from the query of the result page: nothing that is not so any more."""
    dropped = {action.id: action for action in report.dropped}
    if query.get(LEFT_OUT) in dropped:
        return PlanChange("left_out", dropped[query[LEFT_OUT]])
    put_back = report.questionnaire.action_by_id.get(query.get(PUT_BACK, ""))
    if put_back and put_back.id not in dropped:
        steps = {step.action.id: number for number, step in enumerate(report.plan, start=1)}
        return PlanChange("put_back", put_back, steps.get(put_back.id))
    return PlanChange("adjusted") if ADJUSTED in query else None

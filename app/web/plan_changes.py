"""What an owner just changed about a plan, for the result page to tell."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from app.domain.action import Action
from app.domain.report import Report
from app.web.notes import Note

NOTICE = "bericht"
"""The id of the place on the result page that tells of a change."""


@dataclass(frozen=True, slots=True)
class PlanChange:
    """What an owner just changed: what the plan aims at, or one action; `step` is its number, if it has one now."""

    kind: Literal["adjusted", "left_out", "put_back"]
    action: Action | None = None
    step: int | None = None


def plan_change(report: Report, query: Mapping[str, str]) -> PlanChange | None:
    """Read what to tell from the query of the result page: nothing that is not so any more."""
    dropped = {action.id: action for action in report.dropped}
    if query.get(Note.LEFT_OUT) in dropped:
        return PlanChange("left_out", dropped[query[Note.LEFT_OUT]])
    put_back = report.questionnaire.action_by_id.get(query.get(Note.PUT_BACK, ""))
    if put_back and put_back.id not in dropped:
        steps = {step.action.id: number for number, step in enumerate(report.plan, start=1)}
        return PlanChange("put_back", put_back, steps.get(put_back.id))
    return PlanChange("adjusted") if Note.ADJUSTED in query else None

"""What may happen to results after the start of a step, and of a whole plan: a dip first, then the gain.

An estimate without a unit: 0 is as it is now. Month 0 is the one in which the plan begins.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.domain.action import MONTHS, Action
from app.domain.questionnaire import JCurveRules


@dataclass(frozen=True, slots=True)
class StepCurve:
    """One step; `dip` are the months in which results may be lower because of it."""

    action: Action
    start: int
    dip: range
    months: tuple[Fraction, ...]

    @property
    def is_marked(self) -> bool:
        return self.action.j_curve.is_marked


@dataclass(frozen=True, slots=True)
class PlanCurve:
    """The steps in the order of the plan and their sum; `clashing` are the numbers of the steps, from 1, that have a
    marked dip in a month with more of those than the content wants."""

    steps: tuple[StepCurve, ...]
    months: tuple[Fraction, ...]
    clashing: tuple[int, ...]

    @property
    def warns(self) -> bool:
        return bool(self.clashing)

    @property
    def is_flat(self) -> bool:
        return not any(self.months)


def plan_curve(rules: JCurveRules | None, plan: Sequence[Action]) -> PlanCurve | None:
    """Return the curves of these actions and their sum, or None if the content has no numbers for them."""
    if rules is None:
        return None
    steps = tuple(step_curve(rules, action, place=place) for place, action in enumerate(plan))
    return PlanCurve(
        steps=steps,
        months=tuple(sum((step.months[month] for step in steps), Fraction(0)) for month in range(MONTHS)),
        clashing=_clashing(steps, most=rules.marked_at_once),
    )


def step_curve(rules: JCurveRules, action: Action, *, place: int) -> StepCurve:
    """Return the curve of an action at a place in the plan, counted from 0; beyond the last start, that one counts."""
    starts, dip = rules.starts[action.effort.size], action.j_curve
    start = starts[min(place, len(starts) - 1)]
    end = min(start + dip.to_month + 1, MONTHS)
    return StepCurve(
        action=action,
        start=start,
        dip=range(start + dip.from_month, end) if dip.has_dip else range(0),
        months=tuple(_result(rules, action, month - start) for month in range(MONTHS)),
    )


def _result(rules: JCurveRules, action: Action, month: int) -> Fraction:
    """Return the result of an action in a month since its start: nothing yet, the dip, and then what is gained."""
    dip = action.j_curve
    if month < dip.from_month:
        return Fraction(0)
    if month <= dip.to_month:
        return Fraction(0) if dip.depth == "none" else -rules.depth[dip.depth]
    gain = Fraction(0) if action.kind in rules.no_gain else rules.gain[action.effect]
    return gain * min(Fraction(month - dip.to_month, rules.rise), Fraction(1))


def _clashing(steps: Sequence[StepCurve], *, most: int) -> tuple[int, ...]:
    marked = {number: step.dip for number, step in enumerate(steps, start=1) if step.is_marked}
    crowded = {month for month in range(MONTHS) if sum(month in dip for dip in marked.values()) > most}
    return tuple(number for number, dip in marked.items() if crowded.intersection(dip))

"""What a plan aims at, as a form."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.domain.profile import Choice, ProfileChoices
from app.domain.questionnaire import Level, Questionnaire
from app.domain.report import ElementResult
from app.domain.scan import Scan
from app.rendering.filters import points
from app.web.changed_elsewhere import StoredField, told_at_fields, told_in_summary
from app.web.messages import message


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
    values: Mapping[str, str]
    errors: Mapping[str, str]
    elsewhere: Mapping[str, str] = field(default_factory=dict)

    @property
    def goals(self) -> Sequence[Choice]:
        return self.scan.questionnaire.profile.goals

    @property
    def targets(self) -> Iterator[TargetField]:
        options = _options(self.scan.questionnaire)
        for result in self.scan.report.elements:
            name = target_field(result.element.id)
            chosen = next((option.id for option in options if option.id == self.values.get(name)), "")
            yield TargetField(name, result, options, chosen)


def plan_page(scan: Scan, values: Mapping[str, str], *, errors: Mapping[str, str] | None = None) -> PlanPage:
    return PlanPage(scan, values, errors or {})


def changed_plan_page(stored: Scan, values: Mapping[str, str]) -> PlanPage:
    """Return the form again for a plan that was changed elsewhere meanwhile, with what was chosen here."""
    there = typed_plan(stored)
    changed = {name: stood for name, stood in _stored_fields(stored).items() if there[name] != values.get(name)}
    shown = plan_page(stored, {**values, "seen": stored.plan_digest}, errors=told_at_fields(changed))
    return replace(shown, elsewhere=told_in_summary(changed))


def _stored_fields(scan: Scan) -> dict[str, StoredField]:
    content = scan.questionnaire
    fields = {"goal": StoredField(message("plan", "goal"), content.profile.labels_of(scan.profile).goal)}
    for element in content.elements:
        level = content.target_of(element.id, scan.choices)
        fields[target_field(element.id)] = StoredField(element.name, level.name)
    return fields


def _options(questionnaire: Questionnaire) -> tuple[Choice, ...]:
    advised = questionnaire.plan.target
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
        for level in _levels(questionnaire)
    )


def _levels(questionnaire: Questionnaire) -> Sequence[Level]:
    """Return the levels that one can aim at: all but the lowest, where everybody is already."""
    return questionnaire.levels[1:]


def read_goal(form: Mapping[str, str], choices: ProfileChoices) -> tuple[str, dict[str, str]]:
    """Read the goal that a plan serves, and a message for its field if it is none."""
    chosen = form.get("goal", "")
    is_known = chosen in {goal.id for goal in choices.goals}
    return chosen, {} if is_known else {"goal": message("profile", "goal")}


def read_targets(form: Mapping[str, str], questionnaire: Questionnaire) -> tuple[dict[str, str], dict[str, str]]:
    """Read by element the level that a plan aims at, and a message per field without one."""
    levels = {level.id for level in _levels(questionnaire)}
    chosen = {element.id: form.get(target_field(element.id), "") for element in questionnaire.elements}
    errors = {
        target_field(element.id): message("plan", "target", element=element.name)
        for element in questionnaire.elements
        if chosen[element.id] not in levels
    }
    return chosen, errors


def typed_plan(scan: Scan) -> dict[str, str]:
    """Return what a plan aims at as it would be chosen in the form."""
    aims = {
        target_field(element.id): scan.questionnaire.target_of(element.id, scan.choices).id
        for element in scan.questionnaire.elements
    }
    return {"goal": scan.profile.goal, **aims, "seen": scan.plan_digest}


def target_field(element_id: str) -> str:
    return f"target_{element_id}"

"""The pages of what was agreed at a case: all of it with a form for more, and one to change."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.domain.agreed_action import ActionStatus, AgreedAction
from app.domain.case import Case
from app.domain.profile import Choice
from app.domain.report import PlanStep
from app.web.agreement_form import OWN
from app.web.changed_elsewhere import still_seen
from app.web.messages import message


@dataclass(frozen=True, slots=True)
class ShownAction:
    """What was agreed, as people read it today."""

    action: AgreedAction
    today: date

    @property
    def status(self) -> str:
        return message("action_status", self.action.status)

    @property
    def is_overdue(self) -> bool:
        return self.action.is_overdue(self.today)


@dataclass(frozen=True, slots=True)
class AgreementsPage:
    """`values` is what was typed of a new one; `there` is the step that was chosen, if others agreed it meanwhile."""

    case: Case
    actions: Sequence[AgreedAction]
    today: date
    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    there: AgreedAction | None = None
    own: str = OWN

    @property
    def shown(self) -> Iterator[ShownAction]:
        return (ShownAction(action, self.today) for action in self.actions)

    @property
    def steps(self) -> Sequence[PlanStep]:
        """The steps of the plan that nobody agreed yet."""
        agreed = {action.action_id for action in self.actions}
        return [step for step in plan_of(self.case) if step.action.id not in agreed]

    @property
    def opens_form(self) -> bool:
        """Tell whether the form is seen at once."""
        return not self.actions or bool(self.errors) or self.there is not None


def plan_of(case: Case) -> Sequence[PlanStep]:
    """Return the plan of a case, which a scan with open questions does not have."""
    return case.scan.report.plan if case.scan.is_finished else ()


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """What was agreed; `values` is what is stored or was typed.

    With `is_changed` it was changed, by the adviser of this name or by the owner, while a page that did not know of
    that was filled in.
    """

    case: Case
    shown: ShownAction
    values: Mapping[str, str]
    errors: Mapping[str, str] = field(default_factory=dict)
    is_changed: bool = False
    changed_by: str | None = None

    @property
    def action(self) -> AgreedAction:
        return self.shown.action

    @property
    def seen(self) -> str:
        return still_seen(self.action.digest, self.values, self.errors)

    @property
    def changer(self) -> str:
        return self.changed_by or message("agreement", "by_owner")

    @property
    def statuses(self) -> Sequence[Choice]:
        return status_choices()


def status_choices() -> Sequence[Choice]:
    return [Choice(id=status, label=message("action_status", status)) for status in ActionStatus]

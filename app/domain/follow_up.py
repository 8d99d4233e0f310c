"""When advisers ask owners how it goes: which cases wait for that, in which order of days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.domain.agreed_action import ActionStatus, AgreedAction
from app.domain.case import Assignee, CaseStatus
from app.domain.scan import digest_of


class DueGroup(StrEnum):
    """When a case is to be followed up, the most urgent first. The words stand in `web/messages.yaml`."""

    LATE = "late"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"
    UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Days:
    """Days one after another, with the first and the last; None is without end."""

    first: date | None
    last: date | None


def days_of_groups(today: date, *, soon_days: int) -> Mapping[DueGroup, Days]:
    """Return the days of each group that has days; every day is in one of them."""
    tomorrow, soon = today + timedelta(1), today + timedelta(soon_days)
    return {
        DueGroup.LATE: Days(None, today - timedelta(1)),
        DueGroup.TODAY: Days(today, today),
        DueGroup.SOON: Days(tomorrow, soon),
        DueGroup.LATER: Days(soon + timedelta(1), None),
    }


@dataclass(frozen=True, slots=True)
class DueCase:
    """A case that waits; `open_actions` is how many agreed actions are not done, of which some are overdue."""

    key: str
    name: str
    day: date | None
    assignee: Assignee | None
    open_actions: int = 0
    overdue_actions: int = 0


@dataclass(frozen=True, slots=True)
class DueCases:
    """The first of `count` cases."""

    cases: Sequence[DueCase]
    count: int

    @property
    def more(self) -> int:
        return self.count - len(self.cases)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What an adviser heard: how it goes with what was agreed, by id, how far the case is, and the next day to ask."""

    statuses: Mapping[int, ActionStatus]
    status: CaseStatus
    next_on: date | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands with a case: what a follow-up changes."""

    status: CaseStatus
    follow_up_on: date | None
    actions: Sequence[AgreedAction]

    @property
    def digest(self) -> str:
        """Tells whether any of it changed."""
        day = self.follow_up_on.isoformat() if self.follow_up_on else ""
        actions = {str(action.id): action.digest for action in self.actions}
        return digest_of({"status": self.status, "day": day, "actions": actions})

    def is_as_in(self, told: FollowUp) -> bool:
        """Tell whether what was heard would change nothing."""
        statuses = {action.id: action.status for action in self.actions}
        is_same = (self.status, self.follow_up_on) == (told.status, told.next_on)
        return is_same and {**statuses, **told.statuses} == statuses

    def after(self, told: FollowUp) -> Mapping[ActionStatus, int]:
        """Count by status how it goes with all that was agreed once this is stored."""
        statuses = [told.statuses.get(action.id, action.status) for action in self.actions]
        return {status: statuses.count(status) for status in ActionStatus if status in statuses}

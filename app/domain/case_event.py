"""What happens at a case: the lines of its timeline."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.domain.dutch_days import day_of


class CaseEventKind(StrEnum):
    """What was done. The words stand in `web/case_events.yaml`."""

    # By the owner.
    SHARED = "shared"
    CHANGED_SCAN = "changed_scan"
    CHANGED_DETAILS = "changed_details"
    RESPONDED = "responded"
    TOLD_PROGRESS = "told_progress"
    # By advisers.
    SET_STATUS = "set_status"
    ASSIGNED = "assigned"
    SET_FOLLOW_UP = "set_follow_up"
    SET_VIEW = "set_view"
    REMOVED_VIEW = "removed_view"
    SHARED_VIEW = "shared_view"
    WROTE_NOTE = "wrote_note"
    CHANGED_NOTE = "changed_note"
    REMOVED_NOTE = "removed_note"
    AGREED_ACTION = "agreed_action"
    CHANGED_ACTION = "changed_action"
    REMOVED_ACTION = "removed_action"
    FOLLOWED_UP = "followed_up"
    # By the clock.
    REMINDED = "reminded"


@dataclass(frozen=True, slots=True)
class CaseEvent:
    """Without a name it was the owner, or the clock. `subject` and `details` go by kind."""

    at: datetime
    kind: CaseEventKind
    account_name: str | None
    subject: str | None
    details: Mapping[str, str]

    @property
    def day(self) -> date:
        return day_of(self.at)

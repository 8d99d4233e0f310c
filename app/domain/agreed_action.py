"""What adviser and owner agreed to do, and how it goes."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.domain.scan import digest_of


class ActionStatus(StrEnum):
    """How it goes. The words stand in `web/messages.yaml`."""

    PLANNED = "planned"
    STARTED = "started"
    STOPPED = "stopped"
    DONE = "done"


OPEN_STATUSES = frozenset({ActionStatus.PLANNED, ActionStatus.STARTED})


@dataclass(frozen=True, slots=True)
class Agreement:
    """What is done, by whom, and on what day it should be done; `action_id` is the step of the plan that it is."""

    title: str
    who: str
    due_on: date | None = None
    status: ActionStatus = ActionStatus.PLANNED
    action_id: str | None = None

    @property
    def is_open(self) -> bool:
        return self.status in OPEN_STATUSES

    def is_overdue(self, today: date) -> bool:
        return self.is_open and self.due_on is not None and self.due_on < today

    @property
    def told(self) -> dict[str, str]:
        """What was agreed as text by name, but for where it comes from."""
        due_on = self.due_on.isoformat() if self.due_on else ""
        return {"title": self.title, "who": self.who, "due_on": due_on, "status": self.status}

    @property
    def digest(self) -> str:
        """Tells whether what was agreed changed."""
        return digest_of(self.told)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedAction(Agreement):
    """An agreement as it is stored at a case; `added_by` is the adviser who wrote it down."""

    id: int
    added_by: str
    added_at: datetime
    changed_at: datetime

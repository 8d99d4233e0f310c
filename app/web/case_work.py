"""What advisers added to a case so far, in short."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.agreed_action import AgreedAction
from app.domain.note import CaseNote


@dataclass(frozen=True, slots=True)
class CaseWork:
    """`notes` has the latest first."""

    views: int
    actions: Sequence[AgreedAction]
    notes: Sequence[CaseNote]
    today: date

    @property
    def open_actions(self) -> int:
        return sum(action.is_open for action in self.actions)

    @property
    def late_actions(self) -> int:
        return sum(action.is_overdue(self.today) for action in self.actions)

    @property
    def last_note(self) -> CaseNote | None:
        return next(iter(self.notes), None)

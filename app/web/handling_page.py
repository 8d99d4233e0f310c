"""How a case is handled, in words, and the page on which advisers change that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.domain.account import Account
from app.domain.case import Assignee, Case, CaseStatus
from app.domain.case_event import CaseEvent, CaseEventKind
from app.domain.profile import Choice
from app.rendering.filters import long_date
from app.web.changed_elsewhere import StoredField, still_seen
from app.web.handling_form import NOBODY, typed_handling
from app.web.messages import message

HANDLED = (CaseEventKind.SET_STATUS, CaseEventKind.ASSIGNED, CaseEventKind.SET_FOLLOW_UP, CaseEventKind.FOLLOWED_UP)
"""What changes how a case is handled."""


@dataclass(frozen=True, slots=True)
class HandlingInWords:
    """What stands in the box of a case, for `account` who looks at it."""

    case: Case
    account: Account
    today: date

    @property
    def status(self) -> str:
        return message("case_status", self.case.status)

    @property
    def assignee(self) -> str:
        one = self.case.assignee
        return one.name if one else message("handling", "nobody")

    @property
    def is_mine(self) -> bool:
        return self.case.assignee is not None and self.case.assignee.id == self.account.id

    @property
    def is_orphaned(self) -> bool:
        """Whether who looks after the case cannot sign in any more."""
        return self.case.assignee is not None and self.case.assignee.is_blocked

    @property
    def follow_up(self) -> str:
        day = self.case.follow_up_on
        return long_date(day) if day else message("handling", "no_day")

    @property
    def is_overdue(self) -> bool:
        day, is_closed = self.case.follow_up_on, self.case.status is CaseStatus.CLOSED
        return day is not None and day < self.today and not is_closed

    @property
    def is_after_sharing(self) -> bool:
        """Whether the day of follow-up comes when the case can no longer be seen."""
        return self.case.follow_up_on is not None and self.case.follow_up_on > self.case.ends_on

    @property
    def seen(self) -> str:
        """What the button to take a case saw: who looked after it."""
        return str(self.case.assignee.id) if self.case.assignee else ""


@dataclass(frozen=True, slots=True)
class HandlingPage:
    """`clash` is what a colleague did while the form that was sent did not know of it."""

    now: HandlingInWords
    colleagues: Sequence[Assignee]
    can_mail: bool
    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    clash: CaseEvent | None = None

    @property
    def case(self) -> Case:
        return self.now.case

    @property
    def mails_owner(self) -> bool:
        """Whether the owner hears of the day that is chosen."""
        return self.can_mail and bool(self.case.details.email)

    @property
    def seen(self) -> str:
        return still_seen(self.case.handling.digest, self.values, self.errors)

    @property
    def typed(self) -> Mapping[str, str]:
        return typed_handling(self.case.handling) | dict(self.values)

    @property
    def statuses(self) -> Sequence[Choice]:
        return [Choice(id=status, label=message("case_status", status)) for status in CaseStatus]

    @property
    def assignees(self) -> Sequence[Choice]:
        """Nobody, who looks at the page, the colleagues, and who has the case now even if blocked."""
        own = self.now.account
        others = [Choice(id=str(one.id), label=one.name) for one in self.colleagues if one.id != own.id]
        first = [
            Choice(id=NOBODY, label=message("handling", "nobody")),
            Choice(id=str(own.id), label=message("handling", "yourself", person=own.name)),
        ]
        return [*first, *others, *self._blocked]

    @property
    def _blocked(self) -> Sequence[Choice]:
        one = self.case.assignee
        if one is None or not one.is_blocked:
            return []
        return [Choice(id=str(one.id), label=message("handling", "blocked", person=one.name))]

    @property
    def stored(self) -> Sequence[StoredField]:
        """What is stored now, for who is told that it changed."""
        words = {"status": self.now.status, "assignee": self.now.assignee, "follow_up": self.now.follow_up}
        return [StoredField(message("handling", f"stored_{name}"), text) for name, text in words.items()]

"""The page on which advisers record how it goes at a case, with what was recorded before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.domain.agreed_action import ActionStatus, AgreedAction
from app.domain.case import Case, CaseStatus
from app.domain.case_event import CaseEvent, CaseEventKind
from app.domain.follow_up import Standing
from app.domain.note import CaseNote
from app.domain.profile import Choice
from app.rendering.filters import long_date
from app.services.follow_ups import NEXT_ON, STATUS
from app.web.changed_elsewhere import StoredField, still_seen
from app.web.follow_up_form import Further, field_of
from app.web.messages import message
from app.web.note_form import LONGEST_NOTE

CHANGES = frozenset(
    {
        CaseEventKind.SET_STATUS,
        CaseEventKind.SET_FOLLOW_UP,
        CaseEventKind.AGREED_ACTION,
        CaseEventKind.CHANGED_ACTION,
        CaseEventKind.REMOVED_ACTION,
        CaseEventKind.TOLD_PROGRESS,
        CaseEventKind.FOLLOWED_UP,
    }
)
"""What changes how it stands with a case."""
# A form has room for a little more.
_MOST_ACTIONS = 40


@dataclass(frozen=True, slots=True)
class ActionRow:
    """How it goes with what was agreed, as a question; `chosen` is what is stored or was typed."""

    action: AgreedAction
    today: date
    chosen: str

    @property
    def name(self) -> str:
        return field_of(self.action.id)

    @property
    def is_overdue(self) -> bool:
        return self.action.is_overdue(self.today)

    @property
    def choices(self) -> Sequence[tuple[Choice, bool]]:
        """What can be chosen, and whether it is the first."""
        return [
            (Choice(id=one, label=message("action_status", one)), not place) for place, one in enumerate(ActionStatus)
        ]


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was recorded earlier, in words; `note` is what was heard, unless somebody removed that."""

    event: CaseEvent
    note: CaseNote | None

    @property
    def actions(self) -> str:
        """How it went with what was agreed; empty if there was nothing."""
        counts = {status: self.event.details.get(status) for status in ActionStatus}
        words = (f"{count} {message('action_status', status).lower()}" for status, count in counts.items() if count)
        return ", ".join(words)

    @property
    def further(self) -> str:
        if self.event.details.get(STATUS) == CaseStatus.CLOSED:
            return message("follow_up", "was_closed")
        day = self.event.details.get(NEXT_ON)
        return message("follow_up", "was_day", day=long_date(date.fromisoformat(day))) if day else ""


@dataclass(frozen=True, slots=True)
class FollowUpPage:
    """`clash` is what somebody else did while the form that was sent did not know of it."""

    case: Case
    standing: Standing
    earlier: Sequence[CaseEvent]
    notes: Sequence[CaseNote]
    today: date
    can_mail: bool
    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    clash: CaseEvent | None = None
    is_recorded: bool = False
    most: int = LONGEST_NOTE

    @property
    def seen(self) -> str:
        return still_seen(self.standing.digest, self.values, self.errors)

    @property
    def still_open(self) -> Sequence[ActionRow]:
        return [row for row in self._rows if row.action.is_open]

    @property
    def over(self) -> Sequence[ActionRow]:
        """What is done or was stopped."""
        return [row for row in self._rows if not row.action.is_open]

    @property
    def over_count(self) -> int:
        return len(self.over)

    @property
    def opens_over(self) -> bool:
        """Whether something else was typed for what is over, so that it should be in sight."""
        return any(row.chosen != row.action.status for row in self.over)

    @property
    def left_out(self) -> int:
        """How many agreed actions the form has no room for; those that are open come first."""
        return max(0, len(self.standing.actions) - _MOST_ACTIONS)

    @property
    def _rows(self) -> Sequence[ActionRow]:
        actions = self.standing.actions[:_MOST_ACTIONS]
        return [ActionRow(one, self.today, self.values.get(field_of(one.id), one.status)) for one in actions]

    @property
    def planned(self) -> str:
        """For when the follow-up was planned."""
        day, closed = self.standing.follow_up_on, self.standing.status is CaseStatus.CLOSED
        if closed or day is None:
            return message("follow_up", "closed_now" if closed else "no_day")
        name = "late" if day < self.today else "today" if day == self.today else "ahead"
        return message("follow_up", f"planned_{name}", day=long_date(day))

    @property
    def is_after_sharing(self) -> bool:
        """Whether the day comes when the case can no longer be seen."""
        day = self.standing.follow_up_on
        return day is not None and day > self.case.ends_on

    @property
    def mails_owner(self) -> bool:
        """Whether the owner hears of the day that is chosen."""
        return self.can_mail and bool(self.case.details.email)

    @property
    def ways(self) -> Sequence[tuple[Choice, bool]]:
        """How it can go on, and whether it is the first."""
        return [(Choice(id=one, label=message("follow_up", one)), not place) for place, one in enumerate(Further)]

    @property
    def recorded(self) -> Sequence[Recorded]:
        # SQLite gives ids out again, but what was heard is of the same moment.
        notes = {(str(note.id), note.written_at): note for note in self.notes}
        return [Recorded(event, notes.get((event.subject or "", event.at))) for event in self.earlier]

    @property
    def stored(self) -> Sequence[StoredField]:
        """How it stands now, for who is told that it changed."""
        day = self.standing.follow_up_on
        return [
            StoredField(message("handling", "stored_status"), message("case_status", self.standing.status)),
            StoredField(
                message("follow_up", "stored_day"), long_date(day) if day else message("follow_up", "stored_no_day")
            ),
            *(StoredField(each.title, message("action_status", each.status)) for each in self.standing.actions),
        ]

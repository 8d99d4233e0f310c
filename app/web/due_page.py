"""The page of the cases to follow up, for advisers: by when, and how much of what was agreed is still open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from app.domain.case import Assignee
from app.domain.case_search import CaseSearch, CaseSort, Whose
from app.domain.follow_up import DueCase, DueCases, DueGroup
from app.rendering.filters import long_date, period
from app.services.follow_up_rules import follow_up_rules
from app.web.messages import message
from app.web.tabs import Tab


@dataclass(frozen=True, slots=True)
class DueRow:
    """A case in words."""

    case: DueCase
    today: date

    @property
    def key(self) -> str:
        return self.case.key

    @property
    def name(self) -> str:
        return self.case.name

    @property
    def assignee(self) -> Assignee | None:
        return self.case.assignee

    @property
    def day(self) -> str:
        """The day, with how far that is from today unless it is further away than a week or so."""
        if self.case.day is None:
            return ""
        ahead = (self.case.day - self.today).days
        name = "late" if ahead < 0 else {0: "today", 1: "tomorrow"}.get(ahead, "ahead")
        if ahead > follow_up_rules().soon_days:
            return long_date(self.case.day)
        return message("due_day", name, day=long_date(self.case.day), days=period(abs(ahead)))

    @property
    def actions(self) -> str:
        """What was agreed and is still to be done, in words; empty for nothing."""
        still_open, overdue = self.case.open_actions, self.case.overdue_actions
        if not still_open:
            return ""
        name = "one" if still_open == 1 else "many"
        late = f"_late_{'one' if overdue == 1 else 'many'}" if overdue else ""
        return message("due_actions", f"{name}{late}", open=str(still_open), overdue=str(overdue))


@dataclass(frozen=True, slots=True)
class DueSection:
    """A group of the page, with what to say if it is empty."""

    group: DueGroup
    found: DueCases
    today: date

    @property
    def heading(self) -> str:
        return message("due_groups", self.group, days=str(follow_up_rules().soon_days))

    @property
    def explained(self) -> str:
        return message("due_groups", "undated_why") if self.group is DueGroup.UNDATED else ""

    @property
    def rows(self) -> Sequence[DueRow]:
        return [DueRow(case, self.today) for case in self.found.cases]


@dataclass(frozen=True, slots=True)
class DuePage:
    """`address` is that of this page, and `list_address` that of all cases; `only_own` is what was asked for."""

    found: Mapping[DueGroup, DueCases]
    address: str
    list_address: str
    only_own: bool
    today: date

    @property
    def sections(self) -> Sequence[DueSection]:
        """The groups with cases; today also without."""
        shown = [
            group for group in DueGroup if self.found[group].count or (group is DueGroup.TODAY and not self.is_empty)
        ]
        return [DueSection(group, self.found[group], self.today) for group in shown]

    @property
    def is_empty(self) -> bool:
        return not any(found.count for found in self.found.values())

    @property
    def whose(self) -> Sequence[Tab]:
        own = f"{self.address}?{urlencode({'whose': Whose.MINE})}"
        return [
            Tab(message("due", "everybody"), self.address, is_here=not self.only_own),
            Tab(message("due", "mine"), own, is_here=self.only_own),
        ]

    @property
    def rest(self) -> str:
        """Where all cases are, in the order in which they are to be followed up."""
        search = CaseSearch(sort=CaseSort.FOLLOW_UP, whose=Whose.MINE if self.only_own else "")
        return f"{self.list_address}?{urlencode(search.parameters)}"

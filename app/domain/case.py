"""A scan that an owner shared, as the adviser organisation has it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.domain.scan import Scan, digest_of
from app.domain.sharing import OwnerDetails, Scope


class CaseStatus(StrEnum):
    """How far advisers are with a case, in this order."""

    NEW = "new"
    CONTACTED = "contacted"
    PLAN_AGREED = "plan_agreed"
    FOLLOWING_UP = "following_up"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Assignee:
    """An adviser who looks after a case, or may; who `is_blocked` cannot sign in any more."""

    id: int
    name: str
    is_blocked: bool = False


@dataclass(frozen=True, slots=True)
class Handling:
    """What advisers agree among themselves on a case."""

    status: CaseStatus
    assignee_id: int | None
    follow_up_on: date | None

    @property
    def digest(self) -> str:
        """Tells whether any of it changed."""
        day = self.follow_up_on.isoformat() if self.follow_up_on else ""
        return digest_of({"status": self.status, "assignee": self.assignee_id, "follow_up_on": day})


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in a list, in words. To an adviser it is new until opened, and changed when something happened since."""

    key: str
    company_name: str | None
    contact_name: str
    sector: str
    size: str
    municipality: str | None
    question: str
    shared_on: date
    ends_on: date
    status: CaseStatus = CaseStatus.NEW
    assignee: str | None = None
    follow_up_on: date | None = None
    is_new: bool = False
    is_changed: bool = False

    @property
    def name(self) -> str:
        return self.company_name or self.contact_name

    @property
    def first_line(self) -> str:
        """The question, as far as a list has room for it."""
        return next(iter(self.question.splitlines()), "")


@dataclass(frozen=True, slots=True)
class Case:
    """`id` is that of the stored case and `key` its name in addresses; `scan_hash` names the scan in the log.

    `view_shared_at` is when the owner last got to see what advisers would answer.
    """

    id: int
    key: str
    scan: Scan
    scan_hash: str
    scope: Scope
    details: OwnerDetails
    shared_at: datetime
    shared_on: date
    ends_on: date
    status: CaseStatus = CaseStatus.NEW
    assignee: Assignee | None = None
    follow_up_on: date | None = None
    view_shared_at: datetime | None = None

    @property
    def name(self) -> str:
        return self.scan.company.company_name or self.details.name

    @property
    def has_figures(self) -> bool:
        return self.scope is Scope.CASE_AND_FIGURES

    @property
    def handling(self) -> Handling:
        return Handling(self.status, self.assignee.id if self.assignee else None, self.follow_up_on)

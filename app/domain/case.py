"""A scan that an owner shared, as the adviser organisation has it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.domain.scan import Scan
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
    """The adviser who looks after a case."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in the list of an organisation, in words. It is new until somebody of the organisation opens it."""

    key: str
    company_name: str | None
    contact_name: str
    sector: str
    size: str
    municipality: str | None
    question: str
    shared_on: date
    ends_on: date
    is_new: bool

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

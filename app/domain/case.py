"""A scan that an owner shared, as the adviser organisation has it."""

from dataclasses import dataclass
from datetime import date, datetime

from app.domain.scan import Scan
from app.domain.sharing import OwnerDetails, Scope


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
    """`scan_hash` names the scan in the log."""

    key: str
    scan: Scan
    scan_hash: str
    scope: Scope
    details: OwnerDetails
    shared_at: datetime
    shared_on: date
    ends_on: date

    @property
    def name(self) -> str:
        return self.scan.company.company_name or self.details.name

    @property
    def has_figures(self) -> bool:
        return self.scope is Scope.CASE_AND_FIGURES

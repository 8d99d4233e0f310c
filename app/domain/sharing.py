"""What an owner shares: with which organisation, how much, until when, and how they reach the owner."""

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum

from app.domain.account import Organisation
from app.domain.scan import digest_of


class Scope(StrEnum):
    """How much an organisation sees: the scan, or also the number that the owner's amounts and hours come to."""

    CASE = "case"
    CASE_AND_FIGURES = "case_and_figures"


@dataclass(frozen=True, slots=True)
class OwnerDetails:
    """How advisers reach an owner, and what the owner asks them; empty where nothing was told."""

    name: str
    email: str = ""
    phone: str = ""
    question: str = ""

    @property
    def digest(self) -> str:
        """Tells whether what the owner told changed."""
        return digest_of(asdict(self))


@dataclass(frozen=True, slots=True)
class Terms:
    """What an owner agrees to: how much is shared, on which version of the text, up to and including which day."""

    scope: Scope
    text_version: str
    ends_on: date

    @property
    def has_figures(self) -> bool:
        return self.scope is Scope.CASE_AND_FIGURES

    @property
    def digest(self) -> str:
        """Tells whether other terms were agreed to."""
        return digest_of({"scope": self.scope, "text": self.text_version, "ends_on": self.ends_on.isoformat()})


@dataclass(frozen=True, slots=True)
class Share:
    """A scan that is shared; nobody of an organisation that no longer takes part can see it."""

    organisation: Organisation
    takes_part: bool
    details: OwnerDetails
    terms: Terms
    shared_at: datetime


@dataclass(frozen=True, slots=True)
class Consent:
    """That an owner agreed to share a scan, and what ended that if something did."""

    organisation_name: str
    terms: Terms
    given_at: datetime
    ended_at: datetime | None
    ended_by: str | None


@dataclass(frozen=True, slots=True)
class Advisers:
    """The organisations with which a scan can be shared: of its municipality, of the whole country, of elsewhere."""

    near: Sequence[Organisation]
    everywhere: Sequence[Organisation]
    elsewhere: Sequence[Organisation]

    @property
    def all(self) -> Sequence[Organisation]:
        return [*self.near, *self.everywhere, *self.elsewhere]


def advisers_for(municipality: str | None, organisations: Iterable[Organisation]) -> Advisers:
    """Sort organisations of advisers by whether they help companies in a municipality."""
    near: list[Organisation] = []
    everywhere: list[Organisation] = []
    elsewhere: list[Organisation] = []
    for organisation in organisations:
        area = organisation.municipalities
        group = everywhere if not area else near if municipality in area else elsewhere
        group.append(organisation)
    return Advisers(near, everywhere, elsewhere)


def months_after(day: date, months: int) -> date:
    """Return the same day of a later month, or the last one of that month if it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))

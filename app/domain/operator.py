"""Who runs this site: whom visitors may ask, who answers for their data and how long it is kept."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from app.domain.action import Door
from app.domain.email_address import Email
from app.domain.parsed import Parsed, Slug, Text
from app.domain.schemes import SchemeChecks


def _fit_for_a_link(address: str) -> str:
    """Return an e-mail address as it is. Raises ValueError where a `mailto:` link would give a sign another meaning."""
    if set("?&#%") & set(address):
        raise ValueError("expected an e-mail address without ? & # or %")
    return address


LinkedEmail = Annotated[Email, AfterValidator(_fit_for_a_link)]
Phone = Annotated[str, StringConstraints(pattern=r"^\+?[0-9][0-9 -]{2,20}$")]
WebAddress = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$", max_length=300)]
Days = Annotated[int, Field(ge=1, le=3650)]


class Contact(Parsed):
    """A person or a desk, and the ways to reach it."""

    name: Text
    email: LinkedEmail | None = None
    phone: Phone | None = None
    website: WebAddress | None = None
    postal_address: Text | None = None

    @property
    def ways(self) -> Sequence[str]:
        """The quick ways to reach it, as people read them."""
        return [way for way in (self.phone, self.email, self.website) if way]

    @property
    def addresses(self) -> Sequence[str]:
        """The ways to reach it as addresses that a machine can follow, safe ones only."""
        mail = [f"mailto:{self.email}"] if self.email else []
        page = [self.website] if self.website and self.website.startswith("https:") else []
        return [*mail, *page, *([f"tel:{self.dialled}"] if self.phone else [])]

    @property
    def dialled(self) -> str:
        """The phone number without what only helps to read it."""
        return (self.phone or "").replace(" ", "").replace("-", "")

    @property
    def is_reachable(self) -> bool:
        return bool(self.email or self.phone or self.website or self.postal_address)


class Retention(Parsed):
    """How many days a scan is kept after its last change; an erased scan is remembered as long as backups are.

    A line of the log is kept from when it was written, proof of a consent from when that ended, and the key to who
    counted in a year from the end of that year. Older files do not say how long: then it is what the design of the scan
    proposes.
    """

    draft_days: Days
    finished_days: Days
    backup_days: Days
    log_days: Annotated[Days, Field(ge=365)] = 365
    consent_days: Days = 730
    ledger_days: Days = 31
    source: Text


class Operator(Parsed):
    """All of `organisation.yaml`. A role without a contact is not filled: the pages say so."""

    controller: Contact | None = None
    data_protection_officer: Contact | None = None
    legal_basis: Text | None = None
    processors: tuple[Text, ...] | None = None
    accessibility: Contact | None = None
    accessibility_statement: WebAddress | None = None
    security: Contact | None = None
    desk: Contact
    first_doors: tuple[Slug, ...] = ()
    doors: dict[Slug, Contact] = {}
    retention: Retention
    schemes: SchemeChecks | None = None

    def contact_of(self, door: Door) -> Contact | None:
        """Return how to reach a door, if whoever runs the site filled that in."""
        return self.doors.get(door.id)

    def doors_for_questions(self, doors: Sequence[Door], municipality: str | None) -> Sequence[Door]:
        """Return which of these doors take every question: the first that is open to a municipality, or else all."""
        by_id = {door.id: door for door in doors}
        named = [by_id[door_id] for door_id in self.first_doors if door_id in by_id]
        if municipality is None:
            return named
        return [door for door in named if not door.municipalities or municipality in door.municipalities][:1]

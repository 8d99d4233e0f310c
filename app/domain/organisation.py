"""Who runs this site: whom visitors may ask, who answers for their data and how long it is kept."""

from typing import Annotated

from pydantic import Field, StringConstraints

from app.domain.parsed import Parsed, Slug, Text

Email = Annotated[str, StringConstraints(pattern=r"^[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\"]+$", max_length=254)]
WebAddress = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$", max_length=300)]
Days = Annotated[int, Field(ge=1, le=3650)]


class Contact(Parsed):
    """A person or a desk, and the ways to reach it."""

    name: Text
    email: Email | None = None
    phone: Text | None = None
    website: WebAddress | None = None
    postal_address: Text | None = None


class Retention(Parsed):
    """How many days a scan is kept after its last change; an erased scan is remembered as long as backups are."""

    draft_days: Days
    finished_days: Days
    backup_days: Days
    source: Text


class Organisation(Parsed):
    """All of `organisation.yaml`. A role without a contact is not filled: the pages say so."""

    controller: Contact | None = None
    data_protection_officer: Contact | None = None
    accessibility: Contact | None = None
    accessibility_statement: WebAddress | None = None
    security: Contact | None = None
    desk: Contact
    doors: dict[Slug, Contact] = {}
    retention: Retention

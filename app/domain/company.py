"""What an owner chose to tell about a company; no question, score or advice depends on it."""

from typing import Annotated, NotRequired, TypedDict

from pydantic import StringConstraints

from app.domain.parsed import Parsed

LONGEST_NAME = 80


class Company(Parsed):
    """The name, a keyed hash of the KvK number, and the choice to count with the version of the text about it.

    Without a version no choice was made.
    """

    company_name: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_NAME)] | None = None
    kvk_token: str | None = None
    may_count: bool = False
    consent_version: str | None = None


class CompanyChanges(TypedDict):
    """What a form says of a company; without `kvk_token` the number stays as it is."""

    company_name: str | None
    kvk_token: NotRequired[str | None]
    may_count: bool
    consent_version: str

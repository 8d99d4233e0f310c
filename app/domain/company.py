"""What an owner chose to tell about a company; no question, score or advice depends on it."""

from typing import Annotated, NotRequired, TypedDict

from pydantic import StringConstraints

from app.domain.parsed import Parsed

LONGEST_NAME = 80


class Company(Parsed):
    """The name, a keyed hash of the KvK number, the choice to count with the version of its text, and a campaign.

    Without a version no choice was made. Of a campaign, by which the owner came, it is the code.
    """

    company_name: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_NAME)] | None = None
    kvk_token: str | None = None
    may_count: bool = False
    consent_version: str | None = None
    campaign: str | None = None


class CompanyChanges(TypedDict):
    """What a form says of a company; without `kvk_token` or `campaign` those stay as they are."""

    company_name: str | None
    kvk_token: NotRequired[str | None]
    may_count: bool
    consent_version: str
    campaign: NotRequired[str | None]

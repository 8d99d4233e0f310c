"""The tables of what owners share with an adviser organisation: the consent, and the case for as long as it lasts."""

from datetime import date, datetime

from sqlalchemy import Index, Text
from sqlmodel import Field, SQLModel

from app.db import account_tables, scan_tables  # noqa: F401  # these tables point at theirs
from app.db.columns import UtcDateTime
from app.domain.case import CaseStatus

LISTED_BY = ("status", "sector", "size", "municipality", "assignee_id", "changed_at", "found_by")


class ConsentRow(SQLModel, table=True):
    """The proof that an owner let an organisation see a scan: which text was read, what it covers, from when to when.

    It outlives the case and the scan, so it names the scan by the hash of its secret. `ended_by` says what ended it.
    """

    __tablename__ = "consent"

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True, max_length=32)
    scan_hash: str = Field(max_length=64, index=True)
    organisation_id: int = Field(foreign_key="organisation.id", ondelete="RESTRICT", index=True)
    text_version: str = Field(max_length=20)
    scope: str = Field(max_length=20)
    given_at: datetime = Field(sa_type=UtcDateTime)
    ends_on: date
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_by: str | None = Field(default=None, max_length=20)


class CaseRow(SQLModel, table=True):
    """A scan as an adviser organisation has it, with how to reach the owner. There is one as long as there is consent.

    All that an organisation adds hangs on this row and goes with it. `key` is its name in addresses. `changed_at` is
    when the owner or a colleague last did something that advisers want to know of. `sort_name` and `found_by` are what
    lists sort and search by, in folded letters; `sector`, `size` and `municipality` are those of the scan, for lists
    too. `view_shared_at` is when the owner last got to see the second view.
    """

    __tablename__ = "adviser_case"
    __table_args__ = (
        # Lists find in these alone which cases they are about, and only then read those.
        Index("ix_adviser_case_list", "organisation_id", "shared_at", "id", "ends_on", *LISTED_BY),
        Index("ix_adviser_case_changed_at", "organisation_id", "changed_at", "id", "ends_on"),
        Index("ix_adviser_case_sort_name", "organisation_id", "sort_name", "id", "ends_on"),
        Index("ix_adviser_case_follow_up_on", "organisation_id", "follow_up_on", "id", "ends_on"),
        Index("ix_adviser_case_municipality", "organisation_id", "municipality", "ends_on"),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True, max_length=32)
    scan_id: int = Field(foreign_key="scan.id", ondelete="RESTRICT", unique=True)
    consent_id: int = Field(foreign_key="consent.id", ondelete="RESTRICT", unique=True)
    organisation_id: int = Field(foreign_key="organisation.id", ondelete="RESTRICT", index=True)
    contact_name: str = Field(max_length=80)
    contact_email: str | None = Field(default=None, max_length=254)
    contact_phone: str | None = Field(default=None, max_length=30)
    question: str = Field(sa_type=Text)
    shared_at: datetime = Field(sa_type=UtcDateTime)
    ends_on: date = Field(index=True)
    warned_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    status: str = Field(default=CaseStatus.NEW, max_length=20)
    assignee_id: int | None = Field(default=None, foreign_key="account.id", ondelete="SET NULL", index=True)
    follow_up_on: date | None = None
    reminded_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    changed_at: datetime = Field(sa_type=UtcDateTime)
    sort_name: str = Field(default="", max_length=200)
    found_by: str = Field(default="", sa_type=Text)
    sector: str = Field(default="", max_length=40)
    size: str = Field(default="", max_length=40)
    municipality: str | None = Field(default=None, max_length=6)
    view_shared_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class PassOnRow(SQLModel, table=True):
    """A wish of advisers to pass a case on to another organisation, until the owner agrees or `expires_at`.

    Who has the token behind the hash (SHA-256), from a mail to the owner, may agree.
    """

    __tablename__ = "pass_on"

    case_id: int = Field(primary_key=True, foreign_key="adviser_case.id", ondelete="CASCADE")
    organisation_id: int = Field(foreign_key="organisation.id", ondelete="RESTRICT")
    asked_by: int = Field(foreign_key="account.id", ondelete="RESTRICT")
    reason: str = Field(sa_type=Text)
    token_hash: str = Field(unique=True, max_length=64)
    asked_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)


class JointVisitRow(SQLModel, table=True):
    """An adviser who fills in a scan together with its owner, until the visit or the adviser's session ends."""

    __tablename__ = "joint_visit"

    token_hash: str = Field(primary_key=True, max_length=64)
    scan_id: int = Field(foreign_key="scan.id", ondelete="CASCADE", unique=True)
    session_hash: str = Field(foreign_key="account_session.token_hash", ondelete="CASCADE", index=True, max_length=64)
    started_at: datetime = Field(sa_type=UtcDateTime)

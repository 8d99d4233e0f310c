"""The table of who did what with which scan or account."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from app.db.columns import UtcDateTime


class AuditRow(SQLModel, table=True):
    """One line of the log; triggers refuse to change it, and to remove it within a year.

    It outlives what it is about: a scan is named by the hash of its secret, people and organisations also by the names
    they had. Without an account it was the owner, or the clock.
    """

    __tablename__ = "audit_line"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime, index=True)
    action: str = Field(max_length=40)
    account_id: int | None = Field(default=None, index=True)
    account_name: str | None = Field(default=None, max_length=80)
    organisation_id: int | None = None
    organisation_name: str | None = Field(default=None, max_length=120)
    scan_hash: str | None = Field(default=None, max_length=64, index=True)
    about_account_id: int | None = Field(default=None, index=True)
    about_organisation_id: int | None = Field(default=None, index=True)
    about_campaign: str | None = Field(default=None, index=True, max_length=20)

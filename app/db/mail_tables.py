"""The outbox: mail that was promised to a visitor and not sent yet, and how many such promises there were."""

from datetime import datetime

from sqlalchemy import Text
from sqlmodel import Field, SQLModel

from app.db.columns import UtcDateTime

# They point at tables of scans, accounts and cases, but have none of these read: every page has mail in its reach.


class OutboxRow(SQLModel, table=True):
    """One mail to send; removed once it is, or with the scan, the account or the case that it is about.

    `message_id` stays the same however often it is tried. Until `try_at` nobody tries it, but for who set that moment.
    """

    __tablename__ = "outbox"

    id: int | None = Field(default=None, primary_key=True)
    scan_id: int | None = Field(default=None, foreign_key="scan.id", ondelete="CASCADE", index=True)
    account_id: int | None = Field(default=None, foreign_key="account.id", ondelete="CASCADE", index=True)
    case_id: int | None = Field(default=None, foreign_key="adviser_case.id", ondelete="CASCADE", index=True)
    message_id: str = Field(unique=True, max_length=200)
    recipient: str = Field(max_length=254)
    subject: str = Field(max_length=200)
    text: str = Field(sa_type=Text)
    html: str = Field(sa_type=Text)
    tries: int = 0
    written_at: datetime = Field(sa_type=UtcDateTime)
    try_at: datetime = Field(sa_type=UtcDateTime, index=True)


class MailedLinkRow(SQLModel, table=True):
    """A link that was promised by mail, kept for a day to hold such mail to its limits, also when its scan is removed.

    The tokens are keyed hashes: of the address it went to, and of where the visitor who asked comes from.
    """

    __tablename__ = "mailed_link"

    id: int | None = Field(default=None, primary_key=True)
    scan_id: int | None = Field(foreign_key="scan.id", ondelete="SET NULL", index=True)
    recipient_token: str = Field(max_length=64, index=True)
    visitor_token: str = Field(max_length=64, index=True)
    promised_at: datetime = Field(sa_type=UtcDateTime, index=True)

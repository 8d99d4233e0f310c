"""The outbox: mail that was promised to a visitor and not sent yet."""

from datetime import datetime

from sqlalchemy import Text
from sqlmodel import Field, SQLModel

from app.db.engine import UtcDateTime


class OutboxRow(SQLModel, table=True):
    """One mail to send; removed once it is. `message_id` stays the same however often it is tried."""

    __tablename__ = "outbox"

    id: int | None = Field(default=None, primary_key=True)
    message_id: str = Field(unique=True, max_length=200)
    recipient: str = Field(max_length=254)
    subject: str = Field(max_length=200)
    text: str = Field(sa_type=Text)
    html: str = Field(sa_type=Text)
    tries: int = 0
    written_at: datetime = Field(sa_type=UtcDateTime)
    try_at: datetime = Field(sa_type=UtcDateTime, index=True)

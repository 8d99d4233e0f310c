"""Attempts to open what is not one's own, counted per visitor."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from app.db.columns import UtcDateTime


class FailedAttemptsRow(SQLModel, table=True):
    """How often one visitor, by a keyed hash of the address, gave a wrong secret since `since`."""

    __tablename__ = "failed_attempts"

    visitor: str = Field(primary_key=True, max_length=64)
    count: int
    since: datetime = Field(sa_type=UtcDateTime)

"""The table of campaigns."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from app.db.columns import UtcDateTime


class CampaignRow(SQLModel, table=True):
    """A campaign, which is never removed: its code is on paper, and scans say that they came by it.

    `letters` is the code without hyphens, as somebody may type it.
    """

    __tablename__ = "campaign"

    code: str = Field(primary_key=True, max_length=20)
    letters: str = Field(unique=True, max_length=20)
    kind: str = Field(max_length=20)
    name: str = Field(max_length=80)
    added_at: datetime = Field(sa_type=UtcDateTime)
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

"""The tables of workshops: owners who fill in their own scan in one room, of whom the adviser sees only counts."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from app.db import account_tables, scan_tables  # noqa: F401  # these tables point at theirs
from app.db.columns import UtcDateTime


class WorkshopRow(SQLModel, table=True):
    """A workshop of an organisation; who has its `code` joins it until it is closed or `expires_at`.

    `joined` and `finished` are how many there were when it closed, if they were enough to tell. `key` is its name in
    the addresses of advisers.
    """

    __tablename__ = "workshop"

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True, max_length=32)
    organisation_id: int = Field(foreign_key="organisation.id", ondelete="RESTRICT", index=True)
    account_id: int = Field(foreign_key="account.id", ondelete="RESTRICT")
    title: str = Field(max_length=80)
    code: str = Field(unique=True, max_length=12)
    opened_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    joined: int | None = None
    finished: int | None = None


class WorkshopScanRow(SQLModel, table=True):
    """That a scan was started at a workshop, as long as that is open; after that nothing links them."""

    __tablename__ = "workshop_scan"

    scan_id: int = Field(primary_key=True, foreign_key="scan.id", ondelete="CASCADE")
    workshop_id: int = Field(foreign_key="workshop.id", ondelete="CASCADE", index=True)
    joined_at: datetime = Field(sa_type=UtcDateTime)

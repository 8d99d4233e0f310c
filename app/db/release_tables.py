"""The tables of releases, and of what each company spent of its privacy for them; nothing in them leads to a scan.

Triggers keep a release as it is once its row is there, so that goes in last. They also refuse to let a company spend
more than the budget of a year, or anything once the key of that year is gone.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, String, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.db.columns import UtcDateTime

# In SQLite a row could else be replaced by its number, past every trigger.
_BY_KEY_ALONE = {"sqlite_with_rowid": False}


def _release_id() -> Column[Any]:
    release = ForeignKey("release.id", deferrable=True, initially="DEFERRED")
    return Column("release_id", String(60), release, primary_key=True)


class ReleaseRow(SQLModel, table=True):
    """A release; see `app.domain.release`."""

    __tablename__ = "release"
    __table_args__ = (UniqueConstraint("province", "period"), _BY_KEY_ALONE)

    id: str = Field(primary_key=True, max_length=60)
    province: str = Field(max_length=60)
    period: str = Field(max_length=10)
    kind: str = Field(max_length=10)
    tier: str = Field(max_length=1)
    rho: int
    specification_version: str = Field(max_length=20)
    specification_hash: str = Field(max_length=64)
    specification: str = Field(sa_type=Text)
    questionnaire_hash: str = Field(max_length=64)
    program_version: str = Field(max_length=20)
    published_at: datetime = Field(sa_type=UtcDateTime)


class ReleaseCellRow(SQLModel, table=True):
    """A figure of a release, as everybody may read it."""

    __tablename__ = "release_cell"
    __table_args__ = _BY_KEY_ALONE

    release_id: str = Field(sa_column=_release_id())
    table_name: str = Field(primary_key=True, max_length=30)
    region: str = Field(primary_key=True, max_length=10)
    sector: str = Field(primary_key=True, max_length=60)
    size: str = Field(primary_key=True, max_length=40)
    element: str = Field(primary_key=True, max_length=40)
    statistic: str = Field(primary_key=True, max_length=20)
    value: float | None = None
    margin: float | None = None
    companies: int | None = None
    status: str = Field(max_length=20)


class ReleaseOpeningRow(SQLModel, table=True):
    """That somebody of a province made a release open data, or ended that: the latest of a release says which."""

    __tablename__ = "release_opening"

    release_id: str = Field(primary_key=True, foreign_key="release.id", max_length=60)
    at: datetime = Field(primary_key=True, sa_type=UtcDateTime)
    is_open: bool
    account_name: str = Field(max_length=80)


class ReleaseMeasurementRow(SQLModel, table=True):
    """A number of a release as it was drawn, with its noise."""

    __tablename__ = "release_measurement"
    __table_args__ = _BY_KEY_ALONE

    release_id: str = Field(sa_column=_release_id())
    table_name: str = Field(primary_key=True, max_length=30)
    region: str = Field(primary_key=True, max_length=10)
    sector: str = Field(primary_key=True, max_length=60)
    size: str = Field(primary_key=True, max_length=40)
    part: str = Field(primary_key=True, max_length=10)
    element: str = Field(primary_key=True, max_length=40)
    bin: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    value: int


class LedgerYearRow(SQLModel, table=True):
    """A year of the ledger, in which each company has `budget` to spend, in thousandths of rho.

    The tokens of companies follow from `nonce`. It goes when the year is closed: then nobody finds whose a token is.
    """

    __tablename__ = "ledger_year"

    year: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    nonce: str | None = Field(default=None, max_length=64)
    budget: int
    opened_at: datetime = Field(sa_type=UtcDateTime)


class BudgetSpentRow(SQLModel, table=True):
    """What a company spent on a release, in thousandths of rho."""

    __tablename__ = "budget_spent"
    __table_args__ = (
        CheckConstraint("rho > 0", name="rho"),
        Index("ix_budget_spent_year_token", "year", "token"),
        _BY_KEY_ALONE,
    )

    release_id: str = Field(sa_column=_release_id())
    token: str = Field(primary_key=True, max_length=64)
    year: int = Field(foreign_key="ledger_year.year")
    rho: int

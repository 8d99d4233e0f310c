"""The tables of a scan: its profile, its answers and its report, and what remains."""

from datetime import datetime

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from app.db import questionnaire_tables  # noqa: F401  # a scan points at its questionnaire
from app.db.columns import UtcDateTime


class ScanRow(SQLModel, table=True):
    """A scan; who knows the secret behind `secret_hash` (SHA-256) may see and change it.

    `kvk_token` is a keyed hash of the company's number; `may_count` is what the owner chose after reading version
    `consent_version` of the text; `deepened` are the ids of the themes to ask in full. `targets` and `dropped` are what
    the owner changed about the plan: by element the id of a level, and the ids of actions. `mode` says whether an owner
    filled it in alone or with an adviser. `doubt` is why a finished scan would not count, or that nobody judged it yet.
    `campaign` is the code of the campaign by which the owner came.
    """

    __tablename__ = "scan"

    id: int | None = Field(default=None, primary_key=True)
    secret_hash: str = Field(unique=True, max_length=64)
    questionnaire_hash: str = Field(foreign_key="questionnaire.hash", ondelete="RESTRICT", max_length=64)
    sector: str = Field(max_length=40)
    size: str = Field(max_length=40)
    goal: str = Field(max_length=40)
    municipality: str | None = Field(max_length=6)
    family_business: bool
    company_name: str | None = Field(default=None, max_length=80)
    kvk_token: str | None = Field(default=None, max_length=64)
    may_count: bool = False
    consent_version: str | None = Field(default=None, max_length=20)
    campaign: str | None = Field(default=None, max_length=20)
    deepened: list[str] = Field(default=[], sa_type=JSON)
    targets: dict[str, str] = Field(default={}, sa_type=JSON)
    dropped: list[str] = Field(default=[], sa_type=JSON)
    mode: str = Field(default="alone", max_length=20)
    doubt: str | None = Field(default=None, max_length=20)
    started_at: datetime = Field(sa_type=UtcDateTime)
    changed_at: datetime = Field(sa_type=UtcDateTime)
    finished_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class AnswerRow(SQLModel, table=True):
    """The latest answer to one question."""

    __tablename__ = "answer"

    scan_id: int = Field(primary_key=True, foreign_key="scan.id", ondelete="RESTRICT")
    question_id: str = Field(primary_key=True, max_length=40)
    code: str = Field(max_length=40)
    answered_at: datetime = Field(sa_type=UtcDateTime)


class ReportRow(SQLModel, table=True):
    """The PDF of one edition of a scan's report; `content_hash` (SHA-256) is of all that it shows."""

    __tablename__ = "report"

    scan_id: int = Field(primary_key=True, foreign_key="scan.id", ondelete="RESTRICT")
    edition: str = Field(primary_key=True, max_length=20)
    content_hash: str = Field(max_length=64)
    pdf: bytes
    made_at: datetime = Field(sa_type=UtcDateTime)


class FiguresRow(SQLModel, table=True):
    """What an owner tells of the company in amounts and hours, for the owner alone: no count or export reads it.

    Advisers see the number that these come to, if the owner chose to share it.

    `told` has exact decimals by field; `confirmed` are the ids of checks to which the owner said that it is right.
    """

    __tablename__ = "figures"

    scan_id: int = Field(primary_key=True, foreign_key="scan.id", ondelete="RESTRICT")
    told: dict[str, str] = Field(sa_type=JSON)
    confirmed: list[str] = Field(sa_type=JSON)
    told_at: datetime = Field(sa_type=UtcDateTime)


class ErasedScanRow(SQLModel, table=True):
    """A scan that was removed, by the hash of its secret, so that a backup from before does not bring it back."""

    __tablename__ = "erased_scan"

    secret_hash: str = Field(primary_key=True, max_length=64)
    erased_at: datetime = Field(sa_type=UtcDateTime)


class RemovedScansRow(SQLModel, table=True):
    """How many removed scans were started in a month (2026-11), finished or not, by a campaign, or `""` for none."""

    __tablename__ = "removed_scans"

    month: str = Field(primary_key=True, max_length=7)
    was_finished: bool = Field(primary_key=True)
    campaign: str = Field(default="", primary_key=True, max_length=20)
    count: int

"""The tables of a scan: the questionnaire it began with, its profile, its answers and its report."""

from datetime import datetime

from sqlalchemy import Text
from sqlmodel import Field, MetaData, SQLModel

from app.db.engine import UtcDateTime

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
metadata: MetaData = SQLModel.metadata


class QuestionnaireRow(SQLModel, table=True):
    """A published questionnaire; never changed or removed."""

    __tablename__ = "questionnaire"

    hash: str = Field(primary_key=True, max_length=64)
    version: str = Field(unique=True, max_length=20)
    document: str = Field(sa_type=Text)
    published_at: datetime = Field(sa_type=UtcDateTime)


class ScanRow(SQLModel, table=True):
    """A scan; who knows the secret behind `secret_hash` (SHA-256) may see and change it."""

    __tablename__ = "scan"

    id: int | None = Field(default=None, primary_key=True)
    secret_hash: str = Field(unique=True, max_length=64)
    questionnaire_hash: str = Field(foreign_key="questionnaire.hash", ondelete="RESTRICT", max_length=64)
    sector: str = Field(max_length=40)
    size: str = Field(max_length=40)
    goal: str = Field(max_length=40)
    municipality: str | None = Field(max_length=6)
    family_business: bool
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
    """The PDF of a scan; `content_hash` (SHA-256) is of all that it shows."""

    __tablename__ = "report"

    scan_id: int = Field(primary_key=True, foreign_key="scan.id", ondelete="RESTRICT")
    content_hash: str = Field(max_length=64)
    pdf: bytes
    made_at: datetime = Field(sa_type=UtcDateTime)

"""The table of published questionnaires, which scans and releases go by."""

from datetime import datetime

from sqlalchemy import Text
from sqlmodel import Field, SQLModel

from app.db.columns import UtcDateTime


class QuestionnaireRow(SQLModel, table=True):
    """A published questionnaire; never changed or removed."""

    __tablename__ = "questionnaire"

    hash: str = Field(primary_key=True, max_length=64)
    version: str = Field(unique=True, max_length=20)
    document: str = Field(sa_type=Text)
    published_at: datetime = Field(sa_type=UtcDateTime)

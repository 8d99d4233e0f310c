"""The tables of what advisers add to a case, and of what lists of cases show of it. All of it goes with the case."""

from datetime import date, datetime

from sqlalchemy import JSON, Index, Text
from sqlmodel import Field, SQLModel

from app.db import account_tables, sharing_tables  # noqa: F401  # these tables point at theirs
from app.db.columns import UtcDateTime


class CaseScoreRow(SQLModel, table=True):
    """The score of one element of a case, from 0 to 100, and its level by id, for lists and averages of cases.

    It is worked out anew with every answer; an element without a score to show has no row.
    """

    __tablename__ = "case_score"
    __table_args__ = (Index("ix_case_score_element_id", "element_id", "level", "case_id"),)

    case_id: int = Field(primary_key=True, foreign_key="adviser_case.id", ondelete="CASCADE")
    element_id: str = Field(primary_key=True, max_length=40)
    level: str = Field(max_length=40)
    score: float


class CaseVisitRow(SQLModel, table=True):
    """When an adviser last looked at a case."""

    __tablename__ = "case_visit"
    __table_args__ = (Index("ix_case_visit_account_id", "account_id", "case_id", "seen_at"),)

    case_id: int = Field(primary_key=True, foreign_key="adviser_case.id", ondelete="CASCADE")
    account_id: int = Field(primary_key=True, foreign_key="account.id", ondelete="CASCADE")
    seen_at: datetime = Field(sa_type=UtcDateTime)


class SecondViewRow(SQLModel, table=True):
    """What advisers would answer to a question, and why, beside the answer of the owner, which stays as it is.

    `owner_code` is what the owner had answered then. What the owner may see are `shared_code` and `shared_reason`, as
    they were when they were shared, and who wrote that and when it was shared; `response` is what the owner says to it.
    """

    __tablename__ = "second_view"

    case_id: int = Field(primary_key=True, foreign_key="adviser_case.id", ondelete="CASCADE")
    question_id: str = Field(primary_key=True, max_length=40)
    code: str = Field(max_length=40)
    reason: str = Field(sa_type=Text)
    owner_code: str | None = Field(default=None, max_length=40)
    account_id: int = Field(foreign_key="account.id", ondelete="RESTRICT")
    changed_at: datetime = Field(sa_type=UtcDateTime)
    shared_code: str | None = Field(default=None, max_length=40)
    shared_reason: str | None = Field(default=None, sa_type=Text)
    shared_by: str | None = Field(default=None, max_length=80)
    shared_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    response: str | None = Field(default=None, sa_type=Text)
    responded_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class NoteRow(SQLModel, table=True):
    """A note of an adviser at a case, for the own organisation or, if it is shared, for the owner too."""

    __tablename__ = "note"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="adviser_case.id", ondelete="CASCADE", index=True)
    account_id: int = Field(foreign_key="account.id", ondelete="RESTRICT")
    text: str = Field(sa_type=Text)
    is_shared: bool
    written_at: datetime = Field(sa_type=UtcDateTime)
    changed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class AgreedActionRow(SQLModel, table=True):
    """What adviser and owner agreed to do: an action of the questionnaire, by its id, or one of their own.

    `who` does it, in words, and `due_on` is when it should be done. The owner sees it too, and says how it goes.
    """

    __tablename__ = "agreed_action"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="adviser_case.id", ondelete="CASCADE", index=True)
    action_id: str | None = Field(default=None, max_length=40)
    title: str = Field(max_length=200)
    who: str = Field(max_length=80)
    due_on: date | None = None
    status: str = Field(max_length=20)
    account_id: int = Field(foreign_key="account.id", ondelete="RESTRICT")
    added_at: datetime = Field(sa_type=UtcDateTime)
    changed_at: datetime = Field(sa_type=UtcDateTime)


class CaseEventRow(SQLModel, table=True):
    """What happened at a case, for its timeline: by an account, or without one by the owner or the clock.

    `subject` is the id of what it is about, such as a question; `details` are the few words that the timeline shows of
    it, and the values that were replaced.
    """

    __tablename__ = "case_event"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="adviser_case.id", ondelete="CASCADE", index=True)
    at: datetime = Field(sa_type=UtcDateTime)
    kind: str = Field(max_length=40)
    account_id: int | None = Field(default=None, foreign_key="account.id", ondelete="SET NULL")
    account_name: str | None = Field(default=None, max_length=80)
    subject: str | None = Field(default=None, max_length=40)
    details: dict[str, str] = Field(default={}, sa_type=JSON)

"""Queries on the scans that may count in a release."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy
from sqlalchemy import Row, Select, true
from sqlmodel import Session, SQLModel

from app.db import scan_tables  # noqa: F401  # it makes the tables that are asked here

_SCAN, _ANSWER = SQLModel.metadata.tables["scan"], SQLModel.metadata.tables["answer"]


def finished_between(session: Session, since: datetime, before: datetime) -> Sequence[Row[Any]]:
    """Return the scans that were finished then and whose owner agreed to count, in the order of their numbers."""
    return session.connection().execute(_finished_between(sqlalchemy.select(_SCAN), since, before)).all()


def changes_between(session: Session, since: datetime, before: datetime) -> Sequence[Row[Any]]:
    """Return the numbers of the scans of `finished_between`, and when each was last changed."""
    found = _finished_between(sqlalchemy.select(_SCAN.c.id, _SCAN.c.changed_at), since, before)
    return session.connection().execute(found).all()


def _finished_between(found: Select[Any], since: datetime, before: datetime) -> Select[Any]:
    is_counted = (_SCAN.c.may_count == true(), _SCAN.c.finished_at >= since, _SCAN.c.finished_at < before)
    return found.where(*is_counted).order_by(_SCAN.c.id)


def answers_of_each(session: Session, scan_ids: Sequence[int]) -> Mapping[int, Mapping[str, str]]:
    """Return the answers of scans, by question."""
    found = sqlalchemy.select(_ANSWER.c.scan_id, _ANSWER.c.question_id, _ANSWER.c.code)
    answers: dict[int, dict[str, str]] = defaultdict(dict)
    for scan_id, question_id, code in session.connection().execute(found.where(_ANSWER.c.scan_id.in_(scan_ids))):
        answers[scan_id][question_id] = code
    return answers

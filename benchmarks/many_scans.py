"""Many scans that count in one release, put into a database at once. Their companies are invented."""

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy
from sqlmodel import Session, SQLModel

from app.db.engine import Database
from app.domain.questionnaire import Questionnaire
from app.services.questionnaires import publish
from benchmarks.counting_companies import CountingCompany
from benchmarks.results import Follow

_SCAN, _ANSWER = SQLModel.metadata.tables["scan"], SQLModel.metadata.tables["answer"]
_BEGIN = datetime(2025, 1, 2, tzinfo=UTC)
_MINUTES = 360 * 24 * 60
# Far from the numbers that PostgreSQL gives by itself.
_FIRST = 1_000_000

Row = dict[str, Any]


def fill(
    database: Database,
    questionnaire: Questionnaire,
    companies: Sequence[CountingCompany],
    places: Sequence[str],
    *,
    follow: Follow,
) -> None:
    """Add a finished scan of 2025 for each place: the companies in turn, over and over."""
    publish(database, questionnaire, now=_BEGIN)
    draw = random.Random(len(places))
    for start in follow(range(0, len(places), len(companies))):
        chosen = list(zip(companies, places[start:], strict=False))
        with database.write() as session:
            rows = [_scan(questionnaire, start + at, *each, draw) for at, each in enumerate(chosen, 1)]
            session.connection().execute(_SCAN.insert(), rows)
            if start == 0:
                session.connection().execute(_ANSWER.insert(), list(_answers(companies[: len(chosen)])))
            else:
                _copy_answers(session, start, len(chosen))


def _scan(questionnaire: Questionnaire, number: int, company: CountingCompany, place: str, draw: random.Random) -> Row:
    scan = company.scan
    assert scan.finished_at is not None
    started_at = _BEGIN + timedelta(minutes=draw.randrange(_MINUTES))
    finished_at = started_at + (scan.finished_at - scan.started_at)
    moments = {"started_at": started_at, "changed_at": finished_at, "finished_at": finished_at}
    choices = {"deepened": list(scan.deepened), "targets": {}, "dropped": [], "mode": "alone", "may_count": True}
    names = {"secret_hash": f"{number:064x}", "kvk_token": f"kvk{number:061}", "questionnaire_hash": questionnaire.hash}
    profile = {**scan.company.profile.model_dump(), "municipality": place}
    return {"id": _FIRST + number, **profile, **names, **choices, **moments}


def _answers(companies: Sequence[CountingCompany]) -> Iterator[Row]:
    for number, company in enumerate(companies, 1):
        for question_id, (code, moment) in company.scan.answers.items():
            yield {"scan_id": _FIRST + number, "question_id": question_id, "code": code, "answered_at": moment}


def _copy_answers(session: Session, start: int, count: int) -> None:
    """Give so many scans after `start` the answers of the first ones."""
    columns = [_ANSWER.c.scan_id + start, _ANSWER.c.question_id, _ANSWER.c.code, _ANSWER.c.answered_at]
    first = sqlalchemy.select(*columns).where(_ANSWER.c.scan_id <= _FIRST + count)
    names = ["scan_id", "question_id", "code", "answered_at"]
    session.connection().execute(_ANSWER.insert().from_select(names, first))

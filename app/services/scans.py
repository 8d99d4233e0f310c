"""What an owner does with a scan: start it, answer, change, finish, find it again."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from sqlmodel import Session

from app.db import scans
from app.db.engine import Database
from app.db.scan_tables import ScanRow
from app.domain.answers import Answers
from app.domain.errors import QuestionNotShownError, ScanNotFoundError
from app.domain.organisation import Retention
from app.domain.profile import Profile
from app.domain.progress import asked_questions, first_unanswered
from app.domain.question import Question
from app.domain.questionnaire import Questionnaire
from app.services.questionnaires import PublishedQuestionnaires

_NETHERLANDS = ZoneInfo("Europe/Amsterdam")


@dataclass(frozen=True)
class Scan:
    """A stored scan with the questionnaire it began with. Without slots, to keep what a page asks for twice."""

    id: int
    questionnaire: Questionnaire
    profile: Profile
    answers: Answers
    changed_at: datetime
    finished_at: datetime | None

    @cached_property
    def asked(self) -> Sequence[Question]:
        return asked_questions(self.questionnaire, self.profile, self.answers)

    @property
    def next_question(self) -> Question | None:
        return first_unanswered(self.asked, self.answers)

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None and self.next_question is None

    @property
    def changed_on(self) -> date:
        return self.changed_at.astimezone(_NETHERLANDS).date()

    def kept_until(self, retention: Retention) -> date:
        return self.changed_on + timedelta(retention.finished_days if self.is_finished else retention.draft_days)


def start_scan(database: Database, questionnaire: Questionnaire, profile: Profile, *, now: datetime) -> str:
    """Store a new scan and return the secret that opens it; only its hash is kept."""
    secret = secrets.token_urlsafe(32)
    with database.write() as session:
        session.add(
            ScanRow(
                secret_hash=_hashed(secret),
                questionnaire_hash=questionnaire.hash,
                started_at=now,
                changed_at=now,
                sector=profile.sector,
                size=profile.size,
                goal=profile.goal,
                municipality=profile.municipality,
                family_business=profile.family_business,
            )
        )
    return secret


def get_scan(database: Database, published: PublishedQuestionnaires, secret: str) -> Scan:
    """Load the scan that this secret opens. Raises ScanNotFoundError."""
    with database.read() as session:
        row = scans.find_by_secret(session, _hashed(secret))
        if row is None:
            raise ScanNotFoundError
        answers = scans.answers_of(session, _id_of(row))
    return _scan(row, answers, published.get(row.questionnaire_hash))


def change_profile(database: Database, scan_id: int, profile: Profile, *, now: datetime) -> None:
    with database.write() as session:
        row = _locked(session, scan_id)
        row.sqlmodel_update(profile.model_dump() | {"changed_at": now})


def save_answer(database: Database, scan: Scan, *, question_id: str, code: str, now: datetime) -> Scan:
    """Store one answer of a scan, judged by the answers as they stand at this moment, and return the scan with it.

    Raises QuestionNotShownError.
    """
    with database.write() as session:
        row = _locked(session, scan.id)
        current = _scan(row, scans.answers_of(session, scan.id), scan.questionnaire)
        if question_id not in {question.id for question in current.asked}:
            raise QuestionNotShownError(question_id)
        scans.put_answer(session, scan.id, question_id=question_id, code=code, now=now)
        row.changed_at = now
    return replace(current, answers={**current.answers, question_id: code}, changed_at=now)


def finish_scan(database: Database, scan: Scan, *, now: datetime) -> Sequence[Question]:
    """Finish the scan, or return the questions that still need an answer."""
    with database.write() as session:
        row = _locked(session, scan.id)
        current = _scan(row, scans.answers_of(session, scan.id), scan.questionnaire)
        unanswered = [question for question in current.asked if question.id not in current.answers]
        if not unanswered and row.finished_at is None:
            row.finished_at = row.changed_at = now
    return unanswered


def delete_scan(database: Database, scan_id: int) -> None:
    """Remove the scan and all that belongs to it. Safe to repeat."""
    with database.write() as session:
        scans.lock(session, scan_id)
        scans.delete_scan(session, scan_id)


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _locked(session: Session, scan_id: int) -> ScanRow:
    row = scans.lock(session, scan_id)
    if row is None:
        raise ScanNotFoundError
    return row


def _id_of(row: ScanRow) -> int:
    assert row.id is not None
    return row.id


def _scan(row: ScanRow, answers: Answers, questionnaire: Questionnaire) -> Scan:
    return Scan(
        id=_id_of(row),
        questionnaire=questionnaire,
        profile=Profile.model_validate(row.model_dump(include=set(Profile.model_fields))),
        answers=answers,
        changed_at=row.changed_at,
        finished_at=row.finished_at,
    )

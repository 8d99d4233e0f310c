"""What an owner does with a scan: start it, answer, change, finish, find it again."""

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row
from sqlmodel import Session

from app.db import removals, scans
from app.db.engine import Database
from app.db.scan_tables import ScanRow
from app.domain.answers import Answers
from app.domain.choices import Choices
from app.domain.company import Company, CompanyChanges
from app.domain.errors import QuestionNotShownError, ScanNotFoundError, ThemeNotFoundError
from app.domain.organisation import Retention
from app.domain.profile import Profile
from app.domain.progress import ThemeProgress, asked_questions, first_unanswered, theme_progress
from app.domain.question import Question
from app.domain.questionnaire import Questionnaire
from app.services.questionnaires import PublishedQuestionnaires

NETHERLANDS = ZoneInfo("Europe/Amsterdam")
_MARK_LENGTH = 16
_UNTOLD = Company()


@dataclass(frozen=True)
class Scan:
    """A stored scan with the questionnaire it began with. Without slots, to keep what a page asks for twice.

    `mark` tells scans apart in forms and opens nothing.
    """

    id: int
    mark: str
    questionnaire: Questionnaire
    profile: Profile
    company: Company
    answers: Answers
    deepened: Sequence[str]
    choices: Choices
    started_at: datetime
    changed_at: datetime
    finished_at: datetime | None

    @cached_property
    def asked(self) -> Sequence[Question]:
        return asked_questions(self.questionnaire, self.profile, self.answers, self.deepened)

    @cached_property
    def open_core(self) -> Sequence[Question]:
        """The questions without an answer that a result cannot do without."""
        return [question for question in self.asked if question.is_core and question.id not in self.answers]

    @cached_property
    def themes(self) -> Sequence[ThemeProgress]:
        return theme_progress(self.questionnaire, self.profile, self.answers, self.asked)

    @property
    def can_deepen(self) -> bool:
        return not self.open_core and any(progress.to_deepen for progress in self.themes)

    def is_worded_otherwise_for(self, profile: Profile) -> bool:
        """Tell whether a question that was answered reads otherwise for a company with this profile."""
        answered = (self.questionnaire.question_by_id[question_id] for question_id in self.answers)
        return any(question.wording_for(self.profile) != question.wording_for(profile) for question in answered)

    @property
    def next_question(self) -> Question | None:
        return next(iter(self.open_core), None) or first_unanswered(self.asked, self.answers)

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None and not self.open_core

    @property
    def changed_on(self) -> date:
        return day_of(self.changed_at)

    @property
    def profile_mark(self) -> str:
        """A short stand-in for what is known about the company, to tell whether it changed."""
        return mark_of(self.profile.model_dump() | self.company.model_dump())

    @property
    def plan_mark(self) -> str:
        """A short stand-in for what the plan aims at, to tell whether it changed."""
        return mark_of({"goal": self.profile.goal, "targets": self.choices.targets})

    def kept_until(self, retention: Retention) -> date:
        return self.changed_on + timedelta(retention.finished_days if self.is_finished else retention.draft_days)


def day_of(moment: datetime) -> date:
    """Return the day that it is then in the Netherlands."""
    return moment.astimezone(NETHERLANDS).date()


def start_scan(
    database: Database, questionnaire: Questionnaire, profile: Profile, company: Company = _UNTOLD, *, now: datetime
) -> str:
    """Store a new scan and return the secret that opens it; only its hash is kept."""
    secret = secrets.token_urlsafe(32)
    with database.write() as session:
        session.add(
            ScanRow(
                secret_hash=_hashed(secret),
                questionnaire_hash=questionnaire.hash,
                started_at=now,
                changed_at=now,
                **profile.model_dump(),
                **company.model_dump(),
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


def change_profile(
    database: Database, scan: Scan, profile: Profile, changes: CompanyChanges, *, seen: str | None = None, now: datetime
) -> Scan | None:
    """Store what is known about the company, or return the scan if that changed since the page that was filled in.

    `seen` is the mark of the profile on that page, None if it did not say.
    """
    with database.write() as session:
        row, current = get_to_change(session, scan)
        company = current.company.model_copy(update=changes)
        is_stored = (profile, company) == (current.profile, current.company)
        if not is_stored and seen not in (None, current.profile_mark):
            return current
        if not is_stored:
            scans.delete_reports(session, scan.id)
        row.sqlmodel_update(profile.model_dump() | company.model_dump() | {"changed_at": now})
    return None


def save_answer(
    database: Database, scan: Scan, *, question_id: str, code: str, seen: str | None = None, now: datetime
) -> Scan:
    """Store one answer, judged by the answers as they stand at this moment, and return the scan as it is after that.

    An answer that was changed since the page showed `seen` (`""` for none, None if it did not say) is left as it is.
    Raises QuestionNotShownError.
    """
    with database.write() as session:
        row = scans.find_to_answer(session, scan.id)
        if row is None:
            raise ScanNotFoundError
        current = _scan(row, scans.answers_of(session, scan.id), scan.questionnaire)
        if question_id not in {question.id for question in current.asked}:
            raise QuestionNotShownError(question_id)
        if seen is not None and current.answers.get(question_id, code) not in (seen, code):
            return current
        scans.put_answer(session, scan.id, question_id=question_id, code=code, now=now)
    return replace(current, answers={**current.answers, question_id: code}, changed_at=now)


def finish_scan(database: Database, scan: Scan, *, now: datetime) -> Sequence[Question]:
    """Finish the scan, or return the questions of the core that still need an answer."""
    with database.write() as session:
        row, current = get_to_change(session, scan)
        if not current.open_core and row.finished_at is None:
            row.finished_at = row.changed_at = now
    return current.open_core


def deepen_theme(database: Database, scan: Scan, theme_id: str, *, now: datetime) -> Scan:
    """Ask all questions of a theme from now on, and return the scan with them. Raises ThemeNotFoundError."""
    if theme_id not in {theme.id for theme in scan.questionnaire.themes}:
        raise ThemeNotFoundError(theme_id)
    with database.write() as session:
        row, current = get_to_change(session, scan)
        if theme_id not in row.deepened:
            row.deepened = [*row.deepened, theme_id]
            row.changed_at = now
        return replace(current, deepened=row.deepened, changed_at=row.changed_at)


def delete_scan(database: Database, scan_id: int, *, now: datetime) -> None:
    """Remove the scan and all that belongs to it. Safe to repeat."""
    with database.write() as session:
        removals.remove_scan(session, scan_id, now=now)


def find_locked(session: Session, published: PublishedQuestionnaires, scan_id: int) -> Scan | None:
    """Find a scan and keep others from changing it until the transaction ends."""
    row = scans.lock(session, scan_id)
    if row is None:
        return None
    return _scan(row, scans.answers_of(session, scan_id), published.get(row.questionnaire_hash))


def get_to_change(session: Session, scan: Scan) -> tuple[ScanRow, Scan]:
    """Keep others from changing a scan until the transaction ends, and return it as it is stored now."""
    row = scans.lock(session, scan.id)
    if row is None:
        raise ScanNotFoundError
    return row, _scan(row, scans.answers_of(session, scan.id), scan.questionnaire)


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def mark_of(known: Mapping[str, object]) -> str:
    """Return a short stand-in for what is known, to tell whether it changed."""
    return hashlib.sha256(json.dumps(known, sort_keys=True).encode()).hexdigest()[:_MARK_LENGTH]


def _id_of(row: ScanRow | Row[Any]) -> int:
    assert isinstance(row.id, int)
    return row.id


def _scan(row: ScanRow | Row[Any], answers: Answers, questionnaire: Questionnaire) -> Scan:
    return Scan(
        id=_id_of(row),
        mark=row.secret_hash[:12],
        questionnaire=questionnaire,
        profile=Profile.model_validate({name: getattr(row, name) for name in Profile.model_fields}),
        company=Company.model_validate({name: getattr(row, name) for name in Company.model_fields}),
        answers=answers,
        deepened=row.deepened,
        choices=questionnaire.possible(row.targets, row.dropped),
        started_at=row.started_at,
        changed_at=row.changed_at,
        finished_at=row.finished_at,
    )

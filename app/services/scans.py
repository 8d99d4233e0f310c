"""What an owner does with a scan: start it, answer, change, finish, find it again."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from app.db import scans
from app.db.engine import Database
from app.db.scan_tables import ScanRow
from app.domain.account import Account
from app.domain.answers import Answers
from app.domain.company import Company, CompanyChanges
from app.domain.counting import doubt_about
from app.domain.errors import QuestionNotShownError, ScanNotFoundError, ThemeNotFoundError
from app.domain.profile import Profile
from app.domain.question import Question
from app.domain.questionnaire import Questionnaire
from app.domain.scan import Mode, Scan
from app.rendering.letters import Letter
from app.services.case_outlines import note_change_of_scan
from app.services.questionnaires import PublishedQuestionnaires, questionnaire_in
from app.services.removing import remove_scan

_UNTOLD = Company()


def start_scan(
    database: Database, questionnaire: Questionnaire, profile: Profile, company: Company = _UNTOLD, *, now: datetime
) -> str:
    """Store a new scan and return the secret that opens it; only its hash is kept."""
    secret = secrets.token_urlsafe(32)
    with database.write() as session:
        add_scan(session, questionnaire, profile, company, secret=secret, mode=Mode.ALONE, now=now)
    return secret


def add_scan(
    session: Session,
    questionnaire: Questionnaire,
    profile: Profile,
    company: Company,
    *,
    secret: str,
    mode: Mode,
    now: datetime,
) -> ScanRow:
    row = ScanRow(
        secret_hash=_hashed(secret),
        questionnaire_hash=questionnaire.hash,
        mode=mode,
        started_at=now,
        changed_at=now,
        **profile.model_dump(),
        **company.model_dump(),
    )
    session.add(row)
    return row


def get_scan(database: Database, published: PublishedQuestionnaires, secret: str) -> Scan:
    """Load the scan that this secret opens. Raises ScanNotFoundError."""
    with database.read() as session:
        row = scans.find_by_secret(session, _hashed(secret))
        if row is None:
            raise ScanNotFoundError
        answers = scans.answers_of(session, _id_of(row))
    return scan_of(row, answers, published.get(row.questionnaire_hash))


def change_profile(
    database: Database, scan: Scan, profile: Profile, changes: CompanyChanges, *, seen: str | None = None, now: datetime
) -> Scan | None:
    """Store what is known about the company, or return the scan if that changed since the page that was filled in.

    `seen` is the digest of the profile on that page, None if it did not say. By which campaign an owner came changes
    nothing that anyone is shown of a scan.
    """
    with database.write() as session:
        row, current = lock_to_change(session, scan)
        changed = replace(current, profile=profile, company=current.company.model_copy(update=changes))
        if changed.profile_digest != current.profile_digest and seen not in (None, current.profile_digest):
            return current
        row.sqlmodel_update(profile.model_dump() | changed.company.model_dump())
        of_same_campaign = changed.company.model_copy(update={"campaign": current.company.campaign})
        if (profile, of_same_campaign) != (current.profile, current.company):
            row.changed_at = now
        # Reports and advisers show no more of a company than its name.
        if (profile, changed.company.company_name) != (current.profile, current.company.company_name):
            scans.delete_reports(session, scan.id)
            if row.finished_at:
                row.doubt = doubt_about(changed)
                note_change_of_scan(session, changed, now=now)
    return None


def save_answer(
    database: Database, scan: Scan, *, question_id: str, code: str, seen: str | None = None, now: datetime
) -> Scan:
    """Store one answer, judged by the answers as they stand at this moment, and return the scan as it is after that.

    An answer that was changed since the page showed `seen` (`""` for none, None if it did not say) is left as it is.
    Raises QuestionNotShownError.
    """
    with database.write() as session:
        row = scans.lock_values(session, scan.id)
        if row is None:
            raise ScanNotFoundError
        current = scan_of(row, scans.answers_of(session, scan.id), scan.questionnaire)
        if question_id not in {question.id for question in current.asked}:
            raise QuestionNotShownError(question_id)
        if seen is not None and current.answers.get(question_id, code) not in (seen, code):
            return current
        scans.put_answer(session, scan.id, question_id=question_id, code=code, now=now)
        changed = replace(current, answers={**current.answers, question_id: code}, changed_at=now)
        # No other scan is shared, or may count.
        if row.finished_at:
            scans.put_doubt(session, scan.id, doubt_about(changed))
            note_change_of_scan(session, changed, now=now)
    return changed


def finish_scan(database: Database, scan: Scan, *, now: datetime) -> Sequence[Question]:
    """Finish the scan, or return the questions of the core that still need an answer."""
    with database.write() as session:
        row, current = lock_to_change(session, scan)
        if not current.open_core and row.finished_at is None:
            row.finished_at = row.changed_at = now
            row.doubt = doubt_about(replace(current, finished_at=now))
    return current.open_core


def deepen_theme(database: Database, scan: Scan, theme_id: str, *, now: datetime) -> Scan:
    """Ask all questions of a theme from now on, and return the scan with them. Raises ThemeNotFoundError."""
    if theme_id not in {theme.id for theme in scan.questionnaire.themes}:
        raise ThemeNotFoundError(theme_id)
    with database.write() as session:
        row, current = lock_to_change(session, scan)
        if theme_id not in row.deepened:
            row.deepened = [*row.deepened, theme_id]
            row.changed_at = now
        return replace(current, deepened=row.deepened, changed_at=row.changed_at)


def delete_scan(
    database: Database, scan_id: int, *, letter: Letter | None = None, beside: Account | None = None, now: datetime
) -> None:
    """Remove the scan and all that belongs to it, and write to the organisation that saw it. Safe to repeat."""
    with database.write() as session:
        remove_scan(session, scan_id, letter=letter, beside=beside, now=now)


def lock_to_judge(session: Session, published: PublishedQuestionnaires, scan_id: int) -> Scan | None:
    """Find a scan and keep others from changing it until the transaction ends."""
    row = scans.lock_row(session, scan_id)
    if row is None:
        return None
    return scan_of(row, scans.answers_of(session, scan_id), published.get(row.questionnaire_hash))


def stored_scan(session: Session, row: ScanRow) -> Scan:
    """Return the scan of a row as the transaction sees it."""
    answers = scans.answers_of(session, _id_of(row))
    return scan_of(row, answers, questionnaire_in(session, row.questionnaire_hash))


def lock_to_change(session: Session, scan: Scan) -> tuple[ScanRow, Scan]:
    """Keep others from changing a scan until the transaction ends, and return it as it is stored now."""
    row = scans.lock_row(session, scan.id)
    if row is None:
        raise ScanNotFoundError
    return row, scan_of(row, scans.answers_of(session, scan.id), scan.questionnaire)


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _id_of(row: ScanRow | Row[Any]) -> int:
    assert isinstance(row.id, int)
    return row.id


def scan_of(row: ScanRow | Row[Any], answers: Answers, questionnaire: Questionnaire) -> Scan:
    """Return a scan as it is stored, with its answers and the questionnaire that it began with."""
    return Scan(
        id=_id_of(row),
        mark=row.secret_hash[:12],
        questionnaire=questionnaire,
        profile=Profile.model_validate({name: getattr(row, name) for name in Profile.model_fields}),
        company=Company.model_validate({name: getattr(row, name) for name in Company.model_fields}),
        answers=answers,
        deepened=row.deepened,
        choices=questionnaire.possible(row.targets, row.dropped),
        mode=Mode(row.mode),
        started_at=row.started_at,
        changed_at=row.changed_at,
        finished_at=row.finished_at,
    )

"""Finished scans that count, stored at once: what a release is made of."""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import count, cycle
from typing import Any

from app.content import read_release_specification
from app.db.engine import Database
from app.db.scan_tables import AnswerRow, ScanRow
from app.domain.profile import Profile
from app.domain.progress import asked_questions
from app.domain.questionnaire import Questionnaire
from app.domain.release import Release
from app.domain.release_period import period_of
from app.domain.release_specification import ReleaseSpecification
from app.services.freezing import Follow
from app.services.releasing import Terms, make_release

KEY = b"a key of at least thirty-two bytes"
# Two provinces of which one is small, which makes its tables quick to fit.
ALMERE, ZWOLLE = "GM0034", "GM0193"
HERE, ELSEWHERE = "Flevoland", "Overijssel"
IN_MAY = datetime(2025, 5, 6, 7, tzinfo=UTC)
LATER = datetime(2026, 11, 1, tzinfo=UTC)
_NUMBERS = count()


def finish(
    database: Database,
    questionnaire: Questionnaire,
    at: datetime = IN_MAY,
    *,
    minutes: float = 11,
    options: Sequence[int | None] = (1, 3),
    **changes: Any,
) -> str:
    """Store a scan that was finished at a moment and return the hash of its secret.

    `options` are the places of the options that were chosen, over and over; None is that the owner does not know.
    """
    moments = {"started_at": at - timedelta(minutes=minutes), "changed_at": at, "finished_at": at}
    row = _row(questionnaire, changes | moments)
    profile = Profile.model_validate({name: getattr(row, name) for name in Profile.model_fields})
    with database.write() as session:
        session.add(row)
        session.flush()
        assert row.id
        for question, option in zip(asked_questions(questionnaire, profile, {}), cycle(options), strict=False):
            code = "unknown" if option is None else [*questionnaire.values_of(question)][option]
            session.add(AnswerRow(scan_id=row.id, question_id=question.id, code=code, answered_at=at))
    return row.secret_hash


def _row(questionnaire: Questionnaire, changes: dict[str, Any]) -> ScanRow:
    plain: dict[str, Any] = {
        "sector": "handel",
        "size": "2-9",
        "goal": "groei",
        "municipality": ALMERE,
        "family_business": False,
        "may_count": True,
    }
    return ScanRow(
        secret_hash=hashlib.sha256(f"secret {next(_NUMBERS)}".encode()).hexdigest(),
        questionnaire_hash=questionnaire.hash,
        **plain | changes,
    )


def specification(**changes: Any) -> ReleaseSpecification:
    """Return the shipped specification with other parts."""
    return ReleaseSpecification.model_validate(json.loads(read_release_specification().document) | changes)


def with_quarters(**changes: Any) -> ReleaseSpecification:
    """Return a specification under which there are enough scans for quarters, of the coarsest tier."""
    return specification(expected={"default": 800, "source": "proef"}, **changes)


def terms(questionnaire: Questionnaire, of: ReleaseSpecification | None = None) -> Terms:
    return Terms(of or specification(), questionnaire, KEY)


def release(
    database: Database,
    made_by: Terms,
    period: str = "2025",
    *,
    province: str = HERE,
    now: datetime = LATER,
    follow: Follow = lambda completed: None,
) -> Release:
    return make_release(database, made_by, province=province, period=period_of(period), now=now, follow=follow)

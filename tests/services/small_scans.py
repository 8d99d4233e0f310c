"""Scans with few questions, for the tests of how long they are kept."""

from datetime import datetime

from app.db.engine import Database
from app.domain.operator import Retention
from app.domain.scan import Scan
from app.services import scans
from app.services.questionnaires import PublishedQuestionnaires
from tests.builders import both_elements, profile
from tests.conftest import NOW

RETENTION = Retention(draft_days=90, finished_days=730, backup_days=35, source="redactioneel")
SMALL = both_elements().model_copy(update={"version": "2000.1"})


def draft(database: Database, *, now: datetime = NOW) -> str:
    return scans.start_scan(database, SMALL, profile(), now=now)


def finished(database: Database, *, now: datetime = NOW) -> str:
    secret = draft(database, now=now)
    for question in SMALL.questions:
        scans.save_answer(database, load(database, secret), question_id=question.id, code="b", now=now)
    scans.finish_scan(database, load(database, secret), now=now)
    return secret


def load(database: Database, secret: str) -> Scan:
    return scans.get_scan(database, PublishedQuestionnaires(database), secret)

"""Publishes questionnaires and hands out published ones, each as it was for ever."""

from datetime import datetime
from functools import lru_cache

from sqlmodel import Session

from app.db import questionnaires
from app.db.engine import Database
from app.db.questionnaire_tables import QuestionnaireRow
from app.domain.errors import VersionTakenError
from app.domain.questionnaire import Questionnaire


class PublishedQuestionnaires:
    """The questionnaires in the database, kept in memory since they never change."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._parsed: dict[str, Questionnaire] = {}

    def get(self, questionnaire_hash: str) -> Questionnaire:
        if questionnaire_hash not in self._parsed:
            with self._database.read() as session:
                document = questionnaires.get_document(session, questionnaire_hash)
            self._parsed[questionnaire_hash] = _parse(document)
        return self._parsed[questionnaire_hash]


def questionnaire_in(session: Session, questionnaire_hash: str) -> Questionnaire:
    """Return a published questionnaire as part of a transaction."""
    return _parse(questionnaires.get_document(session, questionnaire_hash))


@lru_cache(maxsize=8)
def _parse(document: str) -> Questionnaire:
    """Parse a questionnaire once, also where a process makes many sites of it, as tests do."""
    return Questionnaire.model_validate_json(document)


def publish(database: Database, questionnaire: Questionnaire, *, now: datetime) -> None:
    """Store the questionnaire under its hash, unless it is there. Raises VersionTakenError."""
    row = QuestionnaireRow(
        hash=questionnaire.hash,
        version=questionnaire.version,
        document=questionnaire.model_dump_json(exclude_defaults=True),
        published_at=now,
    )
    with database.write() as session:
        questionnaires.add_unless_there(session, row)
        if questionnaires.hash_of_version(session, questionnaire.version) != questionnaire.hash:
            raise VersionTakenError(questionnaire.version)

"""Queries on published questionnaires."""

from sqlmodel import Session, select

from app.db.inserts import insert_into
from app.db.questionnaire_tables import QuestionnaireRow


def add_unless_there(session: Session, row: QuestionnaireRow) -> None:
    """Add a questionnaire unless its version is taken; of nodes that add it at the same moment, one does."""
    session.exec(insert_into(session, QuestionnaireRow).values(row.model_dump()).on_conflict_do_nothing())


def hash_of_version(session: Session, version: str) -> str:
    return session.exec(select(QuestionnaireRow.hash).where(QuestionnaireRow.version == version)).one()


def get_document(session: Session, questionnaire_hash: str) -> str:
    return session.exec(select(QuestionnaireRow.document).where(QuestionnaireRow.hash == questionnaire_hash)).one()

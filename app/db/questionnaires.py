"""Queries on published questionnaires."""

from sqlmodel import Session, select

from app.db.scan_tables import QuestionnaireRow


def find_by_version(session: Session, version: str) -> QuestionnaireRow | None:
    return session.exec(select(QuestionnaireRow).where(QuestionnaireRow.version == version)).one_or_none()


def get_document(session: Session, questionnaire_hash: str) -> str:
    return session.exec(select(QuestionnaireRow.document).where(QuestionnaireRow.hash == questionnaire_hash)).one()

"""Queries on the views of advisers beside the answers of owners, and on all that owners get from their advisers."""

from collections.abc import Sequence

from sqlmodel import Session, col, func, select

from app.db.account_tables import AccountRow
from app.db.case_tables import AgreedActionRow, NoteRow, SecondViewRow


def find_views(session: Session, case_id: int) -> Sequence[tuple[SecondViewRow, str]]:
    """Return the views at a case, each with the name of who wrote it."""
    found = (
        select(SecondViewRow, AccountRow.name)
        .join(AccountRow, col(AccountRow.id) == SecondViewRow.account_id)
        .where(SecondViewRow.case_id == case_id)
    )
    return session.exec(found).all()


def find_view(session: Session, case_id: int, question_id: str) -> tuple[SecondViewRow, str] | None:
    found = (
        select(SecondViewRow, AccountRow.name)
        .join(AccountRow, col(AccountRow.id) == SecondViewRow.account_id)
        .where(SecondViewRow.case_id == case_id, SecondViewRow.question_id == question_id)
    )
    return session.exec(found).one_or_none()


def count_for_owner(session: Session, case_id: int) -> int:
    """Return how many views, notes and agreed actions the owner sees of a case."""
    counts = (
        select(func.count()).where(SecondViewRow.case_id == case_id, col(SecondViewRow.shared_code).is_not(None)),
        select(func.count()).where(NoteRow.case_id == case_id, col(NoteRow.is_shared)),
        select(func.count()).where(AgreedActionRow.case_id == case_id),
    )
    return sum(session.exec(count).one() for count in counts)

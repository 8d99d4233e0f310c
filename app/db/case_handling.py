"""Queries on who may look after a case."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from app.db.account_tables import AccountRow


def possible_assignees(session: Session, organisation_id: int) -> Sequence[AccountRow]:
    """Return the people of an organisation who are not blocked, by name."""
    found = select(AccountRow).where(
        AccountRow.organisation_id == organisation_id, col(AccountRow.blocked_at).is_(None)
    )
    return session.exec(found.order_by(col(AccountRow.name), col(AccountRow.id))).all()

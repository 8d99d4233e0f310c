"""Queries on accounts, their organisations and their sessions."""

from datetime import datetime

from sqlmodel import Session, col, delete, select, update

from app.db.account_tables import AccountRow, OrganisationRow, SessionRow


def find_session(session: Session, token_hash: str) -> tuple[SessionRow, AccountRow, OrganisationRow] | None:
    """Find a session of an account that is not blocked, in an organisation that takes part."""
    found = (
        select(SessionRow, AccountRow, OrganisationRow)
        .join(AccountRow, col(AccountRow.id) == SessionRow.account_id)
        .join(OrganisationRow, col(OrganisationRow.id) == AccountRow.organisation_id)
        .where(
            SessionRow.token_hash == token_hash,
            col(AccountRow.blocked_at).is_(None),
            col(OrganisationRow.closed_at).is_(None),
        )
    )
    return session.exec(found).one_or_none()


def see_session(session: Session, token_hash: str, *, now: datetime) -> None:
    session.exec(update(SessionRow).where(col(SessionRow.token_hash) == token_hash).values(seen_at=now))


def delete_session(session: Session, token_hash: str) -> None:
    session.exec(delete(SessionRow).where(col(SessionRow.token_hash) == token_hash))


def delete_sessions(session: Session, account_id: int) -> None:
    session.exec(delete(SessionRow).where(col(SessionRow.account_id) == account_id))

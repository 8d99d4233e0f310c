"""Queries on the links by which people choose a password."""

from datetime import datetime

from sqlmodel import Session, col, delete, select

from app.db.account_tables import AccountLinkRow, AccountRow, OrganisationRow


def find_link(session: Session, token_hash: str, *, now: datetime) -> AccountLinkRow | None:
    """Find a link that still counts, of an account that may sign in."""
    found = (
        select(AccountLinkRow)
        .join(AccountRow, col(AccountRow.id) == AccountLinkRow.account_id)
        .join(OrganisationRow, col(OrganisationRow.id) == AccountRow.organisation_id)
        .where(
            AccountLinkRow.token_hash == token_hash,
            AccountLinkRow.expires_at > now,
            col(AccountRow.blocked_at).is_(None),
            col(OrganisationRow.closed_at).is_(None),
        )
    )
    return session.exec(found).one_or_none()


def take_link(session: Session, token_hash: str) -> bool:
    """Remove a link, and say whether it was there: of two who use it at once, one gets it."""
    return session.exec(delete(AccountLinkRow).where(col(AccountLinkRow.token_hash) == token_hash)).rowcount == 1


def delete_links(session: Session, account_id: int) -> None:
    session.exec(delete(AccountLinkRow).where(col(AccountLinkRow.account_id) == account_id))

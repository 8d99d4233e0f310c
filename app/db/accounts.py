"""Queries on accounts, their organisations and their sessions."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, delete, func, select, update

from app.db.account_tables import AccountRow, KnownPlaceRow, OrganisationRow, RecoveryCodeRow, SessionRow
from app.db.inserts import insert_into


def get_account(session: Session, account_id: int) -> AccountRow:
    return session.get_one(AccountRow, account_id)


def lock_account(session: Session, account_id: int) -> AccountRow:
    return session.exec(select(AccountRow).where(AccountRow.id == account_id).with_for_update()).one()


def find_account(session: Session, email: str, *, lock: bool = False) -> AccountRow | None:
    """Find an account that is not blocked, in an organisation that takes part; `lock` keeps it from being changed."""
    found = (
        select(AccountRow)
        .join(OrganisationRow, col(OrganisationRow.id) == AccountRow.organisation_id)
        .where(
            AccountRow.email == email.lower(),
            col(AccountRow.blocked_at).is_(None),
            col(OrganisationRow.closed_at).is_(None),
        )
    )
    return session.exec(found.with_for_update(of=AccountRow) if lock else found).one_or_none()


def take_step(session: Session, account_id: int, step: int) -> bool:
    """Note that a code of this step of time was used, and say whether it is later than all before it."""
    later = update(AccountRow).where(col(AccountRow.id) == account_id, col(AccountRow.totp_step) < step)
    return session.exec(later.values(totp_step=step)).rowcount == 1


def replace_recovery_codes(session: Session, account_id: int, tokens: Sequence[str]) -> None:
    session.exec(delete(RecoveryCodeRow).where(col(RecoveryCodeRow.account_id) == account_id))
    session.add_all(RecoveryCodeRow(account_id=account_id, code_token=token) for token in tokens)


def take_recovery_code(session: Session, account_id: int, token: str) -> bool:
    """Remove a recovery code, and say whether it was there."""
    found = delete(RecoveryCodeRow).where(
        col(RecoveryCodeRow.account_id) == account_id, col(RecoveryCodeRow.code_token) == token
    )
    return session.exec(found).rowcount == 1


def count_recovery_codes(session: Session, account_id: int) -> int:
    return session.exec(select(func.count()).where(col(RecoveryCodeRow.account_id) == account_id)).one()


def remember_place(session: Session, account_id: int, visitor: str, *, now: datetime) -> None:
    """Note where an account signed in from."""
    insert = insert_into(session, KnownPlaceRow).values(account_id=account_id, visitor=visitor, seen_at=now)
    session.exec(insert.on_conflict_do_update(index_elements=["account_id", "visitor"], set_={"seen_at": now}))


def knows_place(session: Session, email: str, visitor: str, *, since: datetime) -> bool:
    """Say whether the account of this address signed in from here since then."""
    found = (
        select(KnownPlaceRow)
        .join(AccountRow, col(AccountRow.id) == KnownPlaceRow.account_id)
        .where(AccountRow.email == email.lower(), KnownPlaceRow.visitor == visitor, KnownPlaceRow.seen_at > since)
    )
    return session.exec(found).one_or_none() is not None


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


def sessions_of(session: Session, account_id: int) -> Sequence[SessionRow]:
    """Return the sessions of an account, the last used first."""
    found = select(SessionRow).where(SessionRow.account_id == account_id)
    return session.exec(found.order_by(col(SessionRow.seen_at).desc())).all()


def take_session(session: Session, token_hash: str) -> bool:
    """Remove a session, and say whether it was there: of two who end it at once, one did."""
    return session.exec(delete(SessionRow).where(col(SessionRow.token_hash) == token_hash)).rowcount == 1


def delete_sessions(session: Session, account_id: int, *, but: str = "") -> None:
    """End the sessions of an account, but the one of this hash."""
    ended = delete(SessionRow).where(col(SessionRow.account_id) == account_id, col(SessionRow.token_hash) != but)
    session.exec(ended)

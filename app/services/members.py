"""Accounts for who looks after them: listed, and what is done with them, with a line in the log."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from app.db import organisations
from app.db.account_tables import AccountRow
from app.db.engine import Database
from app.db.organisations import FoundMember
from app.domain.account import Account
from app.domain.administration import Member
from app.domain.audit import AuditAction
from app.domain.errors import AccountNotFoundError, OwnAccountError
from app.services import audit, sessions
from app.services.account_links import LinkTo
from app.services.inviting import invite, invite_anew, post_invitation
from app.services.organisations import add_account, check_admin_remains


def member_of(found: FoundMember, *, now: datetime) -> Member:
    row, organisation, link_until = found
    return Member(
        account=sessions.account_of(row, organisation),
        is_blocked=row.blocked_at is not None,
        is_of_closed=organisation.closed_at is not None,
        has_password=row.password_hash is not None,
        has_app=row.totp_since is not None,
        link_until=link_until if link_until and link_until > now else None,
    )


def list_members(database: Database, organisation_id: int | None = None, *, now: datetime) -> Sequence[Member]:
    """Return accounts by name, of one organisation or of all."""
    with database.read() as session:
        found = organisations.list_members(session, organisation_id)
    return [member_of(each, now=now) for each in found]


def get_member(database: Database, account_id: int, *, now: datetime) -> Member:
    """Return an account. Raises AccountNotFoundError."""
    with database.read() as session:
        found = organisations.find_member(session, account_id)
    if found is None:
        raise AccountNotFoundError
    return member_of(found, now=now)


def find_member_at(database: Database, email: str, *, now: datetime) -> Member | None:
    """Find the account with this address, in any case."""
    with database.read() as session:
        found = organisations.find_member_at(session, email.lower())
    return member_of(found, now=now) if found else None


def invite_person(
    database: Database, organisation_id: int, link_to: LinkTo, *, name: str, email: str, by: Account, now: datetime
) -> Account | None:
    """Add an account and have the invitation delivered; None when there is an account with this address."""
    with database.write() as session:
        account = add_account(session, organisation_id, name=name, email=email, now=now)
        if account is not None:
            post_invitation(session, invite(session, account, link_to, by=by, now=now), now=now)
    return account


def invite_again(database: Database, account_id: int, link_to: LinkTo, *, by: Account, now: datetime) -> bool:
    """Send a new link to somebody who has not begun, and tell whether one was sent. Raises AccountNotFoundError."""
    with database.write() as session:
        _, member = _to_change(session, account_id, now=now)
        if member.may_begin:
            post_invitation(session, invite(session, member.account, link_to, by=by, now=now), now=now)
    return member.may_begin


def reset_app(database: Database, account_id: int, link_to: LinkTo, *, by: Account, now: datetime) -> bool:
    """Have somebody who lost the app add one anew, by a link; tell whether it was sent, for who is shut out gets none.

    Raises AccountNotFoundError, OwnAccountError and LastAdminError.
    """
    with database.write() as session:
        _, member = _to_change(session, account_id, by=by, now=now)
        if not member.is_shut_out:
            check_admin_remains(session, without=[account_id])
            post_invitation(session, invite_anew(session, member.account, link_to, by=by, now=now), now=now)
    return not member.is_shut_out


def block(database: Database, account_id: int, *, by: Account, now: datetime) -> None:
    """Keep somebody from signing in, at once. Safe to repeat.

    Raises AccountNotFoundError, OwnAccountError and LastAdminError.
    """
    with database.write() as session:
        row, member = _to_change(session, account_id, by=by, now=now)
        if member.is_blocked:
            return
        check_admin_remains(session, without=[account_id])
        row.blocked_at = now
        organisations.shut_out(session, [account_id])
        audit.add_line(session, AuditAction.BLOCKED, by=by, about_account_id=account_id, now=now)


def unblock(database: Database, account_id: int, *, by: Account, now: datetime) -> None:
    """Let somebody sign in again. Safe to repeat. Raises AccountNotFoundError."""
    with database.write() as session:
        row, member = _to_change(session, account_id, now=now)
        if member.is_blocked:
            row.blocked_at = None
            audit.add_line(session, AuditAction.UNBLOCKED, by=by, about_account_id=account_id, now=now)


def sign_out_everywhere(database: Database, account_id: int, *, by: Account, now: datetime) -> None:
    """End every session of somebody. Raises AccountNotFoundError."""
    with database.write() as session:
        _to_change(session, account_id, now=now)
        sessions.end_all(session, account_id)
        audit.add_line(session, AuditAction.SIGNED_OUT_EVERYWHERE, by=by, about_account_id=account_id, now=now)


def _to_change(
    session: Session, account_id: int, *, by: Account | None = None, now: datetime
) -> tuple[AccountRow, Member]:
    """Find an account, which may not be that of who does this, and keep others from changing it meanwhile."""
    organisations.take_turns(session)
    found = organisations.lock_member(session, account_id)
    if found is None:
        raise AccountNotFoundError
    if by is not None and by.id == account_id:
        raise OwnAccountError
    return found[0], member_of(found, now=now)

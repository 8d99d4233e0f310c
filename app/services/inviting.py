"""Invites people by a link with which they choose a password and add their app, once or again."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.db import accounts, organisations
from app.domain.account import Account
from app.domain.audit import AuditAction
from app.rendering.letters import invitation_letter
from app.services import account_links, audit
from app.services.account_links import VALID, LinkTo, Purpose
from app.services.mail import post_letter


@dataclass(frozen=True, slots=True)
class Invitation:
    """A link that replaces the earlier ones of this account; `is_again` is for who had an app before."""

    account: Account
    link: str
    valid_days: int
    until: datetime
    is_again: bool = False


def invite(session: Session, account: Account, link_to: LinkTo, *, by: Account | None, now: datetime) -> Invitation:
    """Make the link by which a new person begins."""
    audit.add_line(session, AuditAction.INVITED, by=by, about_account_id=account.id, now=now)
    return _invitation(session, account, link_to, is_again=False, now=now)


def invite_anew(
    session: Session, account: Account, link_to: LinkTo, *, by: Account | None, now: datetime
) -> Invitation:
    """Take the app and the recovery codes of somebody away, end the sessions, and make the link to begin anew."""
    row = accounts.lock_account(session, account.id)
    row.totp_nonce = row.totp_since = None
    organisations.delete_recovery_codes(session, account.id)
    organisations.shut_out(session, [account.id])
    audit.add_line(session, AuditAction.RESET_SECOND_FACTOR, by=by, about_account_id=account.id, now=now)
    return _invitation(session, account, link_to, is_again=True, now=now)


def _invitation(session: Session, account: Account, link_to: LinkTo, *, is_again: bool, now: datetime) -> Invitation:
    token = account_links.make_link(session, account.id, Purpose.INVITATION, now=now)
    valid = VALID[Purpose.INVITATION]
    return Invitation(account, link_to(token), valid_days=valid.days, until=now + valid, is_again=is_again)


def post_invitation(session: Session, invitation: Invitation, *, now: datetime) -> None:
    letter = invitation_letter(
        invitation.link,
        organisation=invitation.account.organisation.name,
        valid_days=invitation.valid_days,
        is_again=invitation.is_again,
    )
    post_letter(session, letter, recipient=invitation.account.email, account_id=invitation.account.id, now=now)

"""Mails a link to a new password to who has an account, and tells nobody who that is."""

from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session

from app.db import accounts, outbox
from app.db.account_tables import AccountRow
from app.db.engine import Database
from app.db.mail_tables import MailedLinkRow
from app.rendering.letters import reset_letter
from app.services import account_links
from app.services.account_links import Purpose
from app.services.mail import post_letter
from app.services.mailed_links import KEPT, find_most, is_again, mailbox_token


def ask_reset(
    database: Database,
    secret_key: bytes,
    email: str,
    *,
    link_of: Callable[[str], str],
    visitor: str,
    now: datetime,
) -> None:
    """Mail a link, if this address is of an account and neither it nor the visitor had too many today.

    `link_of` makes the link of a token.
    """
    asked = MailedLinkRow(
        scan_id=None, recipient_token=mailbox_token(secret_key, email), visitor_token=visitor, promised_at=now
    )
    with database.write() as session:
        found = accounts.find_account(session, email)
        account = accounts.lock_account(session, found[0].id) if found and found[0].id else None
        earlier = outbox.links_like(session, asked, kept=KEPT)
        if is_again(asked, earlier) or find_most(asked, earlier):
            return
        session.add(asked)
        if account is not None:
            _post_link(session, account, link_of, now=now)


def _post_link(session: Session, account: AccountRow, link_of: Callable[[str], str], *, now: datetime) -> None:
    assert account.id is not None
    token = account_links.make_link(session, account.id, Purpose.RESET, now=now)
    letter = reset_letter(link_of(token), name=account.name)
    post_letter(session, letter, recipient=account.email, account_id=account.id, now=now)

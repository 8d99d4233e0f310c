"""Mails a link to a new password to who has an account, and tells nobody who that is."""

import secrets
from datetime import datetime

from sqlmodel import Session

from app.db import accounts, outbox
from app.db.account_tables import AccountRow
from app.db.engine import Database
from app.db.mail_tables import MailedLinkRow
from app.rendering.letters import reset_letter
from app.services import account_links
from app.services.account_links import LinkTo, Purpose
from app.services.mail import KEPT, post_letter
from app.services.mailed_links import find_most, is_again, mailbox_token
from app.services.sign_in_limits import PLACE_KNOWN_FOR


def ask_reset(
    database: Database, secret_key: bytes, email: str, link_to: LinkTo, *, visitor: str, now: datetime
) -> None:
    """Mail a link, if this address is of an account and neither it nor the visitor had too many today.

    Where the account signed in lately there is no such limit: others cannot use up what its owner may ask.
    """
    asked = MailedLinkRow(
        scan_id=None, recipient_token=mailbox_token(secret_key, email), visitor_token=visitor, promised_at=now
    )
    with database.write() as session:
        account = accounts.find_account(session, email, lock=True)
        earlier = outbox.links_like(session, asked, kept=KEPT)
        is_known = accounts.knows_place(session, email, visitor, since=now - PLACE_KNOWN_FOR)
        if is_again(asked, earlier) or (find_most(asked, earlier) and not is_known):
            return
        session.add(asked)
        _post_link(session, account, link_to, now=now)


def _post_link(session: Session, account: AccountRow | None, link_to: LinkTo, *, now: datetime) -> None:
    """Post the letter, or only write it: how long that takes would tell who has an account."""
    account_id = account.id if account else None
    token = (
        account_links.make_link(session, account_id, Purpose.RESET, now=now)
        if account_id
        else secrets.token_urlsafe(32)
    )
    letter = reset_letter(link_to(token), name=account.name if account else "")
    if account:
        post_letter(session, letter, recipient=account.email, account_id=account_id, now=now)

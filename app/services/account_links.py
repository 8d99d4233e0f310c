"""Links in mail by which people choose a password: made, replaced by a newer one, and used once."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel import Session

from app.db import account_links, accounts
from app.db.account_tables import AccountLinkRow
from app.db.engine import Database
from app.domain.errors import LinkUsedError
from app.services import sessions
from app.services.sessions import SignIn, Stage

LinkTo = Callable[[str], str]
"""Makes the address of a link with this token."""


class Purpose(StrEnum):
    INVITATION = "invitation"
    RESET = "reset"


# Time for who is on holiday to start, and for who forgot a password to read the mail.
VALID = {Purpose.INVITATION: timedelta(days=7), Purpose.RESET: timedelta(hours=1)}


def make_link(session: Session, account_id: int, purpose: Purpose, *, now: datetime) -> str:
    """Make a link that replaces the earlier ones of this account, and return its token; only the hash is kept."""
    token = secrets.token_urlsafe(32)
    account_links.delete_links(session, account_id)
    session.add(
        AccountLinkRow(
            token_hash=sessions.hashed(token),
            account_id=account_id,
            purpose=purpose,
            made_at=now,
            expires_at=now + VALID[purpose],
        )
    )
    return token


def find_purpose(database: Database, token: str, *, now: datetime) -> Purpose:
    """Say what a link is for, and leave it as it is. Raises LinkUsedError."""
    with database.read() as session:
        link = account_links.find_link(session, sessions.hashed(token), now=now)
    if link is None:
        raise LinkUsedError
    return Purpose(link.purpose)


def use_link(database: Database, token: str, *, before: SignIn | None = None, now: datetime) -> str:
    """Use up a link, and return the token of a session in which one chooses a password.

    The session `before` in the same browser ends. Raises LinkUsedError.
    """
    with database.write() as session:
        link = account_links.find_link(session, sessions.hashed(token), now=now)
        if link is None or not account_links.take_link(session, link.token_hash):
            raise LinkUsedError
        if before:
            accounts.take_session(session, before.token_hash)
        return sessions.start_session(session, link.account_id, Stage.CHOOSING_PASSWORD, now=now)

"""What people do with their own account, once they are signed in."""

import logging
from collections.abc import Sequence
from datetime import datetime

from app.db import account_links, accounts
from app.db.engine import Database
from app.domain.audit import AuditAction
from app.rendering.letters import Letter
from app.services import audit, passwords, second_factor, sessions
from app.services.mail import post_letter
from app.services.sessions import SignIn
from app.services.sign_in_limits import Attempt, count_attempt, forgive

log = logging.getLogger(__name__)


def count_recovery_codes(database: Database, account_id: int) -> int:
    with database.read() as session:
        return accounts.count_recovery_codes(session, account_id)


def change_password(
    database: Database,
    secret_key: bytes,
    sign_in: SignIn,
    *,
    current: str,
    new: str,
    letter: Letter | None,
    visitor: str,
    now: datetime,
) -> bool:
    """Set another password if the current one is right, and sign out everywhere else.

    `letter` tells that the password changed. Raises TooManySignInsError or PasswordsBusyError.
    """
    email = sign_in.account.email
    with passwords.in_line():
        attempt = count_attempt(database, secret_key, "password", email=email, visitor=visitor, now=now)
        with database.read() as session:
            password_hash = accounts.get_account(session, sign_in.account.id).password_hash
        if not passwords.is_right(current, password_hash):
            log.info("password not changed")
            return False
        new_hash = passwords.hashed(new)
    _set_password(database, sign_in, new_hash, letter, attempt, now=now)
    return True


def _set_password(
    database: Database, sign_in: SignIn, password_hash: str, letter: Letter | None, attempt: Attempt, *, now: datetime
) -> None:
    account_id = sign_in.account.id
    with database.write() as session:
        accounts.lock_account(session, account_id).password_hash = password_hash
        forgive(session, attempt)
        sessions.end_all(session, account_id, but=sign_in.token_hash)
        account_links.delete_links(session, account_id)
        audit.add_line(session, AuditAction.CHANGED_PASSWORD, by=sign_in.account, now=now)
        if letter:
            post_letter(session, letter, recipient=sign_in.account.email, account_id=account_id, now=now)


def renew_recovery_codes(
    database: Database, secret_key: bytes, sign_in: SignIn, code: str, *, visitor: str, now: datetime
) -> Sequence[str] | None:
    """Return new recovery codes in the place of the old, or None if the code is wrong. Raises TooManySignInsError."""
    email, account_id = sign_in.account.email, sign_in.account.id
    attempt = count_attempt(database, secret_key, "code", email=email, visitor=visitor, now=now)
    with database.write() as session:
        if not second_factor.use_code(session, secret_key, account_id, code, now=now):
            log.info("recovery codes not renewed")
            return None
        forgive(session, attempt)
        audit.add_line(session, AuditAction.RENEWED_RECOVERY_CODES, by=sign_in.account, now=now)
        return second_factor.renew_recovery_codes(session, secret_key, account_id)


def sign_out_everywhere(database: Database, sign_in: SignIn, *, now: datetime) -> None:
    with database.write() as session:
        sessions.end_all(session, sign_in.account.id)
        audit.add_line(session, AuditAction.SIGNED_OUT_EVERYWHERE, by=sign_in.account, now=now)

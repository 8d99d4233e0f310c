"""What comes after a mailed link: choosing a password, and adding an authenticator app."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.db import account_links, accounts
from app.db.engine import Database
from app.domain.audit import AuditAction
from app.rendering.letters import Letter
from app.services import audit, passwords, second_factor, sessions
from app.services.mail import post_letter
from app.services.sessions import SignIn, Stage
from app.services.sign_in_limits import count_attempt, forgive

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class AppAdded:
    """The token of the session that goes on, and the recovery codes, which nobody can show again."""

    token: str
    recovery_codes: Sequence[str]


def choose_password(
    database: Database, sign_in: SignIn, password: str, *, letter: Letter | None, now: datetime
) -> str | None:
    """Set a password, and end all that was begun with the one before.

    Return the token of a session in which one adds an app, or None: who has one, signs in with it. `letter` tells that
    the password changed. Raises StepNotOpenError.
    """
    password_hash = passwords.hashed(password)
    with database.write() as session:
        account = accounts.lock_account(session, sign_in.account.id)
        token = sessions.go_on(session, sign_in, Stage.ADDING_APP, now=now)
        sessions.end_all(session, sign_in.account.id, but=sessions.hashed(token))
        account_links.delete_links(session, sign_in.account.id)
        audit.add_line(session, AuditAction.CHANGED_PASSWORD, by=sign_in.account, now=now)
        if account.password_hash and letter:
            post_letter(session, letter, recipient=account.email, account_id=account.id, now=now)
        account.password_hash = password_hash
        if account.totp_since:
            sessions.end_all(session, sign_in.account.id)
            return None
        account.totp_nonce = second_factor.new_nonce()
        return token


def app_secret(database: Database, secret_key: bytes, account_id: int) -> str:
    """Return the secret that somebody is about to put in an app."""
    with database.read() as session:
        nonce = accounts.get_account(session, account_id).totp_nonce
    assert nonce is not None
    return second_factor.secret_of(secret_key, nonce)


def add_app(
    database: Database, secret_key: bytes, sign_in: SignIn, code: str, *, visitor: str, now: datetime
) -> AppAdded | None:
    """Add the app that shows this code, and sign in; None if the code is wrong.

    Raises TooManySignInsError or StepNotOpenError.
    """
    account_id, email = sign_in.account.id, sign_in.account.email
    attempt = count_attempt(database, secret_key, "code", email=email, visitor=visitor, now=now)
    with database.write() as session:
        if not second_factor.use_code(session, secret_key, account_id, code, now=now):
            log.info("not signed in", extra={"kind": "new app"})
            return None
        forgive(session, attempt)
        token = sessions.go_on(session, sign_in, Stage.VERIFIED, now=now)
        sessions.end_all(session, account_id, but=sessions.hashed(token))
        accounts.lock_account(session, account_id).totp_since = now
        accounts.remember_place(session, account_id, visitor, now=now)
        codes = second_factor.renew_recovery_codes(session, secret_key, account_id)
    log.info("signed in", extra={"kind": "new app"})
    return AppAdded(token, codes)

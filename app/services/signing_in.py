"""Signing in: first a password, then a code of the app or a recovery code."""

import logging
from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session

from app.db import accounts
from app.db.engine import Database
from app.services import passwords, second_factor, sessions
from app.services.sessions import SignIn, Stage
from app.services.sign_in_limits import count_attempt, forgive, is_last_code

log = logging.getLogger(__name__)


def give_password(
    database: Database,
    secret_key: bytes,
    *,
    email: str,
    password: str,
    before: SignIn | None,
    visitor: str,
    now: datetime,
) -> str | None:
    """Return the token of a session that waits for a code, or None. Raises TooManySignInsError or PasswordsBusyError.

    The session `before` in the same browser ends. Who has no app yet goes on with a mailed link: a password alone may
    never be enough to add one.
    """
    # A place in the line comes first: who finds it full has not failed.
    with passwords.in_line():
        attempt = count_attempt(database, secret_key, "password", email=email, visitor=visitor, now=now)
        account_id = _account_of(database, email, password)
    if account_id is None:
        log.info("not signed in", extra={"kind": "password"})
        return None
    with database.write() as session:
        forgive(session, attempt)
        if before:
            accounts.take_session(session, before.token_hash)
        return sessions.start_session(session, account_id, Stage.PASSWORD_GIVEN, now=now)


def _account_of(database: Database, email: str, password: str) -> int | None:
    """Return the account that goes with an address and a password, in the same time if there is none."""
    with database.read() as session:
        found = accounts.find_account(session, email)
    account = found[0] if found and found[0].totp_since else None
    is_right = passwords.is_right(password, account.password_hash if account else None)
    return account.id if account and is_right else None


def give_code(
    database: Database, secret_key: bytes, sign_in: SignIn, code: str, *, visitor: str, now: datetime
) -> str | None:
    """Return the token of a session that sees everything, or None. Raises TooManySignInsError or StepNotOpenError."""

    def use(session: Session) -> bool:
        return second_factor.use_code(session, secret_key, sign_in.account.id, code, now=now)

    return _verify(database, secret_key, sign_in, use, kind="code", visitor=visitor, now=now)


def give_recovery_code(
    database: Database, secret_key: bytes, sign_in: SignIn, code: str, *, visitor: str, now: datetime
) -> str | None:
    """Return the token of a session that sees everything, or None. Raises TooManySignInsError or StepNotOpenError."""

    def use(session: Session) -> bool:
        return second_factor.use_recovery_code(session, secret_key, sign_in.account.id, code)

    return _verify(database, secret_key, sign_in, use, kind="recovery code", visitor=visitor, now=now)


def _verify(
    database: Database,
    secret_key: bytes,
    sign_in: SignIn,
    use: Callable[[Session], bool],
    *,
    kind: str,
    visitor: str,
    now: datetime,
) -> str | None:
    email = sign_in.account.email
    attempt = count_attempt(database, secret_key, "code", email=email, visitor=visitor, now=now)
    with database.write() as session:
        if not use(session):
            log.info("not signed in", extra={"kind": kind})
            if is_last_code(session, secret_key, sign_in.token_hash, now=now):
                accounts.take_session(session, sign_in.token_hash)
            return None
        forgive(session, attempt)
        accounts.remember_place(session, sign_in.account.id, visitor, now=now)
        token = sessions.go_on(session, sign_in, Stage.VERIFIED, now=now)
    log.info("signed in", extra={"kind": kind})
    return token

"""Signing in: first a password, then a code of the app or a recovery code."""

import logging
from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session

from app.db import accounts
from app.db.account_tables import AccountRow
from app.db.engine import Database
from app.services import passwords, second_factor, sessions
from app.services.sessions import SignIn, Stage
from app.services.sign_in_limits import Attempt, count_attempt, forgive, is_last_code

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
        account = _find_finished(database, email)
        # As long without an account.
        password_hash = passwords.hash_if_right(password, account.password_hash if account else None)
    token = account and password_hash and _begin(database, account, password_hash, attempt, before=before, now=now)
    if not token:
        log.info("not signed in", extra={"kind": "password"})
        return None
    return token


def _find_finished(database: Database, email: str) -> AccountRow | None:
    with database.read() as session:
        found = accounts.find_account(session, email)
    return found if found and found.totp_since else None


def _begin(
    database: Database,
    checked: AccountRow,
    password_hash: str,
    attempt: Attempt,
    *,
    before: SignIn | None,
    now: datetime,
) -> str | None:
    """Begin a session and keep the hash, unless the account changed since its password was checked."""
    assert checked.id is not None
    with database.write() as session:
        row = accounts.lock_account(session, checked.id)
        if (row.password_hash, row.totp_since) != (checked.password_hash, checked.totp_since):
            return None
        row.password_hash = password_hash
        forgive(session, attempt)
        if before:
            accounts.take_session(session, before.token_hash)
        return sessions.start_session(session, checked.id, Stage.PASSWORD_GIVEN, now=now)


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

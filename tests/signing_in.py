"""Accounts whose people can sign in, and the codes that their apps show."""

from datetime import UTC, datetime
from functools import cache

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from pyotp import TOTP

from app.db.account_tables import AccountRow
from app.db.engine import Database
from app.domain.account import Account
from app.services import passwords, second_factor

PASSWORD = "vier paarse olifanten dansen"
QUICK = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=64, parallelism=1),))


def twice(password: str) -> dict[str, str]:
    """Return the fields of a form in which a new password is typed, and typed again."""
    return {"new_password": password, "new_password_again": password}


def password_hash() -> str:
    return _hash_by(passwords.ARGON2)


@cache
def _hash_by(argon2: PasswordHash) -> str:
    return argon2.hash(PASSWORD)


def finish(database: Database, secret_key: bytes, who: Account) -> str:
    """Give an account a password and an app, and return the secret of the app."""
    nonce = second_factor.new_nonce()
    with database.write() as session:
        row = session.get_one(AccountRow, who.id)
        row.password_hash, row.totp_nonce, row.totp_since = password_hash(), nonce, datetime.now(UTC)
    return second_factor.secret_of(secret_key, nonce)


def app_code(secret: str, *, now: datetime | None = None, steps_on: int = 0) -> str:
    """Return what an app shows, or will show after so many steps."""
    step = int((now or datetime.now(UTC)).timestamp()) // 30
    return TOTP(secret).generate_otp(step + steps_on)


def wrong_code(secret: str, *, now: datetime | None = None) -> str:
    """Return a code that the app shows at no time near."""
    shown = {app_code(secret, now=now, steps_on=steps) for steps in range(-3, 4)}
    return next(
        code
        for code in ("000000", "111111", "222222", "333333", "444444", "555555", "666666", "777777")
        if code not in shown
    )

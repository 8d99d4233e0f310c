"""The second factor: codes of an authenticator app, and recovery codes for who is without it."""

import base64
import secrets
from collections.abc import Sequence
from datetime import datetime
from hmac import compare_digest

from pyotp import TOTP
from sqlmodel import Session

from app.db import accounts
from app.services.pseudonyms import pseudonym

RECOVERY_CODES = 10
_SECRET_LENGTH = 32
_SECONDS = 30
# A clock may be a little off, and typing takes time.
_STEPS_OFF = (0, -1, 1)
_RECOVERY_BYTES = 10
_GROUP = 4


def new_nonce() -> str:
    return secrets.token_hex(32)


def secret_of(secret_key: bytes, nonce: str) -> str:
    """Return the secret that an authenticator app keeps: without the key, the database does not tell it."""
    digest = bytes.fromhex(pseudonym(secret_key, "totp", nonce))
    return base64.b32encode(digest).decode()[:_SECRET_LENGTH]


def app_address(secret: str, *, email: str, site_name: str) -> str:
    """Return the address that an authenticator app reads from a QR code."""
    return TOTP(secret).provisioning_uri(name=email, issuer_name=site_name)


def find_step(secret: str, code: str, *, now: datetime) -> int | None:
    """Find the step of time that a code is of, close to now."""
    current, app = int(now.timestamp()) // _SECONDS, TOTP(secret)
    typed = _as_typed(code).encode()
    return next((current + off for off in _STEPS_OFF if compare_digest(_code(app, current + off), typed)), None)


def _code(app: TOTP, step: int) -> bytes:
    return app.generate_otp(step).encode()


def use_code(session: Session, secret_key: bytes, account_id: int, code: str, *, now: datetime) -> bool:
    """Use a code of the app that an account has, or that it is about to have: each works once, and no older one."""
    nonce = accounts.get_account(session, account_id).totp_nonce
    step = find_step(secret_of(secret_key, nonce), code, now=now) if nonce else None
    return step is not None and accounts.take_step(session, account_id, step)


def renew_recovery_codes(session: Session, secret_key: bytes, account_id: int) -> Sequence[str]:
    """Make new recovery codes in the place of the old. Only keyed hashes are kept."""
    codes = [base64.b32encode(secrets.token_bytes(_RECOVERY_BYTES)).decode() for _ in range(RECOVERY_CODES)]
    tokens = [_recovery_token(secret_key, account_id, code) for code in codes]
    accounts.replace_recovery_codes(session, account_id, tokens)
    return [_in_groups(code) for code in codes]


def _in_groups(code: str) -> str:
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP)).lower()


def use_recovery_code(session: Session, secret_key: bytes, account_id: int, code: str) -> bool:
    """Use up a recovery code, if it is one of this account."""
    return accounts.take_recovery_code(session, account_id, _recovery_token(secret_key, account_id, code))


def _recovery_token(secret_key: bytes, account_id: int, code: str) -> str:
    return pseudonym(secret_key, "recovery", f"{account_id} {_as_typed(code).upper()}")


def _as_typed(code: str) -> str:
    """Return a code without what people put between its groups."""
    return "".join(sign for sign in code if sign.isalnum())

"""What a browser has of a visit: a token from which the secret of the scan follows, for who has the key."""

import secrets
from hmac import compare_digest

from app.services.pseudonyms import secret_from

# No secret of an owner has a full stop.
_PREFIX = "samen."


def new_visit_token() -> str:
    return _PREFIX + secrets.token_urlsafe(32)


def is_visit_token(text: str) -> bool:
    return text.startswith(_PREFIX)


def is_visit_to(secret: str, token: str, *, secret_key: bytes) -> bool:
    """Tell whether this is the token of a visit, over or not, to the scan that this secret opens."""
    return is_visit_token(token) and compare_digest(secret_of(token, secret_key).encode(), secret.encode())


def secret_of(token: str, secret_key: bytes) -> str:
    return secret_from(secret_key, "joint_visit", token)

"""Stand-ins for what may not be kept as it is: the same for the same value, and of no use without the key."""

import hashlib
import hmac
from typing import Literal

Purpose = Literal["kvk", "visitor", "recipient"]


def pseudonym(key: bytes, purpose: Purpose, value: str) -> str:
    """Return the HMAC-SHA256 of a value in hex, under a key of its own for each purpose."""
    purpose_key = hmac.digest(key, purpose.encode(), hashlib.sha256)
    return hmac.digest(purpose_key, value.encode(), hashlib.sha256).hex()

"""Where to report a leak, as RFC 9116 writes it: /.well-known/security.txt."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

_VALID = timedelta(days=180)


def security_txt(contacts: Sequence[str], *, canonical: str, now: datetime) -> str:
    """Return the document; each contact is an address, the best way first."""
    lines = [
        *(f"Contact: {contact}" for contact in contacts),
        f"Expires: {(now + _VALID).astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
        f"Canonical: {canonical}",
    ]
    return "".join(f"{line}\n" for line in lines)

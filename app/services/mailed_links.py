"""Promises the link of a scan by mail, within limits."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from app.db import outbox, scans
from app.db.engine import Database
from app.db.mail_tables import MailedLinkRow
from app.domain.errors import ScanNotFoundError
from app.rendering.letters import Letter
from app.services.mail import KEPT, post_letter
from app.services.pseudonyms import pseudonym

_SAME = timedelta(minutes=10)
_MOST = {
    "scan_id": 3,
    "recipient_token": 3,
    # A room of people who fill in the scan together shares one address; each mails a link, and some do so again.
    "visitor_token": 50,
}


def promise_link(
    database: Database, secret_key: bytes, scan_id: int, letter: Letter, *, recipient: str, visitor: str, now: datetime
) -> int | None:
    """Put a letter with the link of a scan in the outbox, or return how many were the most in a day.

    The same asked again within minutes is one letter. The address stands in the outbox alone, for as long as the
    letter does; to count by, keyed hashes of it and of the visitor are kept for a day. Raises ScanNotFoundError.
    """
    token = mailbox_token(secret_key, recipient)
    link = MailedLinkRow(scan_id=scan_id, recipient_token=token, visitor_token=visitor, promised_at=now)
    with database.write() as session:
        if scans.lock_row(session, scan_id) is None:
            raise ScanNotFoundError
        earlier = outbox.links_like(session, link, kept=KEPT)
        if is_again(link, earlier):
            return None
        if most := find_most(link, earlier):
            return most
        session.add(link)
        post_letter(session, letter, recipient=recipient, scan_id=scan_id, now=now)
    return None


def mailbox_token(secret_key: bytes, recipient: str) -> str:
    """Return a stand-in for an address without what its owner put after a plus: `jan+scan@` comes to `jan@`."""
    name, _, host = recipient.lower().rpartition("@")
    return pseudonym(secret_key, "recipient", f"{name.partition('+')[0]}@{host}")


def is_again(link: MailedLinkRow, earlier: Sequence[MailedLinkRow]) -> bool:
    """Say whether the same was asked within minutes."""
    return any(
        abs(other.promised_at - link.promised_at) < _SAME
        and (other.scan_id, other.recipient_token) == (link.scan_id, link.recipient_token)
        for other in earlier
    )


def find_most(link: MailedLinkRow, earlier: Sequence[MailedLinkRow]) -> int | None:
    """Return how many are the most in a day, of a kind of which there were as many."""
    for name, most in _MOST.items():
        if sum(_is_alike(name, link, other) for other in earlier) >= most:
            return most
    return None


def _is_alike(name: str, link: MailedLinkRow, other: MailedLinkRow) -> bool:
    value: object = getattr(link, name)
    return value is not None and value == getattr(other, name)

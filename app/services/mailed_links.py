"""Promises the link of a scan by mail, within limits."""

from datetime import datetime, timedelta

from app.db import outbox, scans
from app.db.engine import Database
from app.db.mail_tables import MailedLinkRow
from app.domain.errors import ScanNotFoundError
from app.rendering.letters import Letter
from app.services.mail import post_letter
from app.services.pseudonyms import pseudonym

# How long a mail may wait, and how long it counts.
KEPT = timedelta(days=1)
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
    token = pseudonym(secret_key, "recipient", _mailbox(recipient))
    link = MailedLinkRow(scan_id=scan_id, recipient_token=token, visitor_token=visitor, promised_at=now)
    with database.write() as session:
        if scans.lock_row(session, scan_id) is None:
            raise ScanNotFoundError
        earlier = outbox.links_like(session, link, kept=KEPT)
        if any(_is_again(link, other) for other in earlier):
            return None
        for name, most in _MOST.items():
            if sum(getattr(other, name) == getattr(link, name) for other in earlier) >= most:
                return most
        session.add(link)
        post_letter(session, letter, recipient=recipient, scan_id=scan_id, now=now)
    return None


def _mailbox(recipient: str) -> str:
    """Return the address without what its owner put after a plus: mail to `jan+scan@` comes to `jan@`."""
    name, _, host = recipient.lower().rpartition("@")
    return f"{name.partition('+')[0]}@{host}"


def _is_again(link: MailedLinkRow, earlier: MailedLinkRow) -> bool:
    is_recent = abs(earlier.promised_at - link.promised_at) < _SAME
    return is_recent and (earlier.scan_id, earlier.recipient_token) == (link.scan_id, link.recipient_token)

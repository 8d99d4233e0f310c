"""Promises the link of a scan by mail, within limits."""

import secrets
from datetime import datetime, timedelta

from app.db import outbox, scans
from app.db.engine import Database
from app.db.mail_tables import MailedLinkRow, OutboxRow
from app.domain.errors import ScanNotFoundError
from app.rendering.letters import Letter
from app.services.pseudonyms import pseudonym

REMEMBERED = timedelta(days=1)
_SAME = timedelta(minutes=10)
_MOST_PER_SCAN = 3
_MOST_PER_RECIPIENT = 3


def promise_link(
    database: Database, secret_key: bytes, scan_id: int, letter: Letter, *, recipient: str, now: datetime
) -> bool:
    """Put a letter with the link of a scan in the outbox; False where that would be too many in a day.

    The same asked again within minutes is one letter. The address stands in the outbox alone, for as long as the
    letter does; to count by, a keyed hash of it is kept for a day. Raises ScanNotFoundError.
    """
    token = pseudonym(secret_key, "recipient", recipient.lower())
    with database.write() as session:
        if scans.lock(session, scan_id) is None:
            raise ScanNotFoundError
        earlier = outbox.mailed_links(session, scan_id=scan_id, recipient_token=token, since=now - REMEMBERED)
        for_scan = [link for link in earlier if link.scan_id == scan_id]
        to_recipient = [link for link in earlier if link.recipient_token == token]
        if any(link.promised_at > now - _SAME for link in for_scan if link in to_recipient):
            return True
        if len(for_scan) >= _MOST_PER_SCAN or len(to_recipient) >= _MOST_PER_RECIPIENT:
            return False
        session.add(MailedLinkRow(scan_id=scan_id, recipient_token=token, promised_at=now))
        session.add(_outbox_row(scan_id, letter, recipient=recipient, now=now))
    return True


def _outbox_row(scan_id: int, letter: Letter, *, recipient: str, now: datetime) -> OutboxRow:
    return OutboxRow(
        scan_id=scan_id,
        message_id=secrets.token_hex(16),
        recipient=recipient,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        written_at=now,
        try_at=now,
    )

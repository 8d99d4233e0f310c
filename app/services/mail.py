"""Puts a letter in the outbox, in the transaction of what it is about."""

import secrets
from datetime import datetime, timedelta

from sqlmodel import Session

from app.db.account_tables import OrganisationRow
from app.db.mail_tables import OutboxRow
from app.rendering.letters import Letter

# How long a mail may wait, and how long it counts.
KEPT = timedelta(days=1)


def post_letter(
    session: Session,
    letter: Letter,
    *,
    recipient: str,
    scan_id: int | None = None,
    account_id: int | None = None,
    case_id: int | None = None,
    now: datetime,
) -> None:
    """Have a letter delivered; it goes with the scan, the account or the case that it is about."""
    session.add(
        OutboxRow(
            scan_id=scan_id,
            account_id=account_id,
            case_id=case_id,
            message_id=secrets.token_hex(16),
            recipient=recipient,
            subject=letter.subject,
            text=letter.text,
            html=letter.html,
            written_at=now,
            try_at=now,
        )
    )


def post_to_organisation(
    session: Session, letter: Letter | None, organisation: OrganisationRow, *, case_id: int | None = None, now: datetime
) -> None:
    """Have a letter delivered at an organisation, if there is one and the organisation has an address."""
    if letter and organisation.email:
        post_letter(session, letter, recipient=organisation.email, case_id=case_id, now=now)

"""Removes a scan with all that belongs to it; an organisation with which it is shared hears of that."""

from datetime import datetime

from sqlmodel import Session

from app.db import removals, scans
from app.domain.account import Account
from app.domain.audit import AuditAction
from app.rendering.letters import Letter
from app.services.audit import add_line
from app.services.mail import post_to_organisation
from app.services.stored_shares import end_share


def remove_scan(
    session: Session, scan_id: int, *, letter: Letter | None = None, beside: Account | None = None, now: datetime
) -> None:
    """Remove a scan, and write to the organisation that saw it. Safe to repeat.

    `beside` is who fills in together with the owner.
    """
    scan = scans.lock_row(session, scan_id)
    ended = end_share(session, scan_id, AuditAction.REMOVED_SCAN, ended_by="scan_removed", by=beside, now=now)
    if ended:
        _, organisation = ended
        post_to_organisation(session, letter, organisation, now=now)
    elif scan and beside:
        add_line(session, AuditAction.REMOVED_SCAN, by=beside, scan_hash=scan.secret_hash, now=now)
    removals.erase_scan(session, scan_id, now=now)

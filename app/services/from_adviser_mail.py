"""Tells owners by mail that their advisers shared something: a view or a note, once a day at most."""

from datetime import datetime, timedelta

from sqlmodel import Session

from app.db.sharing_tables import CaseRow
from app.domain.audit import AuditAction
from app.domain.case import Case
from app.rendering.letters import Letter
from app.services.audit import count_lines
from app.services.mail import post_letter

_BETWEEN_MAILS = timedelta(days=1)
_TOLD = (AuditAction.SHARED_VIEW, AuditAction.SHARED_NOTE)


def write_to_owner(session: Session, row: CaseRow, case: Case, letter: Letter | None, *, now: datetime) -> None:
    """Post the letter, unless something was shared in the past day; call this before the log tells of what is now."""
    since = max(now - _BETWEEN_MAILS, row.shared_at)
    if letter is None or not row.contact_email:
        return
    if not any(count_lines(session, action, case.scan_hash, since=since) for action in _TOLD):
        post_letter(session, letter, recipient=row.contact_email, case_id=row.id, now=now)

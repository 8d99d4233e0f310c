"""Queries on mail that waits and on the links that were mailed."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import Session, col, delete, func, or_, select

from app.db.mail_tables import MailedLinkRow, OutboxRow


def claim(session: Session, waits: Sequence[timedelta], *, now: datetime) -> OutboxRow | None:
    """Take the mail that is due longest and put off its next try, so that until then nobody else takes it.

    `waits` are how long to wait after each try; the last holds for all later tries.
    """
    due = select(OutboxRow).where(OutboxRow.try_at <= now).order_by(col(OutboxRow.try_at)).limit(1)
    row = session.exec(due.with_for_update(skip_locked=True)).one_or_none()
    if row is not None:
        row.try_at = now + waits[min(row.tries, len(waits) - 1)]
        row.tries += 1
    return row


def remove(session: Session, row: OutboxRow) -> None:
    session.exec(delete(OutboxRow).where(col(OutboxRow.id) == row.id))


def outbox_state(session: Session) -> tuple[int, datetime | None]:
    """Return how many mails wait and since when the oldest does."""
    return session.exec(select(func.count(col(OutboxRow.id)), func.min(OutboxRow.written_at))).one()


def links_like(session: Session, link: MailedLinkRow, *, since: datetime) -> Sequence[MailedLinkRow]:
    """Return what was promised for the same scan, to the same recipient or to the same visitor."""
    alike = or_(
        col(MailedLinkRow.scan_id) == link.scan_id,
        col(MailedLinkRow.recipient_token) == link.recipient_token,
        col(MailedLinkRow.visitor_token) == link.visitor_token,
    )
    return session.exec(select(MailedLinkRow).where(alike, col(MailedLinkRow.promised_at) > since)).all()


def remove_old(session: Session, *, until: datetime) -> int:
    """Remove old mail and what is remembered of old links, and return how many mails that were."""
    session.exec(delete(MailedLinkRow).where(col(MailedLinkRow.promised_at) <= until))
    return session.exec(delete(OutboxRow).where(col(OutboxRow.written_at) <= until)).rowcount

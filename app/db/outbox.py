"""Queries on mail that waits and on the links that were mailed."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col, delete, func, not_, or_, select

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


def links_like(session: Session, link: MailedLinkRow, *, kept: timedelta) -> Sequence[MailedLinkRow]:
    """Return what was promised lately for the same scan, to the same recipient or to the same visitor."""
    alike = or_(
        col(MailedLinkRow.scan_id) == link.scan_id,
        col(MailedLinkRow.recipient_token) == link.recipient_token,
        col(MailedLinkRow.visitor_token) == link.visitor_token,
    )
    is_old = _is_old(col(MailedLinkRow.promised_at), now=link.promised_at, kept=kept)
    return session.exec(select(MailedLinkRow).where(alike, not_(is_old))).all()


def remove_old(session: Session, *, now: datetime, kept: timedelta) -> int:
    """Remove old mail and what is remembered of old links, and return how many mails that were."""
    session.exec(delete(MailedLinkRow).where(_is_old(col(MailedLinkRow.promised_at), now=now, kept=kept)))
    return session.exec(delete(OutboxRow).where(_is_old(col(OutboxRow.written_at), now=now, kept=kept))).rowcount


def _is_old(moment: Mapped[datetime], *, now: datetime, kept: timedelta) -> ColumnElement[bool]:
    """Say what is not of these days: also what a clock that was far ahead wrote. Clocks of nodes differ a little."""
    return or_(moment <= now - kept, moment >= now + kept)

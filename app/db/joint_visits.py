"""Queries on the scans that advisers fill in together with their owners."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, delete, select

from app.db.account_tables import SessionRow
from app.db.scan_tables import ScanRow
from app.db.sharing_tables import JointVisitRow


def lock_session(session: Session, session_hash: str) -> bool:
    """Keep others from starting or ending visits of this session, and tell whether it is still there."""
    found = select(SessionRow.token_hash).where(SessionRow.token_hash == session_hash).with_for_update()
    return session.exec(found).one_or_none() is not None


def has_visit(session: Session, session_hash: str, *, token_hash: str | None = None, since: datetime) -> bool:
    """Tell whether a visit of this session that began after `since` goes on: the one of this token, or any."""
    found = select(JointVisitRow.scan_id).where(
        JointVisitRow.session_hash == session_hash, JointVisitRow.started_at > since
    )
    if token_hash is not None:
        found = found.where(JointVisitRow.token_hash == token_hash)
    return session.exec(found).first() is not None


def end_visits(session: Session, session_hash: str) -> Sequence[str]:
    """End the visits of a session, and return the hashes of the secrets of their scans."""
    scans = select(ScanRow.secret_hash).join(JointVisitRow, col(JointVisitRow.scan_id) == ScanRow.id)
    ended = session.exec(scans.where(JointVisitRow.session_hash == session_hash)).all()
    session.exec(delete(JointVisitRow).where(col(JointVisitRow.session_hash) == session_hash))
    return ended

"""Removing scans: what goes, and the little that is remembered of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlmodel import Session, col, delete, or_, select

from app.db import cases, scans
from app.db.inserts import insert_into
from app.db.scan_tables import ErasedScanRow, RemovedScansRow, ScanRow


def erase_scan(session: Session, scan_id: int, *, now: datetime) -> None:
    """Remove a scan with all that belongs to it, remember that it was erased and count it. Safe to repeat."""
    row = scans.lock_row(session, scan_id)
    if row is None:
        return
    secret_hash = row.secret_hash
    removed = {
        "month": f"{row.started_at:%Y-%m}",
        "was_finished": row.finished_at is not None,
        "campaign": row.campaign or "",
    }
    cases.end_case(session, scan_id, ended_by="scan_removed", now=now)
    scans.delete_rows(session, scan_id)
    _remember(session, secret_hash, erased_at=now)
    counted = insert_into(session, RemovedScansRow).values(**removed, count=1)
    session.exec(
        counted.on_conflict_do_update(index_elements=[*removed], set_={"count": col(RemovedScansRow.count) + 1})
    )


def _remember(session: Session, secret_hash: str, *, erased_at: datetime) -> None:
    erased = insert_into(session, ErasedScanRow).values(secret_hash=secret_hash, erased_at=erased_at)
    session.exec(erased.on_conflict_do_nothing())


def find_unchanged(session: Session, *, drafts_before: datetime, finished_before: datetime) -> Sequence[int]:
    """Return every scan that was not changed for long enough, and some that turn out to be kept longer."""
    found = select(ScanRow.id).where(
        col(ScanRow.changed_at) < max(drafts_before, finished_before),
        or_(
            col(ScanRow.finished_at).is_(None),
            col(ScanRow.finished_at) != col(ScanRow.changed_at),
            col(ScanRow.changed_at) < finished_before,
        ),
    )
    return [scan_id for scan_id in session.exec(found.order_by(col(ScanRow.id))) if scan_id is not None]


def erase_again(session: Session, erased: Mapping[str, datetime], *, now: datetime) -> int:
    """Remove the scans that were erased, by this database or by `erased`, and return how many came back."""
    for secret_hash, erased_at in erased.items():
        _remember(session, secret_hash, erased_at=erased_at)
    back = session.exec(select(ScanRow.id).join(ErasedScanRow, col(ErasedScanRow.secret_hash) == ScanRow.secret_hash))
    returned = [scan_id for scan_id in back if scan_id is not None]
    for scan_id in returned:
        erase_scan(session, scan_id, now=now)
    return len(returned)


def forget_erased(session: Session, *, before: datetime) -> int:
    """Forget the scans that were erased before a moment, and return how many."""
    return session.exec(delete(ErasedScanRow).where(col(ErasedScanRow.erased_at) < before)).rowcount


def count_erased(session: Session, *, before: datetime) -> int:
    return len(session.exec(select(ErasedScanRow.secret_hash).where(col(ErasedScanRow.erased_at) < before)).all())

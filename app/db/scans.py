"""Queries on scans, their answers and their reports."""

from datetime import datetime

from sqlmodel import Session, col, delete, select

from app.db.engine import insert_into
from app.db.scan_tables import AnswerRow, ReportRow, ScanRow


def find_by_secret(session: Session, secret_hash: str) -> ScanRow | None:
    return session.exec(select(ScanRow).where(ScanRow.secret_hash == secret_hash)).one_or_none()


def lock(session: Session, scan_id: int) -> ScanRow | None:
    """Find a scan and keep others from changing it until the transaction ends."""
    return session.exec(select(ScanRow).where(ScanRow.id == scan_id).with_for_update()).one_or_none()


def answers_of(session: Session, scan_id: int) -> dict[str, str]:
    rows = session.exec(select(AnswerRow.question_id, AnswerRow.code).where(AnswerRow.scan_id == scan_id))
    return dict(rows.all())


def put_answer(session: Session, scan_id: int, *, question_id: str, code: str, now: datetime) -> None:
    """Store the answer to a question, instead of an earlier one."""
    insert = insert_into(session, AnswerRow).values(
        scan_id=scan_id, question_id=question_id, code=code, answered_at=now
    )
    changed = {"code": code, "answered_at": now}
    session.exec(insert.on_conflict_do_update(index_elements=["scan_id", "question_id"], set_=changed))


def find_report(session: Session, scan_id: int, content_hash: str) -> bytes | None:
    found = select(ReportRow.pdf).where(ReportRow.scan_id == scan_id, ReportRow.content_hash == content_hash)
    return session.exec(found).one_or_none()


def put_report(session: Session, scan_id: int, *, content_hash: str, pdf: bytes, now: datetime) -> None:
    """Store the PDF of a scan, instead of an earlier one."""
    changed = {"content_hash": content_hash, "pdf": pdf, "made_at": now}
    insert = insert_into(session, ReportRow).values(scan_id=scan_id, **changed)
    session.exec(insert.on_conflict_do_update(index_elements=["scan_id"], set_=changed))


def delete_scan(session: Session, scan_id: int) -> None:
    """Remove a scan with its answers and its report."""
    for row, scan_column in ((AnswerRow, AnswerRow.scan_id), (ReportRow, ReportRow.scan_id), (ScanRow, ScanRow.id)):
        session.exec(delete(row).where(col(scan_column) == scan_id))

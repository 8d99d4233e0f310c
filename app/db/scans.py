"""Queries on scans, their answers and their reports."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy
from sqlalchemy import Row, bindparam, update
from sqlmodel import Session, SQLModel, col, delete, func, select

from app.db.inserts import Insert, insert_into, insert_on
from app.db.scan_tables import AnswerRow, FiguresRow, ReportRow, ScanRow

# Asked at every page and every save: worked out once, and without an object for each row, it takes a third of the time.
_SCAN, _ANSWER = SQLModel.metadata.tables["scan"], SQLModel.metadata.tables["answer"]
_BY_SECRET = sqlalchemy.select(_SCAN).where(_SCAN.c.secret_hash == bindparam("secret_hash"))
_TO_CHANGE = sqlalchemy.select(_SCAN).where(_SCAN.c.id == bindparam("scan_id")).with_for_update()
_ANSWERS = sqlalchemy.select(_ANSWER.c.question_id, _ANSWER.c.code).where(_ANSWER.c.scan_id == bindparam("scan_id"))
_CHANGED = update(_SCAN).where(_SCAN.c.id == bindparam("scan_id")).values(changed_at=bindparam("now"))
_DOUBTED = update(_SCAN).where(_SCAN.c.id == bindparam("scan_id")).values(doubt=bindparam("found"))


def find_by_secret(session: Session, secret_hash: str) -> Row[Any] | None:
    return session.connection().execute(_BY_SECRET, {"secret_hash": secret_hash}).one_or_none()


def secret_hash_of(session: Session, scan_id: int) -> str:
    """Return what a scan is called in the log and in consents, nothing if it is gone."""
    return session.exec(select(ScanRow.secret_hash).where(ScanRow.id == scan_id)).first() or ""


def lock_values(session: Session, scan_id: int) -> Row[Any] | None:
    """Find a scan as plain values, which is quicker, and keep others from changing it until the transaction ends."""
    return session.connection().execute(_TO_CHANGE, {"scan_id": scan_id}).one_or_none()


def lock_row(session: Session, scan_id: int) -> ScanRow | None:
    """Find a scan and keep others from changing it until the transaction ends."""
    return session.exec(select(ScanRow).where(ScanRow.id == scan_id).with_for_update()).one_or_none()


def answers_of(session: Session, scan_id: int) -> dict[str, str]:
    rows = session.connection().execute(_ANSWERS, {"scan_id": scan_id})
    return dict(rows.all())


def answered_at(session: Session, scan_id: int) -> dict[str, datetime]:
    """Return when each question got its latest answer."""
    moments = select(AnswerRow.question_id, AnswerRow.answered_at).where(AnswerRow.scan_id == scan_id)
    return dict(session.exec(moments.order_by(col(AnswerRow.answered_at))).all())


def put_answer(session: Session, scan_id: int, *, question_id: str, code: str, now: datetime) -> None:
    """Store the answer to a question, instead of an earlier one, and when the scan changed."""
    connection = session.connection()
    answer = {"scan_id": scan_id, "question_id": question_id, "code": code, "answered_at": now}
    connection.execute(_put_answer_on(connection.dialect.name), answer)
    connection.execute(_CHANGED, {"scan_id": scan_id, "now": now})


@cache
def _put_answer_on(dialect: str) -> Insert:
    insert = insert_on(dialect, AnswerRow)
    changed = {"code": insert.excluded.code, "answered_at": insert.excluded.answered_at}
    return insert.on_conflict_do_update(index_elements=["scan_id", "question_id"], set_=changed)


def put_doubt(session: Session, scan_id: int, doubt: str | None) -> None:
    """Store why a finished scan would not count, if it would not."""
    session.connection().execute(_DOUBTED, {"scan_id": scan_id, "found": doubt})


def find_report(session: Session, scan_id: int, *, edition: str, content_hash: str) -> bytes | None:
    """Find the PDF of an edition that shows just this."""
    found = select(ReportRow.pdf).where(ReportRow.scan_id == scan_id, ReportRow.edition == edition)
    return session.exec(found.where(ReportRow.content_hash == content_hash)).one_or_none()


def put_report(session: Session, scan_id: int, *, edition: str, content_hash: str, pdf: bytes, now: datetime) -> None:
    """Store the PDF of an edition, instead of an earlier one."""
    changed = {"content_hash": content_hash, "pdf": pdf, "made_at": now}
    insert = insert_into(session, ReportRow).values(scan_id=scan_id, edition=edition, **changed)
    session.exec(insert.on_conflict_do_update(index_elements=["scan_id", "edition"], set_=changed))


def delete_reports(session: Session, scan_id: int) -> None:
    session.exec(delete(ReportRow).where(col(ReportRow.scan_id) == scan_id))


def find_figures(session: Session, scan_id: int) -> FiguresRow | None:
    return session.get(FiguresRow, scan_id)


def put_figures(
    session: Session, scan_id: int, *, told: Mapping[str, str], confirmed: Sequence[str], now: datetime
) -> None:
    """Store the figures of a scan, instead of earlier ones."""
    changed = {"told": dict(told), "confirmed": list(confirmed), "told_at": now}
    insert = insert_into(session, FiguresRow).values(scan_id=scan_id, **changed)
    session.exec(insert.on_conflict_do_update(index_elements=["scan_id"], set_=changed))


def delete_figures(session: Session, scan_id: int) -> None:
    session.exec(delete(FiguresRow).where(col(FiguresRow.scan_id) == scan_id))


def delete_rows(session: Session, scan_id: int) -> None:
    """Delete a scan with its answers, its figures and its reports."""
    delete_figures(session, scan_id)
    for row, scan_column in ((AnswerRow, AnswerRow.scan_id), (ReportRow, ReportRow.scan_id), (ScanRow, ScanRow.id)):
        session.exec(delete(row).where(col(scan_column) == scan_id))


def count(session: Session) -> int:
    return session.exec(select(func.count()).select_from(ScanRow)).one()

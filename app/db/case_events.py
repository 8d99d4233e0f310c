"""Queries on what happened at cases, and on who saw that."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlmodel import Session, SQLModel, col, delete, func, select

from app.db.case_tables import CaseEventRow, CaseScoreRow, CaseVisitRow
from app.db.inserts import insert_into
from app.domain.case_event import CaseEventKind


def find_events(
    session: Session,
    case_id: int,
    kinds: Collection[CaseEventKind] = tuple(CaseEventKind),
    *,
    skipped: int = 0,
    most: int | None = None,
) -> Sequence[CaseEventRow]:
    """Return what happened at a case, the latest first."""
    found = select(CaseEventRow).where(CaseEventRow.case_id == case_id, col(CaseEventRow.kind).in_(kinds))
    in_order = found.order_by(col(CaseEventRow.at).desc(), col(CaseEventRow.id).desc())
    return session.exec(in_order.offset(skipped).limit(most)).all()


def count_events_since(session: Session, case_id: int, moment: datetime) -> int:
    """Return how much happened at a case after this moment."""
    found = select(func.count()).where(CaseEventRow.case_id == case_id, col(CaseEventRow.at) > moment)
    return session.exec(found).one()


def find_last_event(
    session: Session, case_id: int, kinds: Collection[CaseEventKind] = tuple(CaseEventKind)
) -> CaseEventRow | None:
    return next(iter(find_events(session, case_id, kinds, most=1)), None)


def count_events(session: Session, case_id: int) -> int:
    return session.exec(select(func.count(col(CaseEventRow.id))).where(CaseEventRow.case_id == case_id)).one()


def put_visit(session: Session, case_id: int, account_id: int, *, now: datetime) -> None:
    """Note that an adviser looked at a case now."""
    insert = insert_into(session, CaseVisitRow).values(case_id=case_id, account_id=account_id, seen_at=now)
    session.exec(insert.on_conflict_do_update(index_elements=["case_id", "account_id"], set_={"seen_at": now}))


def put_scores(session: Session, case_id: int, scores: Sequence[Mapping[str, object]]) -> None:
    """Store the scores of a case by element, instead of earlier ones."""
    session.exec(delete(CaseScoreRow).where(col(CaseScoreRow.case_id) == case_id))
    if scores:
        table = SQLModel.metadata.tables["case_score"]
        session.connection().execute(table.insert(), [{"case_id": case_id, **score} for score in scores])

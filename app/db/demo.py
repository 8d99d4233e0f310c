"""Queries that fill an empty database."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from sqlalchemy import exists, inspect
from sqlmodel import Session, SQLModel, insert, select

from app.db.account_tables import AccountRow, OrganisationRow
from app.db.scan_tables import AnswerRow, FiguresRow, ScanRow

_OF_PEOPLE: Sequence[type[SQLModel]] = (ScanRow, OrganisationRow, AccountRow)


def holds_something(session: Session) -> bool:
    """Tell whether there are scans, organisations or accounts; a database may lack their tables."""
    there = set(inspect(session.connection()).get_table_names())
    return any(session.exec(select(exists(row))).one() for row in _OF_PEOPLE if str(row.__tablename__) in there)


def add_scans(session: Session, rows: Sequence[ScanRow]) -> Sequence[int]:
    """Add scans and return their ids, in the same order."""
    session.add_all(rows)
    session.flush()
    return [row.id for row in rows if row.id is not None]


def ids_of_scans(session: Session) -> AbstractSet[int]:
    return {scan_id for scan_id in session.exec(select(ScanRow.id)) if scan_id is not None}


def add_answers(session: Session, answers: Sequence[Mapping[str, object]]) -> None:
    _add(session, AnswerRow, answers)


def add_figures(session: Session, figures: Sequence[Mapping[str, object]]) -> None:
    _add(session, FiguresRow, figures)


def _add(session: Session, row: type[SQLModel], values: Sequence[Mapping[str, object]]) -> None:
    if values:
        session.execute(insert(row), [dict(each) for each in values])

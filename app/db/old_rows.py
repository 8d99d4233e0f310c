"""Queries that count and remove the rows of a table that were kept long enough."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, inspect, tuple_
from sqlmodel import Session, SQLModel, delete, func, select


@dataclass(frozen=True, slots=True)
class OldRows:
    table: type[SQLModel]
    are_old: ColumnElement[bool]

    @property
    def key(self) -> tuple[Any, ...]:
        return tuple(inspect(self.table).primary_key)


def count(session: Session, rows: OldRows) -> int:
    return session.exec(select(func.count()).select_from(rows.table).where(rows.are_old)).one()


def remove_some(session: Session, rows: OldRows, *, most: int) -> int:
    """Remove so many of the rows at most, and return how many."""
    some = select(*rows.key).where(rows.are_old).limit(most)
    return session.exec(delete(rows.table).where(tuple_(*rows.key).in_(some))).rowcount

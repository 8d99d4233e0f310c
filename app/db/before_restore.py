"""Copies of tables as they were before a restore, which PostgreSQL keeps until that is done."""

from collections.abc import Sequence

import sqlalchemy
from sqlalchemy import Column, MetaData, Table, inspect
from sqlmodel import Session


def copy_of(table: Table, name: str) -> Table:
    columns = [
        Column(of.name, of.type, primary_key=of.primary_key, nullable=of.nullable, autoincrement=False)
        for of in table.columns
    ]
    return Table(name, MetaData(), *columns)


def keep_copy(session: Session, table: Table, copy: Table) -> None:
    """Copy the rows of a table, if the database is of a version that has it."""
    if columns := columns_there(session, table):
        copy.create(session.connection())
        session.execute(copy.insert().from_select([column.name for column in columns], sqlalchemy.select(*columns)))


def columns_there(session: Session, table: Table) -> Sequence[Column[object]]:
    """Return the columns of a table that the database has, of whatever version it is; none if it lacks the table."""
    inspector = inspect(session.connection())
    if not inspector.has_table(table.name):
        return []
    there = {column["name"] for column in inspector.get_columns(table.name)}
    return [column for column in table.columns if column.name in there]

"""Copies of tables as they were before a restore, which PostgreSQL keeps until that is done."""

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
    if inspect(session.connection()).has_table(table.name):
        copy.create(session.connection())
        session.execute(copy.insert().from_select(list(table.columns.keys()), sqlalchemy.select(table)))

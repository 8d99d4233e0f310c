"""Runs the migrations in one transaction, on SQLite as on PostgreSQL: all of them stand, or none."""

from typing import Literal

from alembic import context
from sqlalchemy import TypeDecorator, text

from app.db.engine import make_engine
from app.db.migrations import metadata
from app.db.postgresql_nodes import take_turns


def plain_type(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Write a type of the program in a migration as the plain type below it, so that it can change later."""
    return f"sa.{item.impl_instance!r}" if kind == "type" and isinstance(item, TypeDecorator) else False


# SQLite rebuilds a table to change it. With foreign keys on, that would take the rows that point at it along.
engine = make_engine(context.config.attributes["url"], foreign_keys=False).execution_options(write=True)

try:
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            take_turns(connection)
        context.configure(
            connection=connection,
            target_metadata=metadata,
            render_as_batch=True,
            render_item=plain_type,
        )
        context.run_migrations()
        is_sqlite = connection.dialect.name == "sqlite"
        if is_sqlite and (broken := connection.execute(text("PRAGMA foreign_key_check")).all()):
            raise RuntimeError(f"Rows that point nowhere after a migration: {broken}")
finally:
    engine.dispose()

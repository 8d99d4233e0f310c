"""INSERTs that can say, on SQLite as on PostgreSQL, what to do when the row is there already."""

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel

Insert = sqlite.Insert | postgresql.Insert


def insert_into(session: Session, row: type[SQLModel]) -> Insert:
    return insert_on(session.get_bind().dialect.name, row)


def insert_on(dialect: str, row: type[SQLModel]) -> Insert:
    return (postgresql.insert if dialect == "postgresql" else sqlite.insert)(row)

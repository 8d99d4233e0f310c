"""The programs that share a database of PostgreSQL: how many others there are, and whose turn it is."""

from sqlalchemy import Connection, text
from sqlmodel import Session

# Without the workers of PostgreSQL itself, which have no user.
_OTHERS = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND usesysid IS NOT NULL
"""


def count_others(session: Session) -> int:
    """Return how many other connections this database has."""
    return int(session.execute(text(_OTHERS)).scalar_one())


def take_turns(connection: Connection) -> None:
    """Let other nodes that start at the same moment wait until this transaction ends."""
    connection.execute(text("SELECT pg_advisory_xact_lock(7231901)"))

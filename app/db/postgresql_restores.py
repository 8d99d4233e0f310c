"""Queries of a restore on PostgreSQL: what it must not forget."""

from collections.abc import Sequence

from sqlalchemy import inspect, text
from sqlmodel import Session

from app.db.lasting_lines import LOG_BEFORE, keep_lines
from app.db.lasting_releases import RELEASES_BEFORE, keep_releases

# Where the facts of the database before a restore are kept until it is done, and all that is.
FACTS_BEFORE = "facts_before_restore"
KEPT = (FACTS_BEFORE, LOG_BEFORE.name, *(copy.name for copy in RELEASES_BEFORE.values()))


def keep_facts(session: Session, facts: str | None) -> Sequence[str]:
    """Write facts, the log and releases where a restore that breaks off leaves them, and return the other tables.

    After one that broke off they are there: nothing but a start, which finishes it, changes what was true before it.
    """
    tables = inspect(session.connection()).get_table_names()
    if facts is not None and FACTS_BEFORE not in tables:
        session.execute(text(f"CREATE TABLE {FACTS_BEFORE} (facts text NOT NULL)"))
        session.execute(text(f"INSERT INTO {FACTS_BEFORE} VALUES (:facts)"), {"facts": facts})
        keep_lines(session)
        keep_releases(session)
    return [name for name in tables if name not in KEPT]


def find_kept(session: Session) -> str | None:
    """Return the facts from before a restore; None if nothing was kept."""
    if not inspect(session.connection()).has_table(FACTS_BEFORE):
        return None
    return str(session.execute(text(f"SELECT facts FROM {FACTS_BEFORE}")).scalar_one())


def drop_kept(session: Session) -> None:
    session.execute(text(f"DROP TABLE IF EXISTS {', '.join(KEPT)}"))

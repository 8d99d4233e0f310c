"""Queries of a restore on PostgreSQL: what it must not forget."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import inspect, text
from sqlmodel import Session

# Where the scans that were erased before a restore are kept until it is done.
ERASED_BEFORE = "erased_before_restore"


def keep_erased(session: Session) -> Sequence[str]:
    """Copy what the database remembers to where a restore that breaks off leaves it, and return the other tables."""
    tables = [name for name in inspect(session.connection()).get_table_names() if name != ERASED_BEFORE]
    if "erased_scan" in tables:
        columns = "secret_hash varchar(64) PRIMARY KEY, erased_at timestamptz NOT NULL"
        session.execute(text(f"CREATE TABLE IF NOT EXISTS {ERASED_BEFORE} ({columns})"))
        rows = "SELECT secret_hash, erased_at FROM erased_scan"
        session.execute(text(f"INSERT INTO {ERASED_BEFORE} {rows} ON CONFLICT DO NOTHING"))
    return tables


def find_kept(session: Session) -> Mapping[str, datetime] | None:
    """Return when which scans were erased before a restore; None if nothing was kept."""
    if not inspect(session.connection()).has_table(ERASED_BEFORE):
        return None
    kept = session.execute(text(f"SELECT secret_hash, erased_at FROM {ERASED_BEFORE}"))
    return {row.secret_hash: row.erased_at for row in kept}


def drop_kept(session: Session) -> None:
    session.execute(text(f"DROP TABLE {ERASED_BEFORE}"))

"""The log: the program adds lines, and neither changes one nor removes it within a year."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, select

from app.db import removals
from app.db.audit_tables import AuditRow
from app.db.engine import Database
from app.domain.audit import AuditAction
from app.domain.questionnaire import Questionnaire
from app.services.audit import add_line
from tests.conftest import NOW
from tests.services.promises import new_scan

A_YEAR = timedelta(days=365)
AN_HOUR = timedelta(hours=1)
LEAP_DAY = datetime(2028, 2, 29, 12, 0, tzinfo=UTC)
REFUSED = "a line of the log stays as it is for a year"


def put_line(database: Database, at: datetime) -> None:
    with database.write() as session:
        add_line(session, AuditAction.OPENED, scan_hash="a" * 64, now=at)


def lines(database: Database) -> list[AuditRow]:
    with database.read() as session:
        return list(session.exec(select(AuditRow)))


def change_object(session: Session) -> None:
    session.exec(select(AuditRow)).one().action = AuditAction.DOWNLOADED


def remove_object(session: Session) -> None:
    session.delete(session.exec(select(AuditRow)).one())


def run(statement: str) -> Callable[[Session], None]:
    def attempt(session: Session) -> None:
        session.execute(text(statement))

    return attempt


@pytest.mark.parametrize(
    "attempt",
    [
        change_object,
        remove_object,
        run("UPDATE audit_line SET account_name = 'Iemand anders'"),
        run("UPDATE audit_line SET at = '2020-01-01 00:00:00'"),
        run("DELETE FROM audit_line"),
    ],
)
def test_the_program_cannot_change_or_remove_a_line(database: Database, attempt: Callable[[Session], None]) -> None:
    put_line(database, datetime.now(UTC))
    before = [line.model_dump() for line in lines(database)]

    with pytest.raises(DBAPIError, match=REFUSED), database.write() as session:
        attempt(session)

    assert [line.model_dump() for line in lines(database)] == before


@pytest.mark.parametrize(
    ("database_url", "statement"),
    [
        ("sqlite", "REPLACE INTO audit_line (id, at, action) SELECT id, at, 'downloaded' FROM audit_line"),
        ("postgresql", "TRUNCATE audit_line"),
        ("postgresql", "TRUNCATE audit_line CASCADE"),
    ],
    indirect=["database_url"],
)
def test_no_other_way_takes_a_line_away(database: Database, statement: str) -> None:
    put_line(database, datetime.now(UTC) - 2 * A_YEAR)

    with pytest.raises(DBAPIError, match=REFUSED), database.write() as session:
        session.execute(text(statement))

    assert [line.action for line in lines(database)] == [AuditAction.OPENED]


def test_an_old_line_cannot_be_changed_either(database: Database) -> None:
    put_line(database, datetime.now(UTC) - 2 * A_YEAR)

    with pytest.raises(DBAPIError, match=REFUSED), database.write() as session:
        session.execute(text("UPDATE audit_line SET account_name = 'Iemand anders'"))


def test_a_line_of_more_than_a_year_ago_can_be_removed(database: Database) -> None:
    put_line(database, datetime.now(UTC) - A_YEAR - AN_HOUR)

    with database.write() as session:
        session.execute(text("DELETE FROM audit_line"))

    assert lines(database) == []


def test_a_removal_that_takes_a_recent_line_along_removes_nothing(database: Database) -> None:
    put_line(database, datetime.now(UTC) - 2 * A_YEAR)
    put_line(database, datetime.now(UTC))

    with pytest.raises(DBAPIError, match=REFUSED), database.write() as session:
        session.execute(text("DELETE FROM audit_line"))

    assert len(lines(database)) == 2


@pytest.mark.parametrize(
    ("now", "age", "can_go"),
    [
        (LEAP_DAY, A_YEAR - AN_HOUR, False),
        (LEAP_DAY, A_YEAR + AN_HOUR, True),
        (datetime(2028, 12, 1, 12, 0, tzinfo=UTC), A_YEAR - AN_HOUR, False),  # there was a leap day in that year
        (datetime(2028, 12, 1, 12, 0, tzinfo=UTC), A_YEAR + AN_HOUR, True),
        (datetime(2027, 3, 28, 12, 0, tzinfo=UTC), A_YEAR + AN_HOUR / 2, True),  # summer time began a day earlier
    ],
)
def test_a_year_is_365_days_also_around_a_leap_day(
    database: Database, now: datetime, age: timedelta, can_go: bool
) -> None:
    put_line(database, now - age)
    set_clock(database, now)

    removes = run("DELETE FROM audit_line")
    if can_go:
        with database.write() as session:
            removes(session)
    else:
        with pytest.raises(DBAPIError, match=REFUSED), database.write() as session:
            removes(session)

    assert len(lines(database)) == (not can_go)


def set_clock(database: Database, now: datetime) -> None:
    """Have the database take another moment for now: it finds this clock before its own."""
    if database.engine.dialect.name == "sqlite":
        event.listen(database.engine, "connect", lambda connection, _: _set_sqlite_clock(connection, now))
        database.close()
        return
    with database.write() as session:
        session.execute(text("CREATE SCHEMA clock"))
        moment = f"SELECT timestamptz '{now.isoformat()}'"
        session.execute(text(f"CREATE FUNCTION clock.now() RETURNS timestamptz LANGUAGE sql AS $$ {moment} $$"))
    event.listen(database.engine, "connect", lambda connection, _: _set_postgresql_clock(connection))
    database.close()


def _set_sqlite_clock(connection: Any, now: datetime) -> None:
    def at_that_time(moment: str, *changes: str) -> str:
        asked = f"{now:%Y-%m-%d %H:%M:%S}" if moment == "now" else moment
        marks = ", ".join("?" * (1 + len(changes)))
        with closing(sqlite3.connect(":memory:")) as real:
            return str(real.execute(f"SELECT datetime({marks})", (asked, *changes)).fetchone()[0])

    connection.create_function("datetime", -1, at_that_time)


def _set_postgresql_clock(connection: Any) -> None:
    connection.execute("SET search_path = clock, pg_catalog, public")
    connection.execute("SET timezone = 'Europe/Amsterdam'")
    connection.commit()


def test_a_removed_scan_keeps_its_lines(database: Database, shipped: Questionnaire) -> None:
    scan_id = new_scan(database, shipped)
    put_line(database, NOW)

    with database.write() as session:
        removals.erase_scan(session, scan_id, now=NOW)

    assert [line.action for line in lines(database)] == [AuditAction.OPENED]


def test_no_table_takes_lines_along_when_a_row_goes() -> None:
    assert not AuditRow.__table__.foreign_keys  # type: ignore[attr-defined]  # of SQLModel


def test_lines_stand_in_the_order_in_which_they_were_written(database: Database) -> None:
    for minute in range(3):
        put_line(database, NOW + timedelta(minutes=minute))

    with database.read() as session:
        found = list(session.exec(select(AuditRow.at).order_by(col(AuditRow.id))))

    assert found == sorted(found)

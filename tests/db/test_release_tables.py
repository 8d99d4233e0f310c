"""Releases and their ledger: once published nothing is added, changed or removed, whoever writes."""

from dataclasses import replace
from threading import Thread

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, IntegrityError

from app.db import ledger
from app.db.engine import Database
from tests.backups.commands import ON_POSTGRESQL, ON_SQLITE
from tests.db.release_rows import ANNA, RELEASE, open_year, publish
from tests.db.rows import get_rows

STAYS = "stay as they are"
DEVENTER = "'GM0150'"
COLUMNS = {
    "release": "id, province, period, kind, tier, rho, specification_version, specification_hash, specification,"
    "questionnaire_hash, program_version, published_at",
    "release_cell": "release_id, table_name, region, sector, size, element, statistic, status",
    "release_measurement": "release_id, table_name, region, sector, size, part, element, bin, value",
    "budget_spent": "release_id, token, year, rho",
    "ledger_year": "year, nonce, budget, opened_at",
}


@pytest.fixture
def published(database: Database) -> Database:
    with database.write() as session:
        publish(session)
    return database


def are_refused(database: Database, *statements: str, why: str = STAYS) -> None:
    """Check that each of these is refused, for this reason, and that all stays as it was."""
    before = get_rows(database.engine)
    for statement in statements:
        with pytest.raises(IntegrityError, match=why):
            run(database, statement)

    assert get_rows(database.engine) == before


def run(database: Database, *statements: str) -> None:
    with database.write() as session:
        for statement in statements:
            session.execute(text(statement))


def add(table: str, **changed: str) -> str:
    """Return a statement that adds the first row of a table once more, with other values for some columns."""
    columns = [changed.get(name, name) for name in COLUMNS[table].replace(" ", "").split(",")]
    return f"INTO {table} ({COLUMNS[table]}) SELECT {', '.join(columns)} FROM {table} LIMIT 1"


def test_nothing_of_a_release_can_be_changed(published: Database) -> None:
    are_refused(
        published,
        "UPDATE release SET rho = 1",
        "UPDATE release_cell SET value = 40",
        "UPDATE release_measurement SET value = 0",
        "UPDATE budget_spent SET rho = 1",
        "UPDATE ledger_year SET budget = 2000",
        "UPDATE ledger_year SET nonce = 'another'",
        "UPDATE ledger_year SET year = 2030, nonce = NULL",
    )


def test_nothing_of_a_release_can_be_removed(published: Database) -> None:
    are_refused(published, *[f"DELETE FROM {table}" for table in COLUMNS])


@ON_POSTGRESQL
def test_no_table_of_a_release_can_be_emptied(published: Database) -> None:
    are_refused(published, *[f"TRUNCATE {table} CASCADE" for table in COLUMNS])


@ON_SQLITE
def test_nothing_of_a_release_can_be_replaced(published: Database) -> None:
    others = {"release": {"id": "'another'"}, "budget_spent": {"rho": "1"}}
    are_refused(published, *[f"REPLACE {add(table, **others.get(table, {}))}" for table in COLUMNS])


@ON_SQLITE
def test_parts_of_a_release_have_no_number_to_replace_them_by(published: Database) -> None:
    with pytest.raises(DatabaseError, match="no such column"):
        run(published, "SELECT rowid FROM release, release_cell, release_measurement, budget_spent")


def test_nothing_is_added_to_a_release_later(published: Database) -> None:
    are_refused(
        published,
        f"INSERT {add('release_cell', region=DEVENTER)}",
        f"INSERT {add('release_measurement', region=DEVENTER)}",
        f"INSERT {add('budget_spent', token=DEVENTER, rho='1')}",
    )


def test_a_period_of_a_province_is_released_once(published: Database) -> None:
    with pytest.raises(IntegrityError), published.write() as session:
        publish(session, replace(RELEASE, id="another"), tokens=())


def test_parts_of_a_release_that_is_not_finished_are_refused(published: Database) -> None:
    are_refused(published, "INSERT INTO budget_spent VALUES ('other', 'carla', 2026, 1)", why="(?i)foreign key")


def test_no_company_spends_more_than_its_budget(published: Database) -> None:
    carla = "('other', 'carla', 2026, 1000)"
    are_refused(
        published,
        f"INSERT INTO budget_spent VALUES {carla}, ('other', '{ANNA}', 2026, 401)",
        f"INSERT INTO budget_spent VALUES {carla}, ('another', 'carla', 2026, 1)",
        why="more than its budget",
    )


@pytest.mark.parametrize("rho", ["0", "-5", "'many'"])
def test_no_company_gets_budget_back(published: Database, rho: str) -> None:
    with pytest.raises(DatabaseError):
        run(published, f"INSERT INTO budget_spent VALUES ('other', '{ANNA}', 2026, {rho})")


def test_nobody_spends_in_a_year_that_is_not_open(published: Database) -> None:
    run(published, "UPDATE ledger_year SET nonce = NULL")

    spend = "INSERT INTO budget_spent VALUES ('other', 'carla', {}, 1)"
    are_refused(published, spend.format(2026), spend.format(2027), why="is not open")


def test_a_year_that_was_closed_stays_closed(published: Database) -> None:
    run(published, "UPDATE ledger_year SET nonce = NULL")

    are_refused(published, "UPDATE ledger_year SET nonce = 'another'")


@ON_POSTGRESQL
def test_a_release_that_another_is_writing_gets_nothing_more(database: Database) -> None:
    with database.write() as session:
        open_year(session)
    refusals: list[str] = []

    def add_late() -> None:
        with pytest.raises(IntegrityError) as refusal, database.write() as late:
            ledger.spend(late, RELEASE.id, year=2026, tokens=["carla"], rho=1)
        refusals.append(str(refusal.value))

    with database.write() as session:
        publish(session)
        other = Thread(target=add_late)
        other.start()
        other.join(0.2)
    other.join()

    assert STAYS in refusals[0]


@ON_POSTGRESQL
def test_an_isolation_that_hides_what_others_added_is_refused(published: Database) -> None:
    spend = "INSERT INTO budget_spent VALUES ('other', 'carla', 2026, 1)"

    with pytest.raises(DatabaseError, match="READ COMMITTED"):
        run(published, "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE", spend)

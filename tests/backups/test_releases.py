"""Restore and releases: what was published stays so, and nobody gets back what was spent on it."""

import hashlib
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from app.db import ledger, releases
from app.db.engine import Database
from app.db.migrations import alembic_config
from app.db.release_tables import LedgerYearRow
from app.domain.release import Opening, Release
from tests.backups.commands import ON_SQLITE, backup, run
from tests.conftest import NOW
from tests.db.release_rows import ANNA, BERT, RELEASE, named, publish
from tests.db.rows import get_rows

KEPT = ("release", "release_cell", "release_measurement", "release_opening", "ledger_year", "budget_spent")
MANY = [hashlib.sha256(str(number).encode()).hexdigest() for number in range(4500)]
ELSEWHERE = named("elsewhere")


@pytest.fixture
def url(secrets: dict[str, str], database_url: str) -> str:
    return database_url


def write(url: str, release: Release | None = None, *, tokens: list[str] | None = None, closes: bool = False) -> None:
    with closing(Database(url)) as database, database.write() as session:
        if release:
            publish(session, release, tokens=tokens or [ANNA, BERT])
        if closes:
            close_year(session)


def close_year(session: Session) -> None:
    session.get_one(LedgerYearRow, 2026).nonce = None


def kept(url: str) -> dict[str, object]:
    """Return all that there is of releases and the ledger."""
    with closing(Database(url)) as database:
        rows = get_rows(database.engine)
    return {table: rows[table] for table in KEPT}


def nonce(url: str) -> str | None:
    with closing(Database(url)) as database, database.read() as session:
        return session.get_one(LedgerYearRow, 2026).nonce


def spent(url: str) -> dict[str, int]:
    with closing(Database(url)) as database, database.read() as session:
        return dict(ledger.spent_in(session, 2026))


def forget_releases(url: str) -> None:
    """Leave the database as one that was lost, and knows of no release."""
    command.downgrade(alembic_config(url), "0014")
    command.upgrade(alembic_config(url), "head")


def turn(url: str, release: Release, *, is_open: bool, day: int = 0) -> None:
    """Make a release open data, or end that, on a day."""
    with closing(Database(url)) as database, database.write() as session:
        releases.add_opening(session, release.id, Opening(NOW + timedelta(days=day), is_open, "Petra Vos"))


def open_ids(url: str) -> set[str]:
    with closing(Database(url)) as database, database.read() as session:
        return set(releases.open_release_ids(session))


def restore(file: Path) -> None:
    run("restore", str(file), "--yes")


def test_what_was_released_since_the_backup_stays_released(url: str) -> None:
    write(url, RELEASE)
    file = backup()
    write(url, ELSEWHERE, tokens=MANY)
    before = kept(url)

    restore(file)
    once = kept(url)
    restore(file)

    assert once == before
    assert kept(url) == before


def test_a_backup_from_before_there_were_releases_keeps_those_of_since(url: str) -> None:
    command.downgrade(alembic_config(url), "0014")
    file = backup()
    command.upgrade(alembic_config(url), "head")
    write(url, RELEASE, closes=True)
    before = kept(url)

    restore(file)

    assert kept(url) == before


def test_nothing_is_added_to_a_release_after_a_restore(url: str) -> None:
    file = backup()
    write(url, RELEASE)

    restore(file)

    for statement in (
        "DELETE FROM release",
        "INSERT INTO budget_spent SELECT release_id, 'carla', year, 1 FROM budget_spent",
        f"INSERT INTO budget_spent VALUES ('other', '{ANNA}', 2026, 401)",
    ):
        with (
            pytest.raises(IntegrityError, match=r"stay as they are|more than its budget"),
            closing(Database(url)) as database,
            database.write() as session,
        ):
            session.execute(text(statement))


def test_a_key_that_was_destroyed_since_the_backup_stays_destroyed(url: str) -> None:
    write(url, RELEASE)
    file = backup()
    write(url, ELSEWHERE, tokens=["carla"], closes=True)
    before = kept(url)

    restore(file)

    assert kept(url) == before
    assert nonce(url) is None


@ON_SQLITE
def test_a_release_that_both_have_is_that_of_the_backup(url: str) -> None:
    write(url, RELEASE)
    file, before = backup(), kept(url)
    forget_releases(url)
    write(url, replace(RELEASE, id="same-period", tier="L"))

    restore(file)

    assert kept(url) == before


@ON_SQLITE
def test_what_two_databases_spent_of_one_budget_is_all_of_it(url: str) -> None:
    write(url, RELEASE)
    file = backup()
    forget_releases(url)
    write(url, ELSEWHERE, tokens=[ANNA, "carla"])

    restore(file)

    assert spent(url) == {ANNA: 1000, BERT: 600, "carla": 600}


@ON_SQLITE
def test_a_year_with_another_key_in_the_backup_is_closed(url: str) -> None:
    write(url, RELEASE)
    file = backup()
    forget_releases(url)
    with closing(Database(url)) as database, database.write() as session:
        ledger.lock_year(session, 2026, budget=1000, nonce="another", now=NOW)

    restore(file)

    assert nonce(url) is None


@ON_SQLITE
def test_a_database_without_its_releases_tells_so(url: str) -> None:
    file = backup()
    Path(url.removeprefix("sqlite:///")).unlink()

    assert "do not release their periods again" in run("restore", str(file), "--yes")


@ON_SQLITE
def test_a_closed_year_in_the_backup_stays_closed(url: str) -> None:
    write(url, RELEASE, closes=True)
    file = backup()
    forget_releases(url)
    write(url, ELSEWHERE)

    restore(file)

    assert nonce(url) is None
    with closing(Database(url)) as database, database.read() as session:
        assert len(releases.list_releases(session)) == 2


def test_what_was_opened_or_closed_since_the_backup_stays_so(url: str) -> None:
    write(url, RELEASE)
    write(url, ELSEWHERE, tokens=["carla"])
    turn(url, RELEASE, is_open=True)
    file = backup()
    turn(url, RELEASE, is_open=False, day=1)
    turn(url, ELSEWHERE, is_open=True, day=1)
    before = kept(url)

    for _ in range(2):
        restore(file)

        assert open_ids(url) == {ELSEWHERE.id}
        assert kept(url) == before


def test_a_release_of_since_the_backup_stays_open(url: str) -> None:
    file = backup()
    write(url, RELEASE)
    turn(url, RELEASE, is_open=True)

    restore(file)

    assert open_ids(url) == {RELEASE.id}


@ON_SQLITE
def test_what_a_lost_database_did_not_know_is_open_as_in_the_backup(url: str) -> None:
    write(url, RELEASE)
    turn(url, RELEASE, is_open=True)
    file = backup()
    Path(url.removeprefix("sqlite:///")).unlink()

    restore(file)

    assert open_ids(url) == {RELEASE.id}


@ON_SQLITE
def test_no_release_is_opened_that_the_restored_database_does_not_have(url: str) -> None:
    write(url, RELEASE)
    file = backup()
    forget_releases(url)
    other = replace(RELEASE, id="same-period")
    write(url, other)
    turn(url, other, is_open=True)

    restore(file)

    assert open_ids(url) == set()

"""Restore, as who runs the site uses it: the scans as they were, without those that were erased, or nothing changed."""

import shutil
from datetime import timedelta
from pathlib import Path

from alembic import command
from sqlalchemy import text

from app.db.engine import Database
from app.db.migrations import alembic_config, newest_revision, revision_of
from app.domain.questionnaire import Questionnaire
from app.services import scans
from app.services.questionnaires import PublishedQuestionnaires
from tests.backups.commands import (
    FEW,
    ON_POSTGRESQL,
    ON_SQLITE,
    add_scan,
    backup,
    count,
    printed,
    remove_scan,
    run,
)
from tests.conftest import NOW
from tests.db.golden.make import FACTORY


def test_restored_scans_score_and_print_the_same(secrets: dict[str, str], database_url: str) -> None:
    file, before = backup(), printed(database_url, *secrets.values())
    for secret in secrets.values():
        database = Database(database_url)
        scan = scans.get_scan(database, PublishedQuestionnaires(database), secret)
        scans.save_answer(database, scan, question_id="planning", code="d", now=NOW + timedelta(days=3))
        database.close()
    changed = printed(database_url, *secrets.values())

    run("restore", str(file), "--yes")

    assert changed != before
    assert printed(database_url, *secrets.values()) == before


def test_scans_that_came_after_the_backup_are_gone(
    secrets: dict[str, str], database_url: str, shipped: Questionnaire
) -> None:
    file, later = backup(), add_scan(database_url, shipped)

    run("restore", str(file), "--yes")

    assert printed(database_url, later) == [None]
    assert count(database_url) == len(FEW)


def test_the_database_before_is_kept_and_can_be_put_back(
    secrets: dict[str, str], database_url: str, data_dir: Path, shipped: Questionnaire
) -> None:
    file, later = backup(), add_scan(database_url, shipped)
    run("restore", str(file), "--yes")
    (kept,) = (data_dir / "backups").glob("scan-before-restore-*")

    run("restore", str(kept), "--yes")

    assert kept.stat().st_mode & 0o777 == 0o600
    assert printed(database_url, later) != [None]


def test_an_erased_scan_does_not_come_back(secrets: dict[str, str], database_url: str) -> None:
    file = backup()
    remove_scan(database_url, secrets["mixed"])

    output = run("restore", str(file), "--yes")

    assert "had been erased: 1" in output
    assert printed(database_url, secrets["mixed"]) == [None]
    assert count(database_url) == len(FEW) - 1


def test_an_erased_scan_does_not_come_back_the_second_time(secrets: dict[str, str], database_url: str) -> None:
    file = backup()
    remove_scan(database_url, secrets["mixed"])
    run("restore", str(file), "--yes")

    run("restore", str(file), "--yes")

    assert printed(database_url, secrets["mixed"]) == [None]


def test_an_erased_scan_that_came_back_is_counted_once(secrets: dict[str, str], database_url: str) -> None:
    file = backup()
    remove_scan(database_url, secrets["mixed"])

    run("restore", str(file), "--yes")

    database = Database(database_url)
    with database.read() as session:
        assert session.execute(text("SELECT sum(count) FROM removed_scans")).scalar() == 1
    database.close()


@ON_SQLITE
def test_a_restore_on_a_new_machine_needs_no_database(
    secrets: dict[str, str], database_url: str, data_dir: Path
) -> None:
    file, before = backup(), printed(database_url, *secrets.values())
    (data_dir / "scan.db").unlink()

    run("restore", str(file), "--yes")

    assert printed(database_url, *secrets.values()) == before
    assert (data_dir / "scan.db").stat().st_mode & 0o777 == 0o600


@ON_POSTGRESQL
def test_a_restore_into_an_empty_database(secrets: dict[str, str], database_url: str) -> None:
    file, before = backup(), printed(database_url, *secrets.values())
    command.downgrade(alembic_config(database_url), "base")

    run("restore", str(file), "--yes")

    assert printed(database_url, *secrets.values()) == before


@ON_SQLITE
def test_a_damaged_database_is_replaced_and_kept(secrets: dict[str, str], database_url: str, data_dir: Path) -> None:
    file, before = backup(), printed(database_url, *secrets.values())
    (data_dir / "scan.db").write_bytes(b"gone" * 5000)

    run("restore", str(file), "--yes")

    assert printed(database_url, *secrets.values()) == before
    (kept,) = (data_dir / "backups").glob("scan-before-restore-*")
    assert kept.read_bytes() == b"gone" * 5000


@ON_SQLITE
def test_a_log_that_a_crash_left_does_not_get_into_the_restored_database(
    secrets: dict[str, str], database_url: str, data_dir: Path, shipped: Questionnaire
) -> None:
    file, database = backup(), Database(database_url)
    later = scans.start_scan(database, shipped, FACTORY, now=NOW)
    for ending in ("", "-wal"):
        shutil.copy(data_dir / f"scan.db{ending}", data_dir / f"crashed{ending}")
    database.close()
    for ending in ("", "-wal"):
        (data_dir / f"crashed{ending}").rename(data_dir / f"scan.db{ending}")

    run("restore", str(file), "--yes")

    assert printed(database_url, later) == [None]
    (kept,) = (data_dir / "backups").glob("scan-before-restore-*")
    assert count(f"sqlite:///{kept}") == len(FEW) + 1


@ON_SQLITE
def test_a_log_without_its_database_does_not_get_into_the_restored_one(
    secrets: dict[str, str], database_url: str, data_dir: Path, shipped: Questionnaire
) -> None:
    file, database = backup(), Database(database_url)
    later = scans.start_scan(database, shipped, FACTORY, now=NOW)
    log = (data_dir / "scan.db-wal").read_bytes()
    database.close()
    (data_dir / "scan.db").unlink()
    (data_dir / "scan.db-wal").write_bytes(log)

    run("restore", str(file), "--yes")

    (kept,) = (data_dir / "backups").glob("scan-before-restore-*")
    assert kept.name.endswith("-wal")
    assert kept.read_bytes() == log
    assert printed(database_url, later) == [None]
    assert count(database_url) == len(FEW)


UNKNOWN = "Could not read which scans were deleted"


def without_a_database(url: str, data_dir: Path) -> None:
    if url.startswith("sqlite"):
        (data_dir / "scan.db").unlink()
        return
    database = Database(url)
    with database.write() as session:
        session.execute(text("DROP SCHEMA public CASCADE"))
        session.execute(text("CREATE SCHEMA public"))
    database.close()


def test_without_a_database_it_says_that_deleted_scans_may_be_back(
    secrets: dict[str, str], database_url: str, data_dir: Path
) -> None:
    file, before = backup(), printed(database_url, *secrets.values())
    without_a_database(database_url, data_dir)

    assert UNKNOWN in run("restore", str(file), "--yes")
    assert printed(database_url, *secrets.values()) == before


@ON_SQLITE
def test_a_damaged_database_cannot_say_what_was_deleted(secrets: dict[str, str], data_dir: Path) -> None:
    file = backup()
    (data_dir / "scan.db").write_bytes(b"gone" * 5000)

    assert UNKNOWN in run("restore", str(file), "--yes")


def test_a_whole_database_says_what_was_deleted(secrets: dict[str, str]) -> None:
    assert UNKNOWN not in run("restore", str(backup()), "--yes")


def test_an_older_backup_is_brought_up_to_date(secrets: dict[str, str], database_url: str) -> None:
    command.downgrade(alembic_config(database_url), "0001")
    file = backup()
    command.upgrade(alembic_config(database_url), "head")
    before = printed(database_url, *secrets.values())

    run("restore", str(file), "--yes")

    assert revision_of(database_url) == newest_revision()
    assert printed(database_url, *secrets.values()) == before

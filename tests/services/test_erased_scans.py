"""What is remembered of scans that are gone: how many there were, and for as long as backups which ones."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import text
from sqlmodel import col, select

from app.db.engine import Database
from app.db.scan_tables import RemovedScansRow, ScanRow
from app.services import scans
from app.services.retention import clean_up
from tests.conftest import NOW
from tests.services.promises import count
from tests.services.small_scans import RETENTION, draft, finished, load


def counted(database: Database) -> list[tuple[str, bool, int]]:
    with database.read() as session:
        rows = session.execute(
            text("SELECT month, was_finished, count FROM removed_scans ORDER BY month, was_finished")
        )
        return [(month, bool(was_finished), count) for month, was_finished, count in rows]


def test_removed_scans_are_counted_by_the_month_they_were_started(content: Database, tmp_path: Path) -> None:
    draft(content)
    finished(content)
    draft(content, now=datetime(2026, 12, 3, tzinfo=UTC))

    clean_up(content, RETENTION, tmp_path, now=NOW + timedelta(days=800))

    assert counted(content) == [("2026-11", False, 1), ("2026-11", True, 1), ("2026-12", False, 1)]


def test_a_scan_that_its_owner_deletes_is_counted_and_remembered(content: Database) -> None:
    for secret in (draft(content), draft(content)):
        scans.delete_scan(content, load(content, secret).id, now=NOW)

    assert counted(content) == [("2026-11", False, 2)]
    assert count(content, "erased_scan") == 2


def test_removed_scans_are_counted_apart_for_each_campaign(content: Database) -> None:
    secrets = [draft(content) for _ in range(3)]
    with content.write() as session:
        for secret in secrets[:2]:
            session.get_one(ScanRow, load(content, secret).id).campaign = "park"

    for secret in secrets:
        scans.delete_scan(content, load(content, secret).id, now=NOW)

    with content.read() as session:
        rows = session.exec(select(RemovedScansRow).order_by(col(RemovedScansRow.campaign)))
        assert [(row.campaign, row.count) for row in rows] == [("", 1), ("park", 2)]


def test_deleting_twice_counts_once(content: Database) -> None:
    scan_id = load(content, draft(content)).id

    scans.delete_scan(content, scan_id, now=NOW)
    scans.delete_scan(content, scan_id, now=NOW)

    assert counted(content) == [("2026-11", False, 1)]


def test_what_was_erased_is_remembered_as_long_as_backups(content: Database, tmp_path: Path) -> None:
    scans.delete_scan(content, load(content, draft(content)).id, now=NOW)

    clean_up(content, RETENTION, tmp_path, now=NOW + timedelta(days=35))
    remembered = count(content, "erased_scan")
    clean_up(content, RETENTION, tmp_path, now=NOW + timedelta(days=35, seconds=1))

    assert (remembered, count(content, "erased_scan")) == (1, 0)

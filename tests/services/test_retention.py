"""Retention: what was kept long enough goes, on the day after the last day that was promised, and not before."""

import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from app.db import ledger
from app.db.engine import Database
from app.domain.errors import ScanNotFoundError
from app.services import scans
from app.services.questionnaires import PublishedQuestionnaires
from app.services.retention import Cleaned, clean_up, perhaps_expired, remove_expired
from tests.conftest import NOW
from tests.services.promises import count, promise
from tests.services.small_scans import RETENTION, draft, finished, load

NETHERLANDS = ZoneInfo("Europe/Amsterdam")
Make = Callable[..., str]
NOTHING = Cleaned(**dict.fromkeys(map(attrgetter("name"), fields(Cleaned)), 0))


def is_there(database: Database, secret: str) -> bool:
    try:
        load(database, secret)
    except ScanNotFoundError:
        return False
    return True


@pytest.mark.parametrize(
    "changed_at",
    [
        datetime(2026, 11, 20, 22, 59, tzinfo=UTC),  # 23:59 in the Netherlands
        datetime(2026, 11, 20, 23, 0, tzinfo=UTC),  # midnight there, the day before in UTC
        datetime(2026, 3, 28, 23, 30, tzinfo=UTC),  # the night that the clock goes forward
        datetime(2026, 3, 29, 22, 0, tzinfo=UTC),
        datetime(2026, 10, 24, 22, 30, tzinfo=UTC),  # the night that it goes back
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
        datetime(2026, 7, 27, 21, 59, tzinfo=UTC),
        datetime(2027, 12, 1, 12, 0, tzinfo=UTC),  # a leap day before it ends
    ],
)
@pytest.mark.parametrize("make", [draft, finished])
def test_a_scan_is_there_until_the_end_of_its_last_day(
    content: Database, tmp_path: Path, make: Make, changed_at: datetime
) -> None:
    secret = make(content, now=changed_at)
    last = load(content, secret).kept_until(RETENTION)
    midnight = datetime(last.year, last.month, last.day, tzinfo=NETHERLANDS) + timedelta(days=1)

    clean_up(content, RETENTION, tmp_path, now=midnight.astimezone(UTC) - timedelta(seconds=1))
    was_there = is_there(content, secret)
    clean_up(content, RETENTION, tmp_path, now=midnight.astimezone(UTC))

    assert was_there
    assert not is_there(content, secret)


def test_it_says_what_it_removed(content: Database, tmp_path: Path) -> None:
    for make in (draft, draft, finished):
        make(content)

    cleaned = clean_up(content, RETENTION, tmp_path, now=NOW + timedelta(days=731))

    assert cleaned == replace(NOTHING, drafts=2, finished_scans=1)


def test_a_second_time_there_is_nothing_left(content: Database, tmp_path: Path) -> None:
    draft(content)
    clean_up(content, RETENTION, tmp_path, now=NOW + timedelta(days=91))

    assert clean_up(content, RETENTION, tmp_path, now=NOW + timedelta(days=91)) == NOTHING


def test_a_trial_says_the_same_and_removes_nothing(content: Database, tmp_path: Path) -> None:
    secret, later = draft(content), NOW + timedelta(days=91)

    tried = clean_up(content, RETENTION, tmp_path, now=later, dry_run=True)

    assert is_there(content, secret)
    assert tried == clean_up(content, RETENTION, tmp_path, now=later)


def test_more_scans_than_fit_in_one_go_are_all_removed(content: Database, tmp_path: Path) -> None:
    for _ in range(120):
        draft(content)

    assert clean_up(content, RETENTION, tmp_path, now=NOW + timedelta(days=91)).drafts == 120


def test_a_finished_scan_that_has_open_questions_again_is_kept_as_a_draft(content: Database, tmp_path: Path) -> None:
    secret = finished(content)
    with content.write() as session:
        session.execute(text("DELETE FROM answer WHERE question_id = 't1'"))
        session.execute(text("UPDATE scan SET changed_at = :later"), {"later": later_text(content)})

    clean_up(content, RETENTION, tmp_path, now=NOW + timedelta(days=92))

    assert not is_there(content, secret)


def later_text(database: Database) -> str:
    moment = NOW + timedelta(days=1)
    return f"{moment:%Y-%m-%d %H:%M:%S.000000}" + ("+00" if database.engine.dialect.name == "postgresql" else "")


def test_a_finished_scan_that_was_changed_since_is_kept_as_a_finished_one(content: Database, tmp_path: Path) -> None:
    secret, next_day = finished(content), NOW + timedelta(days=1)
    scans.save_answer(content, load(content, secret), question_id="t1", code="c", now=next_day)

    clean_up(content, RETENTION, tmp_path, now=NOW + timedelta(days=731))

    assert is_there(content, secret)


def test_a_scan_that_changed_after_it_was_selected_stays(content: Database) -> None:
    secret, later = draft(content), NOW + timedelta(days=91)
    selected = perhaps_expired(content, RETENTION, today=later.date())
    scans.save_answer(content, load(content, secret), question_id="t1", code="a", now=later)

    remove_expired(content, PublishedQuestionnaires(content), RETENTION, selected, now=later)

    assert selected
    assert load(content, secret).answers == {"t1": "a"}


def test_owners_who_go_on_meanwhile_lose_nothing(content: Database, tmp_path: Path) -> None:
    secrets, later = [draft(content) for _ in range(30)], NOW + timedelta(days=91)
    barrier = threading.Barrier(2)

    def go_on() -> list[str]:
        barrier.wait()
        return [secret for secret in secrets if saved(content, secret, now=later)]

    with ThreadPoolExecutor(max_workers=1) as owners:
        going_on = owners.submit(go_on)
        barrier.wait()
        clean_up(content, RETENTION, tmp_path, now=later)
        kept = going_on.result()

    assert [secret for secret in secrets if is_there(content, secret)] == kept


def saved(database: Database, secret: str, *, now: datetime) -> bool:
    try:
        scans.save_answer(database, load(database, secret), question_id="t1", code="a", now=now)
    except ScanNotFoundError:
        return False
    return True


@pytest.mark.parametrize("name", ["scan-x.db", "scan-x.dump.part", "scan-before-restore-x.db-wal", "before-0005-x.db"])
def test_old_backups_go_and_new_ones_stay(content: Database, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / name).write_text("")
    os.utime(folder / name, (NOW.timestamp(), NOW.timestamp()))

    clean_up(content, RETENTION, folder, now=NOW + timedelta(days=35))
    stayed = (folder / name).exists()
    clean_up(content, RETENTION, folder, now=NOW + timedelta(days=35, seconds=1))

    assert stayed
    assert not (folder / name).exists()


def test_other_files_in_the_folder_of_backups_stay(content: Database, tmp_path: Path) -> None:
    (tmp_path / "README").write_text("")
    os.utime(tmp_path / "README", (0, 0))

    clean_up(content, RETENTION, tmp_path, now=NOW)

    assert (tmp_path / "README").exists()


def test_mail_and_mailed_links_older_than_a_day_go_also_where_nobody_sends_them(
    content: Database, tmp_path: Path
) -> None:
    promise(content, load(content, draft(content)).id)

    clean_up(content, RETENTION, tmp_path, now=NOW + timedelta(hours=23))
    stayed = [count(content, table) for table in ("outbox", "mailed_link")]
    clean_up(content, RETENTION, tmp_path, now=NOW + timedelta(days=1))

    assert stayed == [1, 1]
    assert [count(content, table) for table in ("outbox", "mailed_link")] == [0, 0]


def test_the_key_of_a_year_in_the_ledger_goes_on_the_first_of_february(content: Database, tmp_path: Path) -> None:
    february = datetime(2027, 1, 31, 23, 0, tzinfo=UTC)  # midnight in the Netherlands
    with content.write() as session:
        ledger.lock_year(session, 2026, budget=1000, nonce="a" * 64, now=NOW)

    before = clean_up(content, RETENTION, tmp_path, now=february - timedelta(seconds=1))
    tried = clean_up(content, RETENTION, tmp_path, now=february, dry_run=True)
    cleaned = clean_up(content, RETENTION, tmp_path, now=february)

    assert (before, tried, cleaned) == (NOTHING, replace(NOTHING, ledger_keys=1), replace(NOTHING, ledger_keys=1))


def test_failed_attempts_are_forgotten(content: Database, tmp_path: Path) -> None:
    with content.write() as session:
        session.execute(text("INSERT INTO failed_attempts VALUES ('x', 3, :since)"), {"since": later_text(content)})

    clean_up(content, RETENTION, tmp_path, now=NOW + timedelta(days=2))

    with content.read() as session:
        assert session.execute(text("SELECT count(*) FROM failed_attempts")).scalar() == 0


def test_failed_attempts_of_a_clock_that_was_ahead_are_forgotten(content: Database, tmp_path: Path) -> None:
    with content.write() as session:
        session.execute(text("INSERT INTO failed_attempts VALUES ('x', 3, :since)"), {"since": later_text(content)})

    clean_up(content, RETENTION, tmp_path, now=NOW)

    with content.read() as session:
        assert session.execute(text("SELECT count(*) FROM failed_attempts")).scalar() == 0

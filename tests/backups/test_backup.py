"""Backup, as who runs the site uses it: whole or not at all, and for nobody else to read."""

import json
import resource
import subprocess
import threading
import time
from dataclasses import fields
from pathlib import Path

import pytest

from app.db.engine import Database
from app.domain.questionnaire import Questionnaire
from app.services import scans
from app.services.retention import Cleaned
from tests.backups.commands import FEW, ON_POSTGRESQL, SCAN, backup, printed, run
from tests.conftest import NOW
from tests.db.golden.make import FACTORY


@pytest.fixture
def recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program in the place of pg_dump that writes down how it was started, and fails."""
    record, programs = tmp_path / "record", tmp_path / "programs"
    programs.mkdir()
    (programs / "pg_dump").write_text(f'#!/bin/sh\necho "$@" > {record}\necho "$PGPASSWORD" >> {record}\nexit 3\n')
    (programs / "pg_dump").chmod(0o700)
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    return record


def test_a_backup_says_what_it_wrote(secrets: dict[str, str], data_dir: Path) -> None:
    written = json.loads(run("backup", "--json"))

    assert written["scans"] == len(FEW)
    assert written["bytes"] == Path(written["file"]).stat().st_size > 0
    assert Path(written["file"]).parent == data_dir / "backups"


def test_nobody_else_can_read_a_backup(secrets: dict[str, str]) -> None:
    file = backup()

    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700


def test_it_may_go_to_a_file_of_ones_choice(secrets: dict[str, str], tmp_path: Path) -> None:
    run("backup", str(tmp_path / "mijn reserve.db"))

    assert (tmp_path / "mijn reserve.db").stat().st_mode & 0o777 == 0o600


def test_two_backups_in_one_second_are_two_files(secrets: dict[str, str]) -> None:
    assert backup() != backup()


def test_a_backup_never_replaces_a_file(secrets: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("kept")

    assert "is there already" in run("backup", str(tmp_path / "file"), code=1)
    assert (tmp_path / "file").read_text() == "kept"
    assert not (tmp_path / "file.part").exists()


@pytest.mark.parametrize("target", [".", "nowhere/scan.db", "backups/x/y"])
def test_a_target_that_cannot_be_written_is_explained(secrets: dict[str, str], tmp_path: Path, target: str) -> None:
    output = run("backup", str(tmp_path / target), code=1)

    assert "is there already" in output or "No such file" in output


def test_a_backup_that_another_writes_is_left_alone(secrets: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "file.part").write_text("half")

    assert "another backup" in run("backup", str(tmp_path / "file"), code=1)
    assert (tmp_path / "file.part").read_text() == "half"


def test_a_full_disk_leaves_no_half_backup(secrets: dict[str, str], data_dir: Path) -> None:
    def fill_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    done = subprocess.run([SCAN, "backup"], capture_output=True, text=True, preexec_fn=fill_disk)

    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()
    assert list((data_dir / "backups").iterdir()) == []


def test_without_a_database_there_is_nothing_to_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCAN_DATA_DIR", str(tmp_path / "new"))

    assert "There is no database" in run("backup", code=1)
    assert not (tmp_path / "new" / "scan.db").exists()


def test_what_was_saved_before_a_backup_began_is_in_it(
    secrets: dict[str, str], database_url: str, shipped: Questionnaire
) -> None:
    database, saved, stop = Database(database_url), list[str](), threading.Event()

    def write() -> None:
        while not stop.is_set():
            saved.append(scans.start_scan(database, shipped, FACTORY, now=NOW))

    writers = [threading.Thread(target=write) for _ in range(3)]
    for writer in writers:
        writer.start()
    while len(saved) < 20:
        time.sleep(0.01)
    before = list(saved)
    file = backup()
    during = len(saved) - len(before)
    stop.set()
    for writer in writers:
        writer.join()
    database.close()

    run("restore", str(file), "--yes")
    assert during > 0
    assert None not in printed(database_url, *before)


@ON_POSTGRESQL
@pytest.mark.parametrize(("place", "more"), [("postgres:geheim@", ""), ("postgres@", "&password=geheim")])
def test_the_password_is_not_among_the_words_of_a_command(
    secrets: dict[str, str], recorded: Path, database_url: str, monkeypatch: pytest.MonkeyPatch, place: str, more: str
) -> None:
    monkeypatch.setenv("SCAN_DATABASE_URL", database_url.replace("postgres:@", place) + more)

    assert "pg_dump stopped with 3" in run("backup", code=1)

    words, password = recorded.read_text().splitlines()
    assert "geheim" not in words
    assert password == "geheim"


@ON_POSTGRESQL
def test_a_missing_program_is_named_with_its_package(secrets: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")

    assert "pg_dump is missing: install the package postgresql-client" in run("backup", code=1)


def test_retention_is_a_table_for_people_and_json_for_programs(secrets: dict[str, str]) -> None:
    names = [field.name for field in fields(Cleaned)]

    shown, counted = run("retention", "--dry-run"), json.loads(run("retention", "--json"))

    assert "to remove" in shown
    assert all(name.replace("_", " ") in shown for name in names)
    assert "0 to advisers, 0 to owners" in shown
    assert counted == dict.fromkeys([*names, "letters_to_advisers", "letters_to_owners"], 0) | {"dry_run": False}

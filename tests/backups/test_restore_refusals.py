"""What restore does not do: without asking, or with what is no whole backup of this version or an earlier one."""

import random
import resource
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from app.db.migrations import newest_revision, revision_of
from app.domain.questionnaire import Questionnaire
from tests.backups.commands import ON_POSTGRESQL, ON_SQLITE, SCAN, add_scan, backup, printed, run, set_revision


def test_a_backup_of_a_later_version_is_refused(secrets: dict[str, str], database_url: str) -> None:
    set_revision(database_url, "9999")
    file = backup()
    set_revision(database_url, newest_revision())

    assert "later version" in run("restore", str(file), "--yes", code=1)
    assert revision_of(database_url) == newest_revision()


def empty(_backup: Path, file: Path) -> None:
    file.write_bytes(b"")


def garbage(_backup: Path, file: Path) -> None:
    file.write_bytes(random.Random(1).randbytes(40_000))


def half(backup: Path, file: Path) -> None:
    file.write_bytes(backup.read_bytes()[: backup.stat().st_size // 2])


def almost_whole(backup: Path, file: Path) -> None:
    file.write_bytes(backup.read_bytes()[:-4096])


def other(_backup: Path, file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript("CREATE TABLE scan (id INTEGER); CREATE TABLE alembic_version (version_num TEXT)")


@pytest.mark.parametrize("spoil", [empty, garbage, half, almost_whole, other])
def test_what_is_no_whole_backup_changes_nothing(
    secrets: dict[str, str], database_url: str, data_dir: Path, spoil: Callable[[Path, Path], None]
) -> None:
    spoil(backup(), data_dir / "spoilt")
    before = printed(database_url, *secrets.values())

    output = run("restore", str(data_dir / "spoilt"), "--yes", code=1)

    assert f"{data_dir / 'spoilt'} is not a whole backup of this program. Nothing was changed." in output
    assert printed(database_url, *secrets.values()) == before
    assert not (data_dir / "restoring").exists()


@ON_POSTGRESQL
def test_a_damaged_dump_changes_nothing(secrets: dict[str, str], database_url: str) -> None:
    file, before = backup(), printed(database_url, *secrets.values())
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2] + random.Random(1).randbytes(2000) + whole[len(whole) // 2 + 2000 :])

    assert f"{file} is not a whole backup of this program. Nothing was changed." in run(
        "restore", str(file), "--yes", code=1
    )
    assert printed(database_url, *secrets.values()) == before


@ON_SQLITE
@pytest.mark.parametrize("file", ["/dev/zero", "large"])
def test_what_is_plainly_no_backup_is_not_copied_first(data_dir: Path, file: str) -> None:
    (data_dir / "large").write_bytes(b"PGDMP" * 400_000)

    def fill_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))

    restore = [SCAN, "restore", str(data_dir / file), "--yes"]
    done = subprocess.run(restore, capture_output=True, text=True, preexec_fn=fill_disk)

    assert done.returncode == 1
    assert f"{data_dir / file} is not a whole backup of this program. Nothing was changed." in done.stderr


def test_it_asks_before_it_replaces(secrets: dict[str, str], database_url: str, shipped: Questionnaire) -> None:
    file, later = backup(), add_scan(database_url, shipped)

    assert "Replace all scans" in run("restore", str(file), typed="n\n", code=1)
    assert printed(database_url, later) != [None]


@ON_SQLITE
def test_the_question_names_a_sqlite_database(secrets: dict[str, str], data_dir: Path) -> None:
    assert f"all scans in {data_dir / 'scan.db'} by" in run("restore", str(backup()), typed="n\n", code=1)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("scan:geheim@db.example.nl/scan", "db.example.nl/scan"),
        ("scan:geheim@db.example.nl:6432/scan", "db.example.nl:6432/scan"),
        ("/scan?host=/run/postgresql&password=geheim", "/run/postgresql/scan"),
    ],
)
def test_the_question_names_a_postgresql_database_without_its_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str, name: str
) -> None:
    monkeypatch.setenv("SCAN_DATABASE_URL", f"postgresql://{address}")
    (tmp_path / "file").write_bytes(b"")

    output = run("restore", str(tmp_path / "file"), typed="n\n", code=1)

    assert f"all scans in {name} by" in output
    assert "geheim" not in output

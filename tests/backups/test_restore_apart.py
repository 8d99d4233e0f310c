"""A restore and other programs: one at a time, and one database whole, however it ends."""

import os
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import delete, select

from app.db.data_lock import hold_data, hold_serving
from app.db.engine import Database
from app.db.lasting_facts import find_facts
from app.db.postgresql_restores import keep_facts
from app.db.scan_tables import ErasedScanRow, ScanRow
from app.domain.questionnaire import Questionnaire
from tests.backups.commands import (
    FEW,
    ON_POSTGRESQL,
    ON_SQLITE,
    SCAN,
    add_scan,
    backup,
    count,
    kill_restore,
    printed,
    run,
)
from tests.conftest import NOW
from tests.live import live


def test_it_waits_for_the_server_to_stop(secrets: dict[str, str], data_dir: Path) -> None:
    file, server = backup(), hold_data(data_dir)

    output = run("restore", str(file), "--yes", code=1)

    os.close(server)
    assert "stop the server" in output
    run("restore", str(file), "--yes")


def test_the_server_waits_for_a_restore(secrets: dict[str, str], data_dir: Path) -> None:
    restoring = hold_data(data_dir, alone=True)

    output = run("serve", code=1)

    os.close(restoring)
    assert "Another program uses" in output


@ON_SQLITE
def test_a_second_server_on_one_sqlite_database_is_refused(data_dir: Path) -> None:
    first = hold_serving(data_dir)

    output = run("serve", code=1)

    os.close(first)
    assert "there can be only one" in output


def test_commands_run_beside_a_server(secrets: dict[str, str], data_dir: Path) -> None:
    server, serving = hold_data(data_dir), hold_serving(data_dir)

    run("backup")
    run("retention")

    os.close(server)
    os.close(serving)


@ON_POSTGRESQL
def test_a_database_with_other_connections_is_not_replaced(
    secrets: dict[str, str], database_url: str, shipped: Questionnaire
) -> None:
    file, later, database = backup(), add_scan(database_url, shipped), Database(database_url)
    with database.read() as session:
        session.execute(text("SELECT 1"))
        output = run("restore", str(file), "--yes", code=1)

    database.close()
    assert "has 1 other connections" in output
    assert printed(database_url, later) != [None]


@ON_POSTGRESQL
def test_a_start_removes_what_a_restore_that_broke_off_brought_back(
    secrets: dict[str, str], database_url: str, data_dir: Path
) -> None:
    with closing(Database(database_url)) as database, database.write() as session:
        for secret_hash in session.exec(select(ScanRow.secret_hash)).all():
            session.add(ErasedScanRow(secret_hash=secret_hash, erased_at=NOW))
        session.flush()
        facts = find_facts(session)
        assert facts
        keep_facts(session, facts.model_dump_json())
        session.exec(delete(ErasedScanRow))

    with live(data_dir, database_url=database_url):
        assert printed(database_url, *secrets.values()) == [None] * len(secrets)
        assert count(database_url, "erased_scan") == len(secrets)


@ON_SQLITE
def test_a_database_that_is_open_elsewhere_is_not_replaced(
    secrets: dict[str, str], database_url: str, shipped: Questionnaire
) -> None:
    file, later, database = backup(), add_scan(database_url, shipped), Database(database_url)
    with database.write() as session:
        session.execute(text("SELECT 1"))
        output = run("restore", str(file), "--yes", code=1)

    database.close()
    assert "locked" in output
    assert printed(database_url, later) != [None]


def test_of_two_restores_at_once_each_is_whole_or_refused(secrets: dict[str, str], database_url: str) -> None:
    file, before = backup(), printed(database_url, *secrets.values())

    both = [subprocess.Popen([SCAN, "restore", str(file), "--yes"], stderr=subprocess.PIPE) for _ in range(2)]
    said = [process.communicate(timeout=60)[1] for process in both]

    assert sorted(process.returncode for process in both) in ([0, 0], [0, 1])
    assert all(
        b"Another program uses" in words for words, process in zip(said, both, strict=True) if process.returncode
    )
    assert printed(database_url, *secrets.values()) == before


@pytest.mark.parametrize("sign", ["restoring", "scan-before-restore-*.part", "scan-before-restore-*[bp]"])
def test_a_restore_that_is_killed_leaves_one_database_whole(
    secrets: dict[str, str], database_url: str, shipped: Questionnaire, data_dir: Path, sign: str
) -> None:
    file, later, folders = backup(), add_scan(database_url, shipped), (data_dir, data_dir / "backups")
    kill_restore(file, until=lambda: any(list(folder.glob(sign)) for folder in folders))

    is_new = printed(database_url, later) == [None]

    assert count(database_url) == len(FEW) + (not is_new)
    assert None not in printed(database_url, *secrets.values())
    run("restore", str(file), "--yes")
    assert count(database_url) == len(FEW)

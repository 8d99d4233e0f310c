"""The commands that look after the data, as tests run them, and what tests ask of the database around them."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from app.cli import app
from app.content import read_operator
from app.db.data_lock import DataInUseError, hold_data
from app.db.engine import Database
from app.domain.errors import ScanNotFoundError
from app.domain.questionnaire import Questionnaire
from app.rendering.html import Edition
from app.rendering.json_documents import report_json
from app.services import scans
from app.services.questionnaires import PublishedQuestionnaires
from app.services.reports import Reports
from app.settings import Settings
from tests.conftest import NOW
from tests.db.golden.make import FACTORY, SCANS
from tests.waiting import wait_until

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
ON_POSTGRESQL = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
FEW = [plan for plan in SCANS if plan[0] in ("draft", "mixed", "alone")]
SCAN = str(Path(sys.executable).parent / "scan")


def run(*arguments: str, code: int = 0, typed: str = "") -> str:
    result = CliRunner().invoke(app, list(arguments), input=typed, catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result.output


def backup(*arguments: str) -> Path:
    return Path(json.loads(run("backup", "--json", *arguments))["file"])


def add_scan(url: str, shipped: Questionnaire) -> str:
    database = Database(url)
    secret = scans.start_scan(database, shipped, FACTORY, now=NOW)
    database.close()
    return secret


def remove_scan(url: str, secret: str) -> None:
    database = Database(url)
    scan = scans.get_scan(database, PublishedQuestionnaires(database), secret)
    scans.delete_scan(database, scan.id, now=NOW)
    database.close()


def printed(url: str, *secrets: str) -> list[Any]:
    """Return what these scans say, as data and on paper; None for one that is not there."""
    database = Database(url)
    reports = Reports(database, read_operator(), Settings().data_dir)
    published, found = PublishedQuestionnaires(database), list[Any]()
    for secret in secrets:
        try:
            scan = scans.get_scan(database, published, secret)
        except ScanNotFoundError:
            found.append(None)
        else:
            found.append((report_json(scan.report), reports.document(scan, Edition.FULL, now=NOW)))
    database.close()
    return found


def count(url: str, table: str = "scan") -> int:
    database = Database(url)
    with database.read() as session:
        found = int(session.execute(text(f"SELECT count(*) FROM {table}")).scalar() or 0)
    database.close()
    return found


def set_revision(url: str, revision: str | None) -> None:
    database = Database(url)
    with database.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})
    database.close()


def kill_restore(file: Path, *, until: Callable[[], bool]) -> None:
    """Start a restore and kill it, with the programs of PostgreSQL that it started, as soon as something is so."""
    restoring = subprocess.Popen(
        [SCAN, "restore", str(file), "--yes"], stdout=subprocess.DEVNULL, start_new_session=True
    )
    while restoring.poll() is None and not until():
        time.sleep(0.0002)  # else it would be slower for being watched
    with suppress(ProcessLookupError):
        os.killpg(restoring.pid, signal.SIGKILL)
    restoring.wait()
    wait_until(_data_is_free)  # a program that it was just starting ends a moment later


def _data_is_free() -> bool:
    with suppress(DataInUseError):
        os.close(hold_data(Settings().data_dir, alone=True))
        return True
    return False

"""Mail that waits stays out of backups: its address and link are kept for a day, and a restore sends nothing again."""

import subprocess
from pathlib import Path

import pytest

from app.db.engine import Database
from app.services import scans
from app.services.questionnaires import PublishedQuestionnaires
from tests.backups.commands import backup, count, run
from tests.services.promises import promise


@pytest.fixture
def promised(database: Database, secrets: dict[str, str]) -> None:
    """Mail that waits for each of a few scans."""
    for secret in secrets.values():
        promise(database, scans.get_scan(database, PublishedQuestionnaires(database), secret).id)
    database.close()


def test_a_backup_has_no_address_and_no_link(promised: None) -> None:
    file = backup()

    assert b"bakker.nl" not in words_in(file)
    assert b"verder/secret" not in words_in(file)


def test_a_restore_sends_nothing_again(promised: None, secrets: dict[str, str], database_url: str) -> None:
    run("restore", str(backup()), "--yes")

    assert [count(database_url, table) for table in ("outbox", "mailed_link")] == [0, 0]
    assert count(database_url) == len(secrets)


def test_the_mail_itself_goes_on_waiting(promised: None, secrets: dict[str, str], database_url: str) -> None:
    backup()

    assert count(database_url, "outbox") == len(secrets)


def words_in(file: Path) -> bytes:
    """Return all that stands in a backup; that of PostgreSQL is compressed."""
    if file.suffix == ".db":
        return file.read_bytes()
    return subprocess.run(["pg_restore", "--file=-", str(file)], capture_output=True, check=True).stdout

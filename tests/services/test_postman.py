"""The postman: a thread that delivers at once, drops what is old, and goes on when the database does not."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.db.engine import Database
from app.domain.questionnaire import Questionnaire
from app.services.postman import Postman
from tests.mail_server import MailBox, free_port, running
from tests.services.promises import new_scan, promise, server, waiting
from tests.waiting import wait_until


@pytest.fixture
def scan_id(database: Database, shipped: Questionnaire) -> int:
    return new_scan(database, shipped)


def test_a_postman_delivers_as_soon_as_it_is_woken(database: Database, scan_id: int) -> None:
    box = MailBox()
    with running(box) as port:
        postman = Postman(database, server(port))
        postman.start()
        time.sleep(0.3)
        promise(database, scan_id, now=datetime.now(UTC))
        postman.wake()
        wait_until(lambda: waiting(database) == [])
        postman.stop()

    assert len(box.messages) == 1


def test_a_postman_drops_mail_that_is_older_than_a_day_and_counts_it(
    database: Database, scan_id: int, caplog: pytest.LogCaptureFixture
) -> None:
    box = MailBox()
    promise(database, scan_id, now=datetime.now(UTC) - timedelta(days=1))
    with running(box) as port:
        postman = Postman(database, server(port))
        postman.start()
        wait_until(lambda: waiting(database) == [])
        postman.stop()

    assert box.messages == []
    assert [vars(record)["count"] for record in caplog.records if record.message == "old mail was dropped"] == [1]


def test_a_postman_outlives_a_database_that_is_gone(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    postman = Postman(Database(f"sqlite:///{tmp_path / 'gone.db'}"), server(free_port()))

    postman.start()
    wait_until(lambda: caplog.messages.count("the outbox cannot be read") == 1)
    postman.wake()
    wait_until(lambda: caplog.messages.count("the outbox cannot be read") == 2)
    postman.stop()

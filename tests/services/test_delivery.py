"""Mail from the outbox: each promise is kept once, whatever the mail server, a process or another node does."""

import logging
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from queue import SimpleQueue
from threading import Thread

import pytest

from app.db.engine import Database
from app.db.migrations import metadata
from app.domain.questionnaire import Questionnaire
from app.services.postman import deliver_next
from app.smtp import MailServer
from tests.conftest import NOW
from tests.mail_server import MailBox, behaving, free_port, running
from tests.services.promises import new_scan, promise, server, waiting

MINUTE = timedelta(minutes=1)
ROOT = Path(__file__).parents[2]


@pytest.fixture
def scan_id(database: Database, shipped: Questionnaire) -> int:
    return new_scan(database, shipped)


def test_a_promise_is_kept_and_leaves_no_trace_of_address_or_link(database: Database, scan_id: int) -> None:
    box = MailBox()
    promise(database, scan_id)

    with running(box) as port:
        assert deliver_next(database, server(port), now=NOW)
        assert not deliver_next(database, server(port), now=NOW)

    assert box.recipients == ["jan@bakker.nl"]
    assert not any(trace in everything_in(database) for trace in ("jan@bakker.nl", "bakker", "verder/secret"))


def test_a_mail_says_what_it_is(database: Database, scan_id: int) -> None:
    box = MailBox()
    promise(database, scan_id)

    with running(box) as port:
        deliver_next(database, server(port), now=NOW)

    (mail,) = box.messages
    assert mail["From"] == "Scan <scan@example.nl>"
    assert mail["Subject"] == "De link"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Message-ID"].endswith("@example.nl>")
    assert mail["Date"].datetime == NOW
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]


def test_nothing_is_lost_when_the_server_is_down_and_comes_back(database: Database, scan_id: int) -> None:
    box, port = MailBox(), free_port()
    promise(database, scan_id)

    assert deliver_next(database, server(port), now=NOW)
    assert not deliver_next(database, server(port), now=NOW + 0.9 * MINUTE)
    with running(box, port=port):
        assert deliver_next(database, server(port), now=NOW + MINUTE)

    assert len(box.messages) == 1
    assert waiting(database) == []


def test_a_mail_put_off_keeps_its_message_id(database: Database, scan_id: int) -> None:
    box = MailBox(message=["451 later"])
    promise(database, scan_id)
    (before,) = waiting(database)

    with running(box) as port:
        deliver_next(database, server(port), now=NOW)
        (after,) = waiting(database)
        deliver_next(database, server(port), now=NOW + MINUTE)

    assert before.message_id == after.message_id
    assert box.messages[0]["Message-ID"] == f"<{before.message_id}@example.nl>"


def test_waits_grow_until_a_day_has_gone(database: Database, scan_id: int) -> None:
    unreachable, tries = server(free_port()), []
    promise(database, scan_id)

    while rows := waiting(database):
        tries.append((rows[0].try_at - NOW) / MINUTE)
        deliver_next(database, unreachable, now=rows[0].try_at)

    assert tries == [0, 1, 6, 21, 81, 321, 561, 801, 1041, 1281]


def test_a_mail_that_is_refused_is_not_tried_again(database: Database, scan_id: int) -> None:
    box = MailBox(recipient=["550 nobody"])
    promise(database, scan_id)

    with running(box) as port:
        deliver_next(database, server(port), now=NOW)

    assert waiting(database) == []
    assert box.messages == []


def test_one_bad_address_does_not_hold_up_the_next(
    database: Database, scan_id: int, caplog: pytest.LogCaptureFixture
) -> None:
    box = MailBox(recipient=["451 later", "550 <piet@bakker.nl> is nobody"])
    for minute, name in enumerate(("jan", "piet", "els")):
        promise(database, scan_id, f"{name}@bakker.nl", now=NOW + minute * timedelta(seconds=1))

    with caplog.at_level(logging.INFO), running(box) as port:
        while deliver_next(database, server(port), now=NOW + timedelta(seconds=9)):
            pass

    assert box.recipients == ["els@bakker.nl"]
    assert [row.recipient for row in waiting(database)] == ["jan@bakker.nl"]
    assert [vars(record)["kind"] for record in caplog.records if record.name.startswith("app")] == [
        "SMTPRecipientsRefused 451",
        "SMTPRecipientsRefused 550",
    ]
    assert "bakker" not in str([vars(record) for record in caplog.records if record.name.startswith("app")])


def test_two_postmen_at_once_send_each_mail_once(database: Database, database_url: str, shipped: Questionnaire) -> None:
    box = MailBox()
    for number in range(12):
        promise(database, new_scan(database, shipped), f"{number}@bakker.nl")
    other = Database(database_url)

    with running(box) as port:
        postmen = [Thread(target=deliver_all, args=(one, server(port))) for one in (database, other)]
        for postman in postmen:
            postman.start()
        for postman in postmen:
            postman.join()

    other.close()
    assert sorted(box.recipients) == sorted(f"{number}@bakker.nl" for number in range(12))


def test_a_node_leaves_a_mail_that_another_is_trying(database: Database, scan_id: int) -> None:
    box = MailBox()
    promise(database, scan_id)

    with stuck() as (port, is_talking), running(box) as free:
        slow = Thread(target=deliver_next, args=(database, server(port)), kwargs={"now": NOW})
        slow.start()
        is_talking.get(timeout=5)
        assert not deliver_next(database, server(free), now=NOW + 0.9 * MINUTE)
        slow.join()

    assert box.messages == []


def test_a_mail_goes_out_once_after_its_process_was_killed(database: Database, database_url: str, scan_id: int) -> None:
    box = MailBox()
    promise(database, scan_id)

    with stuck() as (port, is_talking):
        process = subprocess.Popen([sys.executable, "-c", DELIVER, database_url, str(port)], cwd=ROOT)
        is_talking.get(timeout=30)
        process.kill()
        assert process.wait() == -signal.SIGKILL
    with running(box) as free:
        assert not deliver_next(database, server(free), now=NOW + 0.9 * MINUTE)
        while deliver_next(database, server(free), now=NOW + MINUTE):
            pass

    assert len(box.messages) == 1
    assert waiting(database) == []


def deliver_all(database: Database, mail_server: MailServer) -> None:
    while deliver_next(database, mail_server, now=NOW):
        pass


def everything_in(database: Database) -> str:
    with database.read() as session:
        return str([session.execute(table.select()).all() for table in metadata.tables.values()])


@contextmanager
def stuck() -> Iterator[tuple[int, SimpleQueue[None]]]:
    """Listen, and say nothing to who calls; the queue gets an item for each call."""
    calls: SimpleQueue[None] = SimpleQueue()

    def keep_waiting(connection: socket.socket) -> None:
        calls.put(None)
        connection.recv(1)

    with behaving(keep_waiting) as port:
        yield port, calls


DELIVER = """
import sys
from datetime import datetime, UTC
from email.headerregistry import Address
import app.db.migrations  # every command knows all tables
from app.db.engine import Database
from app.services.postman import deliver_next
from app.smtp import MailServer

server = MailServer(f"smtp://127.0.0.1:{sys.argv[2]}", sender=Address("Scan", addr_spec="scan@example.nl"))
deliver_next(Database(sys.argv[1]), server, now=datetime(2026, 11, 20, 12, 0, tzinfo=UTC))
"""

"""Letters about an account, which have no scan: a real mail server that is well, down or slow gets each once."""

import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from sqlmodel import delete

from app.db.account_tables import AccountRow
from app.db.engine import Database
from app.domain.account import Account
from app.rendering.letters import Letter
from app.services.mail import post_letter
from app.services.postman import deliver_next, drop_old_mail
from tests.accounts import account, organisation
from tests.conftest import NOW
from tests.mail_server import MailBox, free_port, running
from tests.services.promises import server, waiting
from tests.services.test_delivery import DELIVER, MINUTE, ROOT, stuck

INVITATION = Letter("Maak uw account", "https://scan.example.nl/inloggen/link/t", "<p>https://scan.example.nl</p>")


@pytest.fixture
def invited(database: Database) -> Account:
    """Somebody whose invitation waits in the outbox."""
    made = account(database, organisation(database), email="anna@huis.example")
    with database.write() as session:
        post_letter(session, INVITATION, recipient=made.email, account_id=made.id, now=NOW)
    return made


def test_it_goes_out_once(database: Database, invited: Account) -> None:
    box = MailBox()

    with running(box) as port:
        while deliver_next(database, server(port), now=NOW):
            pass

    assert box.recipients == ["anna@huis.example"]
    assert waiting(database) == []


def test_it_waits_while_the_server_is_down(database: Database, invited: Account) -> None:
    box, port = MailBox(), free_port()

    deliver_next(database, server(port), now=NOW)
    with running(box, port=port):
        deliver_next(database, server(port), now=NOW + MINUTE)

    assert box.recipients == ["anna@huis.example"]


def test_a_slow_server_puts_it_off(database: Database, invited: Account) -> None:
    with stuck() as (port, _):
        deliver_next(database, server(port), now=NOW)

    (row,) = waiting(database)
    assert (row.tries, row.try_at) == (1, NOW + MINUTE)


def test_a_refusal_ends_it(database: Database, invited: Account) -> None:
    box = MailBox(recipient=["550 nobody"])

    with running(box) as port:
        deliver_next(database, server(port), now=NOW)

    assert (box.messages, waiting(database)) == ([], [])


def test_it_goes_out_once_after_a_kill(database: Database, database_url: str, invited: Account) -> None:
    box = MailBox()

    with stuck() as (port, is_talking):
        process = subprocess.Popen([sys.executable, "-c", DELIVER, database_url, str(port)], cwd=ROOT)
        is_talking.get(timeout=30)
        process.kill()
        assert process.wait() == -signal.SIGKILL
    with running(box) as free:
        while deliver_next(database, server(free), now=NOW + MINUTE):
            pass

    assert box.recipients == ["anna@huis.example"]


def test_it_is_dropped_after_a_day_like_other_mail(database: Database, invited: Account) -> None:
    drop_old_mail(database, now=NOW + timedelta(hours=23))
    stayed = len(waiting(database))
    drop_old_mail(database, now=NOW + timedelta(days=1))

    assert (stayed, waiting(database)) == (1, [])


def test_it_goes_with_the_account(database: Database, invited: Account) -> None:
    with database.write() as session:
        session.exec(delete(AccountRow))

    assert waiting(database) == []

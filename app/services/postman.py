"""Delivers what is in the outbox, beside the requests of visitors."""

import logging
from datetime import UTC, datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from threading import Event, Thread

from sqlalchemy.exc import SQLAlchemyError

from app.db import outbox
from app.db.engine import Database
from app.db.mail_tables import OutboxRow
from app.domain.errors import StorageBusyError
from app.services.mail import KEPT
from app.smtp import MailDelayedError, MailRefusedError, MailServer

# The first is longer than a conversation with the mail server can take, so that no mail is tried twice at once.
_WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
_SECONDS_BETWEEN_ROUNDS = 30
_SECONDS_TO_STOP = 10

log = logging.getLogger(__name__)


class Postman:
    """A thread that delivers what is due, at once when it is woken. Nodes that share a database may each have one."""

    def __init__(self, database: Database, server: MailServer) -> None:
        self.server = server
        self._database = database
        self._woken = Event()
        self._stopping = Event()
        self._thread = Thread(target=self._work, name="postman", daemon=True)

    def start(self) -> None:
        self._thread.start()

    @property
    def has_died(self) -> bool:
        """Whether it was started and works no more."""
        return self._thread.ident is not None and not self._thread.is_alive()

    def wake(self) -> None:
        self._woken.set()

    def stop(self) -> None:
        """Finish the delivery under way, within reason; the rest waits in the outbox."""
        self._stopping.set()
        self.wake()
        self._thread.join(_SECONDS_TO_STOP)

    def _work(self) -> None:
        while not self._stopping.is_set():
            try:
                self._deliver_what_is_due()
            except (SQLAlchemyError, StorageBusyError) as error:
                log.warning("the outbox cannot be read", extra={"kind": type(error).__name__})
            self._woken.wait(_SECONDS_BETWEEN_ROUNDS)
            self._woken.clear()

    def _deliver_what_is_due(self) -> None:
        drop_old_mail(self._database, now=datetime.now(UTC))
        while not self._stopping.is_set() and deliver_next(self._database, self.server, now=datetime.now(UTC)):
            pass


def drop_old_mail(database: Database, *, now: datetime) -> None:
    """Remove mail that nobody expects any more, which a program that stood still may find, and old counts."""
    with database.write() as session:
        dropped = outbox.remove_old(session, now=now, kept=KEPT)
    if dropped:
        log.warning("old mail was dropped", extra={"count": dropped})


def deliver_next(database: Database, server: MailServer, *, now: datetime) -> bool:
    """Try the mail that is due longest; tell whether there was one.

    Its next try is fixed before this one, so a process that dies here delays it and loses nothing. One that dies
    between the delivery and its note of it sends the same Message-ID twice.
    """
    with database.write() as session:
        row = outbox.claim(session, _WAITS, now=now)
    if row is None:
        return False
    if _is_done_with(row, server):
        with database.write() as session:
            outbox.remove(session, row)
    return True


def _is_done_with(row: OutboxRow, server: MailServer) -> bool:
    """Send a mail; tell whether it was sent, was refused or is too old to be tried again."""
    try:
        server.send(_message(row, server.sender))
    except MailRefusedError as refusal:
        log.warning("a mail was refused", extra={"kind": str(refusal), "count": row.tries})
    except MailDelayedError as delay:
        is_last = row.try_at > row.written_at + KEPT
        event = "a mail was given up" if is_last else "a mail was put off"
        log.warning(event, extra={"kind": str(delay), "count": row.tries})
        return is_last
    return True


def _message(row: OutboxRow, sender: Address) -> EmailMessage:
    message = EmailMessage()
    message["From"] = sender
    message["To"] = row.recipient
    message["Subject"] = row.subject
    message["Date"] = format_datetime(row.written_at)
    message["Message-ID"] = f"<{row.message_id}@{sender.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(row.text)
    message.add_alternative(row.html, subtype="html")
    return message

"""Hands a message to the mail server."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from email.headerregistry import Address
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from app.deadlines import hanging_up_after

_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


class MailDelayedError(Exception):
    """The message may be taken at a later try; says the kind of failure and nothing of the message."""


class MailRefusedError(Exception):
    """The message will never be taken; says the kind of failure and nothing of the message."""


class MailServer:
    """The server that takes our mail.

    `url` is `smtps://user:password@host:port`, or `smtp://` for a server that turns to TLS, which one on this machine
    need not. `connect_seconds` is for each address of the host, `talk_seconds` for all that is said after that.
    """

    def __init__(self, url: str, *, sender: Address, connect_seconds: float = 10, talk_seconds: float = 30) -> None:
        self.sender = sender
        self._url = urlsplit(url)
        self._connect_seconds = connect_seconds
        self._talk_seconds = talk_seconds

    def send(self, message: EmailMessage) -> None:
        """Hand over a message for one recipient. Raises MailDelayedError or MailRefusedError."""
        try:
            with self._conversation() as server:
                server.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            ((code, _),) = error.recipients.values()
            raise _failure(error, code) from None
        except smtplib.SMTPDataError as error:
            raise _failure(error, error.smtp_code) from None
        except (OSError, UnicodeError) as error:  # all that smtplib raises, also of names it cannot write
            raise MailDelayedError(type(error).__name__) from None

    @contextmanager
    def _conversation(self) -> Iterator[smtplib.SMTP]:
        with closing(self._connected()) as server, hanging_up_after(self._talk_seconds) as take_in:
            assert server.sock is not None
            server.sock.settimeout(self._talk_seconds)
            take_in(server.sock)
            self._introduce(server)
            yield server
            with suppress(OSError):  # the message was taken, whatever the server says to this
                server.quit()

    def _connected(self) -> smtplib.SMTP:
        host, port, own_name = self._url.hostname or "", self._url.port, self.sender.domain
        if self._url.scheme == "smtps":
            tls = ssl.create_default_context()
            return smtplib.SMTP_SSL(host, port or 465, own_name, timeout=self._connect_seconds, context=tls)
        return smtplib.SMTP(host, port or 587, own_name, timeout=self._connect_seconds)

    def _introduce(self, server: smtplib.SMTP) -> None:
        if self._url.scheme == "smtp" and self._url.hostname not in _THIS_MACHINE:
            server.starttls(context=ssl.create_default_context())
        if self._url.username:
            server.login(unquote(self._url.username), unquote(self._url.password or ""))


def _failure(error: smtplib.SMTPException, code: int) -> MailDelayedError | MailRefusedError:
    kind = MailRefusedError if 500 <= code < 600 else MailDelayedError
    return kind(f"{type(error).__name__} {code}")

"""Mail servers on this machine: a real one that does as it is told, and sockets that misbehave."""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Thread
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class MailBox:
    """Keeps what comes in. `answers` are what it says first to a recipient, a message or a farewell."""

    def __init__(self, **answers: list[str]) -> None:
        self.messages: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.secured: list[bool] = []
        self._answers = answers

    async def handle_RCPT(  # noqa: N802  # aiosmtpd looks for this name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self._answer("recipient")

    async def handle_DATA(self, _server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = self._answer("message")
        if answer.startswith("250"):
            assert isinstance(envelope.content, bytes)
            message = message_from_bytes(envelope.content, policy=policy.default)
            self.messages.append(message)
            self.recipients += envelope.rcpt_tos
            self.secured.append(session.ssl is not None)
        return answer

    async def handle_QUIT(self, _server: SMTP, _session: Session, _envelope: Envelope) -> str:  # noqa: N802
        return self._answer("farewell", "221 Bye")

    def _answer(self, moment: str, otherwise: str = "250 OK") -> str:
        answers = self._answers.get(moment)
        return answers.pop(0) if answers else otherwise


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@contextmanager
def running(box: MailBox, *, port: int | None = None, **options: Any) -> Iterator[int]:
    """Run a real mail server with this box and give its port."""
    controller = Controller(box, hostname="127.0.0.1", port=port or free_port(), **options)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


@contextmanager
def behaving(talk: Callable[[socket.socket], None]) -> Iterator[int]:
    """Listen on a port, leave each connection to `talk`, and give the port."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        Thread(target=_serve, args=(listener, talk), daemon=True).start()
        yield listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)


def _serve(listener: socket.socket, talk: Callable[[socket.socket], None]) -> None:
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        with connection:
            _talk(connection, talk)


def _talk(connection: socket.socket, talk: Callable[[socket.socket], None]) -> None:
    try:
        talk(connection)
    except OSError:
        return


def say_nothing(connection: socket.socket) -> None:
    connection.recv(1000)


def answer_without_end(connection: socket.socket) -> None:
    """Answer a line at a time, so slowly that no single wait is long."""
    connection.sendall(b"220 here\r\n")
    for _ in range(100):
        connection.sendall(b"250-and\r\n")
        time.sleep(0.05)


def break_off_in_the_message(connection: socket.socket) -> None:
    connection.sendall(b"220 here\r\n")
    for reply in (b"250 here", b"250 sender", b"250 recipient", b"354 go on"):
        connection.recv(1000)
        connection.sendall(reply + b"\r\n")
    connection.recv(10)

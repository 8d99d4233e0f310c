"""Handing a message to a mail server: real ones that take it, put it off or refuse it, and broken ones."""

import socket
import ssl
import subprocess
import time
from collections.abc import Callable
from email.headerregistry import Address
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword

from app.smtp import MailDelayedError, MailRefusedError, MailServer
from tests.mail_server import (
    MailBox,
    answer_without_end,
    behaving,
    break_off_in_the_message,
    free_port,
    running,
    say_nothing,
)

SENDER = Address("Arbeidsproductiviteitsscan", addr_spec="scan@example.nl")
# A name of this machine that does not say so: to such a server nothing may be sent in the clear.
ELSEWHERE = "127.1"


def mail() -> EmailMessage:
    message = EmailMessage()
    message["From"] = SENDER
    message["To"] = "jan@bakker.nl"
    message["Subject"] = "De link"
    message.set_content("Hallo é")
    return message


def server(url: str) -> MailServer:
    return MailServer(url, sender=SENDER, connect_seconds=0.5, talk_seconds=1)


def test_a_message_arrives() -> None:
    box = MailBox()

    with running(box) as port:
        server(f"smtp://127.0.0.1:{port}").send(mail())

    assert box.recipients == ["jan@bakker.nl"]
    assert box.messages[0]["From"] == "Arbeidsproductiviteitsscan <scan@example.nl>"
    assert box.messages[0].get_content().strip() == "Hallo é"


def test_a_server_that_is_down_delays() -> None:
    with pytest.raises(MailDelayedError, match="ConnectionRefusedError"):
        server(f"smtp://127.0.0.1:{free_port()}").send(mail())


@pytest.mark.parametrize("talk", [say_nothing, answer_without_end, break_off_in_the_message])
def test_a_server_that_misbehaves_delays_and_does_not_hold_us(talk: Callable[[socket.socket], None]) -> None:
    began = time.monotonic()

    with behaving(talk) as port, pytest.raises(MailDelayedError):
        server(f"smtp://127.0.0.1:{port}").send(mail())

    assert time.monotonic() - began < 3


@pytest.mark.parametrize("moment", ["recipient", "message"])
def test_a_temporary_no_delays(moment: str) -> None:
    with running(MailBox(**{moment: ["451 later"]})) as port, pytest.raises(MailDelayedError, match="451"):
        server(f"smtp://127.0.0.1:{port}").send(mail())


@pytest.mark.parametrize("moment", ["recipient", "message"])
def test_a_permanent_no_refuses_and_names_nobody(moment: str) -> None:
    with (
        running(MailBox(**{moment: ["550 <jan@bakker.nl> is not here"]})) as port,
        pytest.raises(MailRefusedError, match="550") as refusal,
    ):
        server(f"smtp://127.0.0.1:{port}").send(mail())

    assert "bakker" not in str(refusal.value)


def test_a_message_that_was_taken_is_sent_whatever_follows() -> None:
    box = MailBox(farewell=["421 going down"])

    with running(box) as port:
        server(f"smtp://127.0.0.1:{port}").send(mail())

    assert len(box.messages) == 1


def test_nothing_goes_in_the_clear_to_another_machine() -> None:
    box = MailBox()

    with running(box) as port, pytest.raises(MailDelayedError, match="SMTPNotSupportedError"):
        server(f"smtp://{ELSEWHERE}:{port}").send(mail())

    assert box.messages == []


def test_a_wrong_password_delays_since_it_can_be_mended() -> None:
    options: dict[str, Any] = {"authenticator": knows_us, "auth_require_tls": False}

    with running(MailBox(), **options) as port, pytest.raises(MailDelayedError, match="SMTPAuthenticationError"):
        server(f"smtp://scan:wrong@127.0.0.1:{port}").send(mail())


def test_a_password_that_cannot_be_written_delays_and_is_not_told() -> None:
    options: dict[str, Any] = {"authenticator": knows_us, "auth_require_tls": False}

    with running(MailBox(), **options) as port, pytest.raises(MailDelayedError) as delay:
        server(f"smtp://scan:geh%C3%A9im@127.0.0.1:{port}").send(mail())

    assert str(delay.value) == "UnicodeEncodeError"


def test_a_server_elsewhere_gets_the_password_and_the_message_over_tls(tls: ssl.SSLContext) -> None:
    box = MailBox()

    with running(box, tls_context=tls, authenticator=knows_us) as port:
        server(f"smtp://scan:se%2Fcret@{ELSEWHERE}:{port}").send(mail())

    assert box.secured == [True]


def test_a_server_whose_certificate_is_unknown_gets_nothing(
    tls: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = MailBox()
    monkeypatch.delenv("SSL_CERT_FILE")

    with running(box, tls_context=tls) as port, pytest.raises(MailDelayedError, match="SSLCertVerificationError"):
        server(f"smtp://{ELSEWHERE}:{port}").send(mail())

    assert box.messages == []


def test_a_server_can_speak_tls_from_the_start(tls: ssl.SSLContext) -> None:
    box = MailBox()

    with running(box, ssl_context=tls) as port:
        server(f"smtps://{ELSEWHERE}:{port}").send(mail())

    assert len(box.messages) == 1


def knows_us(_server: object, _session: object, _envelope: object, _mechanism: str, login: Any) -> AuthResult:
    return AuthResult(success=login == LoginPassword(b"scan", b"se/cret"), handled=False)


@pytest.fixture
def tls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A certificate that this process trusts."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    request = f"req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=scan -addext subjectAltName=DNS:{ELSEWHERE}"
    files = ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run(["openssl", *request.split(), *files], check=True, capture_output=True)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    return context

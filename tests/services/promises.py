"""Promises of a link by mail, as tests make and count them, and the server that takes the mail."""

from datetime import datetime
from email.headerregistry import Address

from sqlalchemy import text
from sqlmodel import select

from app.db.engine import Database
from app.db.mail_tables import OutboxRow
from app.db.scan_tables import ScanRow
from app.domain.questionnaire import Questionnaire
from app.rendering.letters import Letter
from app.services import scans
from app.services.mailed_links import promise_link
from app.smtp import MailServer
from tests.builders import profile
from tests.conftest import NOW

KEY = b"x" * 32


def new_scan(database: Database, questionnaire: Questionnaire) -> int:
    scans.start_scan(database, questionnaire, profile(), now=NOW)
    with database.read() as session:
        return max(scan_id for scan_id in session.exec(select(ScanRow.id)) if scan_id)


def promise(
    database: Database, scan_id: int, recipient: str = "jan@bakker.nl", *, visitor: str = "here", now: datetime = NOW
) -> int | None:
    letter = Letter("De link", "https://scan.example.nl/verder/secret", "<p>https://scan.example.nl/verder/secret")
    return promise_link(database, KEY, scan_id, letter, recipient=recipient, visitor=visitor, now=now)


def waiting(database: Database) -> list[OutboxRow]:
    with database.read() as session:
        return list(session.exec(select(OutboxRow)))


def count(database: Database, table: str) -> int:
    with database.read() as session:
        return int(session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


def server(port: int) -> MailServer:
    sender = Address("Scan", addr_spec="scan@example.nl")
    return MailServer(f"smtp://127.0.0.1:{port}", sender=sender, connect_seconds=2, talk_seconds=3)

"""A running site with a mail server, and people of its organisations who are signed in without the pages for that."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx
from playwright.sync_api import BrowserContext

from app.db.engine import Database
from app.domain.account import Account, Organisation
from app.services.sessions import Stage, start_session
from tests.conftest import PATIENT
from tests.journeys.owner import finished_scan
from tests.live import live
from tests.mail_server import MailBox, running
from tests.web.sharing import CONTACT, agreed

MAIL_FROM = "scan@provincie.example"


@dataclass(frozen=True)
class Office:
    """A running site with its database, and with what it mailed."""

    site: str
    box: MailBox
    settings: dict[str, str]
    database: Database

    def runs(self, *arguments: str) -> str:
        """Run a command of the program with the same settings as the site and return what it prints."""
        command = [str(Path(sys.executable).parent / "scan"), *arguments]
        done = subprocess.run(command, env=self.settings, check=True, capture_output=True, timeout=60, text=True)
        return done.stdout

    def sign_in(self, context: BrowserContext, who: Account) -> None:
        """Let this person be signed in, in this browser."""
        with self.database.write() as session:
            token = start_session(session, who.id, Stage.VERIFIED, now=datetime.now(UTC))
        context.add_cookies([{"name": "account", "value": token, "url": self.site}])

    def is_shared_with(self, advisers: Organisation, *, contact_name: str) -> str:
        """Share a finished scan without a browser, for a journey about what comes after; return its secret."""
        secret = finished_scan(self.site)
        form = {"organisation": str(advisers.id)} | CONTACT | agreed() | {"contact_name": contact_name}
        reply = httpx.post(
            f"{self.site}/scan/delen", data=form, headers={"origin": self.site}, cookies={"scan": secret}
        )
        assert reply.status_code == 303
        return secret


@contextmanager
def open_office(folder: Path) -> Iterator[Office]:
    """Serve a site on which nobody has an account yet."""
    box = MailBox()
    with running(box) as port:
        mail = {"smtp_url": f"smtp://127.0.0.1:{port}", "mail_from": MAIL_FROM}
        with (
            live(folder, pdf_seconds=str(PATIENT), **mail) as server,
            closing(Database(f"sqlite:///{folder / 'data' / 'scan.db'}")) as database,
        ):
            settings = {
                "PATH": os.defpath,
                "SCAN_DATA_DIR": str(folder / "data"),
                "SCAN_PUBLIC_URL": server.address,
                "SCAN_SMTP_URL": mail["smtp_url"],
                "SCAN_MAIL_FROM": mail["mail_from"],
            }
            yield Office(server.address, box, settings, database)

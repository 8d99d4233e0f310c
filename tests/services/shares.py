"""Scans that are shared, for the tests of how that begins and ends."""

from datetime import date, datetime

from sqlmodel import col, select

from app.db.audit_tables import AuditRow
from app.db.engine import Database
from app.db.mail_tables import OutboxRow
from app.db.sharing_tables import CaseRow, ConsentRow
from app.domain.account import Organisation
from app.domain.scan import Scan
from app.domain.sharing import OwnerDetails, Scope, Share
from app.rendering.letters import Letter
from app.services import sharing
from tests.conftest import NOW
from tests.services.small_scans import finished, load

LAST_DAY = date(2027, 2, 20)
OWNER = OwnerDetails("Jan de Vries", "jan@bedrijf.example", "0570 12 34 56", "Hoe begin ik?")
LETTER = Letter("Onderwerp", "tekst", "<p>tekst</p>")


def scan_to_share(database: Database) -> Scan:
    return load(database, finished(database))


def share(
    database: Database,
    scan: Scan,
    organisation: Organisation,
    *,
    details: OwnerDetails = OWNER,
    ends_on: date = LAST_DAY,
    scope: Scope = Scope.CASE,
    now: datetime = NOW,
) -> Share | None:
    return sharing.share_scan(
        database,
        scan.id,
        organisation.id,
        details,
        consent_version="2026.1",
        ends_on=ends_on,
        scope=scope,
        letter=LETTER,
        now=now,
    )


def cases(database: Database) -> list[CaseRow]:
    with database.read() as session:
        return list(session.exec(select(CaseRow).order_by(col(CaseRow.id))))


def consents(database: Database) -> list[ConsentRow]:
    with database.read() as session:
        return list(session.exec(select(ConsentRow).order_by(col(ConsentRow.id))))


def logged(database: Database) -> list[str]:
    with database.read() as session:
        return [row.action for row in session.exec(select(AuditRow).order_by(col(AuditRow.id)))]


def letters(database: Database) -> list[tuple[str, str]]:
    """Return the recipient and the subject of every letter that waits."""
    with database.read() as session:
        rows = session.exec(select(OutboxRow).order_by(col(OutboxRow.id)))
        return [(row.recipient, row.subject) for row in rows]

"""Advisers at their desk, with scans that owners shared with them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from fastapi import FastAPI
from sqlmodel import select

from app.db.engine import Database
from app.db.mail_tables import OutboxRow
from app.db.sharing_tables import CaseRow
from app.domain.account import Organisation
from app.domain.dutch_days import day_of
from app.domain.sharing import OwnerDetails, Scope
from app.services import sharing
from app.web.sharing_consent import current_sharing_text
from tests.accounts import account, organisation, signed_in
from tests.visitor import Visitor
from tests.web.whole_site import finisher, scan_of

OTHER = "Kennispoort Zwolle"
DETAILS = OwnerDetails("Jan de Vries", "jan@bedrijf.example", "0570 12 34 56", "Hoe begin ik?\nEn met wie?")


@dataclass(frozen=True)
class Desk:
    """An adviser with the case of an owner at `path`, and somebody of another organisation."""

    site: FastAPI
    adviser: Visitor
    other: Visitor
    own: Organisation
    target: Organisation
    owner: Visitor
    path: str

    @property
    def database(self) -> Database:
        return self.adviser.site.database

    @property
    def asking(self) -> str:
        return f"{self.path}/doorgeven"


def in_days(days: int) -> date:
    return day_of(datetime.now(UTC)) + timedelta(days)


def share(
    owner: Visitor,
    with_whom: Organisation,
    *,
    details: OwnerDetails = DETAILS,
    scope: Scope = Scope.CASE,
    ends_on: date | None = None,
) -> str:
    """Share the scan of an owner and return the path of the case."""
    database, scan_id = owner.site.database, scan_of(owner).id
    sharing.share_scan(
        database,
        scan_id,
        with_whom.id,
        details,
        consent_version=current_sharing_text().version,
        ends_on=ends_on or in_days(100),
        scope=scope,
        now=datetime.now(UTC),
    )
    with database.read() as session:
        return f"/adviseur/dossiers/{session.exec(select(CaseRow.key).where(CaseRow.scan_id == scan_id)).one()}"


def make_desk(site: FastAPI, *, details: OwnerDetails = DETAILS, scope: Scope = Scope.CASE, **company: str) -> Desk:
    database = site.state.site.database
    own, target = organisation(database), organisation(database, name=OTHER)
    adviser, other = (
        signed_in(site, account(database, own)),
        signed_in(site, account(database, target, name="Bert Bos")),
    )
    owner = finisher(site, **company)
    return Desk(site, adviser, other, own, target, owner, share(owner, own, details=details, scope=scope))


def withdraw(owner: Visitor) -> None:
    sharing.withdraw(owner.site.database, scan_of(owner).id, now=datetime.now(UTC))


def mails(database: Database) -> list[OutboxRow]:
    with database.read() as session:
        return list(session.exec(select(OutboxRow)))


def link_in(mail: OutboxRow) -> str:
    """Return the path of the link on which an owner decides."""
    (line,) = [line for line in mail.text.splitlines() if "/doorgeven/" in line]
    return line[line.index("/doorgeven/") :]

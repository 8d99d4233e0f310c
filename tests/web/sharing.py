"""Owners who share a scan, and the forms with which they do."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import col, select

from app.db.mail_tables import OutboxRow
from app.db.sharing_tables import CaseRow, ConsentRow
from app.domain.account import Organisation
from app.domain.dutch_days import day_of
from app.web.sharing_consent import current_sharing_text
from tests.mail_server import free_port
from tests.page import Page
from tests.visitor import ORIGIN, Visitor

CONTACT = {
    "contact_name": "Jan de Vries",
    "contact_email": "jan@bedrijf.example",
    "contact_phone": "0570 12 34 56",
    "question": "Hoe begin ik met een dagstart?\nWie doet dat al?",
}


def mailing_owner(make_app: Callable[..., FastAPI], *, port: int | None = None) -> Visitor:
    """Return an owner with low scores and so a full plan, on a site that can mail."""
    app = make_app(smtp_url=f"smtp://127.0.0.1:{port or free_port()}", mail_from="scan@example.nl")
    owner = Visitor(TestClient(app, base_url=ORIGIN))
    owner.finish(number=0, goal="groei")
    return owner


def later(days: int) -> str:
    return (day_of(datetime.now(UTC)) + timedelta(days)).isoformat()


def agreed(**changes: str) -> dict[str, str]:
    return {"ends_on": later(100), "consent": "1", "consent_version": current_sharing_text().version} | changes


def share(owner: Visitor, advisers: Organisation, /, **changes: str) -> Page:
    """Send the form to share a scan with an organisation, filled in but for these changes."""
    return owner.post("/scan/delen", {"organisation": str(advisers.id)} | CONTACT | agreed() | changes)


def cases(owner: Visitor) -> list[CaseRow]:
    with owner.site.database.read() as session:
        return list(session.exec(select(CaseRow).order_by(col(CaseRow.id))))


def consents(owner: Visitor) -> list[ConsentRow]:
    with owner.site.database.read() as session:
        return list(session.exec(select(ConsentRow).order_by(col(ConsentRow.id))))


def waiting_mail(owner: Visitor) -> list[OutboxRow]:
    with owner.site.database.read() as session:
        return list(session.exec(select(OutboxRow).order_by(col(OutboxRow.id))))

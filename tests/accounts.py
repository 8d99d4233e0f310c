"""People of organisations who are signed in, made without the pages where one signs in."""

from datetime import UTC, datetime

from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.db.account_tables import AccountRow, OrganisationRow
from app.db.engine import Database
from app.domain.account import Account, Kind, Organisation
from app.services.sessions import Stage, account_of, organisation_of, start_session
from tests.visitor import ORIGIN, Visitor

STEDENDRIEHOEK = ("GM0150", "GM0200", "GM0213", "GM0232", "GM0246", "GM0262", "GM0285", "GM0301")


def organisation(
    database: Database,
    kind: Kind = Kind.ADVISER,
    *,
    name: str = "Ondernemershuis Regio Stedendriehoek",
    province: str | None = None,
) -> Organisation:
    """Add an organisation; one of advisers is that of the municipality in which the companies of tests are."""
    area = list(STEDENDRIEHOEK) if kind is Kind.ADVISER else []
    row = OrganisationRow(
        kind=kind,
        name=name,
        email="balie@ondernemershuis.example",
        province=province,
        municipalities=area,
        added_at=datetime.now(UTC),
    )
    with database.write() as session:
        session.add(row)
    return organisation_of(row)


def account(database: Database, of: Organisation, *, name: str = "Anna de Boer", email: str = "") -> Account:
    """Add a person, who was invited and has no password yet."""
    with database.write() as session:
        organisation_row = session.get_one(OrganisationRow, of.id)
        row = AccountRow(
            organisation_id=of.id,
            name=name,
            email=email or f"{name.split()[0].lower()}.{of.id}@organisatie.example",
            added_at=datetime.now(UTC),
        )
        session.add(row)
        session.flush()
        return account_of(row, organisation_row)


def signed_in(site: FastAPI, who: Account, stage: Stage = Stage.VERIFIED) -> Visitor:
    """Return a visitor in whose browser this person is signed in, or on the way there."""
    visitor = Visitor(TestClient(site, base_url=ORIGIN))
    with visitor.site.database.write() as session:
        token = start_session(session, who.id, stage, now=datetime.now(UTC))
    visitor.client.cookies.set(visitor.site.account_cookie, token, domain="127.0.0.1")
    return visitor


def again(visitor: Visitor) -> Visitor:
    """Return a new browser in which the same session goes on, and nothing else is open."""
    browser, cookie = Visitor(TestClient(visitor.client.app, base_url=ORIGIN)), visitor.site.account_cookie
    browser.client.cookies.set(cookie, visitor.client.cookies[cookie])
    return browser

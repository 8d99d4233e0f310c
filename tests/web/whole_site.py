"""A site with every part in use, its visitors in every stage of a visit, and all that it keeps."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from httpx2 import Response
from sqlalchemy import select
from sqlmodel import SQLModel

from app.db.engine import Database
from app.db.scan_tables import AnswerRow
from app.domain.questionnaire import Questionnaire
from app.domain.scan import Scan
from app.services import plans, scans
from app.settings import Settings
from tests.conftest import PATIENT
from tests.page import Page
from tests.sites import make_site
from tests.visitor import COMPANY, Visitor

ORIGIN = "http://127.0.0.1:8000"
TOLD = {"company_name": "Jansen & zonen", "kvk": "12345678"}
FORMS = {
    "/start": COMPANY,
    "/scan/bedrijf": COMPANY,
    "/scan/vraag/{question_id}": {"answer": "b"},
    "/scan/overzicht": {"theme": "processen"},
    "/scan/plan": {
        "goal": "groei",
        "target_technologie": "onderweg",
        "target_zelforganisatie": "goed_op_weg",
        "target_dienend_leiderschap": "sterk",
        "target_slimmer_werken": "sterk",
        "target_co_creatie": "sterk",
    },
    "/scan/plan/weglaten": {"action": "dagstart"},
    "/scan/plan/terugzetten": {"action": "dagstart"},
    "/scan/cijfers": {"turnover": "1.250.000", "purchases": "500.000", "hours_worked": "14.800"},
    "/scan/delen": {"contact_name": "Jan de Vries", "contact_phone": "0570 12 34 56", "question": "Hoe begin ik?"},
    "/scan/delen/gegevens": {"contact_name": "Jan de Vries", "contact_phone": "0570 12 34 56"},
    "/scan/adviseur/blik/{question_id}": {"reactie-planning": "Daar wil ik over praten."},
    "/scan/bewaren": {"email": "eigenaar@bedrijf.example"},
    "/inloggen": {"email": "anna@organisatie.example", "password": "vier paarse olifanten"},
    "/inloggen/vergeten": {"email": "anna@organisatie.example"},
    "/adviseur/samen": COMPANY,
    "/adviseur/workshops": {"title": "Tijd winnen"},
    "/workshop": {"workshop": "000000"},
    "/workshop/{code}/begin": COMPANY,
    "/adviseur/dossiers/{key}/blik/{question_id}": {"answer": "b", "reason": "Ik zag het anders."},
    "/adviseur/dossiers/{key}/notities": {"text": "Jan belt over twee weken.", "readers": "owner"},
    "/adviseur/dossiers/{key}/notities/{note_id}": {"text": "Jan belt over drie weken.", "readers": "owner"},
    "/adviseur/dossiers/{key}/notities/{note_id}/verwijderen": {"sure": "1"},
    "/adviseur/dossiers/{key}/afspraken": {"step": "own", "title": "Offertes vragen", "who": "Jan"},
    "/adviseur/dossiers/{key}/afspraken/{agreed_id}": {"title": "Offertes", "who": "Jan", "status": "started"},
    "/adviseur/dossiers/{key}/afspraken/{agreed_id}/verwijderen": {"sure": "1"},
    "/adviseur/dossiers/{key}/opvolging": {"further": "some_day", "note": "Het loopt."},
    "/beheer/nieuwe-campagne": {"name": "Parkmanagement Hessenpoort", "kind": "park_manager", "code": ""},
    "/beheer/campagnes/{campaign_code}/wijzigen": {"name": "Gemeente Zwolle", "kind": "municipality"},
    "/provincie/{release_id}/openbaar": {"sure": "1"},
    "/provincie/{release_id}/niet-openbaar": {"sure": "1"},
    "/beheer/organisaties/nieuw/{kind}": {"name": "Loket Salland", "email": "balie@loket.example"},
    "/beheer/organisaties/{organisation_id}/wijzigen": {"name": "Loket Berkel", "email": "balie@loket.example"},
    "/beheer/organisaties/{organisation_id}/uitnodigen": {"person": "Dirk Bos", "email": "dirk@loket.example"},
}
NOWHERE = {
    "question_id": "planning",
    "secret": "x",
    "token": "z" * 43,
    "key": "0" * 32,
    "note_id": "999",
    "agreed_id": "999",
    "kind": "adviesorganisatie",
    "organisation_id": "999",
    "account_id": "999",
    "workshop_key": "0" * 32,
    "code": "000000",
    "campaign_code": "nergens",
    "sheet": "a4",
    "release_id": "nergens-2025",
}
"""What fills in the addresses of pages and, but for the first and the kind, leads to nothing."""
Contents = dict[str, list[Mapping[str, object]]]


def whole_site(database: Database, questionnaire: Questionnaire, folder: Path) -> FastAPI:
    """Make a site with an operator and with mail, which nobody delivers."""
    settings = {
        "data_dir": folder,
        "pdf_seconds": PATIENT,
        "organisation": Path(__file__).parent / "organisation.yaml",
        "smtp_url": "smtp://127.0.0.1:9",
        "mail_from": "scan@provincie.example",
    }
    return make_site(Settings.model_validate(settings), database, questionnaire)


def stranger(site: FastAPI, *, at: str = "127.0.0.1", catches: bool = False) -> Visitor:
    """Return somebody without a scan, at this address; who `catches` sees the page that an error gives."""
    client = TestClient(site, base_url=ORIGIN, client=(at, 50000), raise_server_exceptions=not catches)
    return Visitor(client)


def beginner(site: FastAPI, **company: str) -> Visitor:
    visitor = stranger(site)
    reply = visitor.client.post(
        "/start", data=COMPANY | TOLD | company, headers={"origin": ORIGIN}, follow_redirects=False
    )
    assert reply.status_code == 303
    return visitor


def answerer(site: FastAPI, **company: str) -> Visitor:
    """Return an owner who answered every question of the core."""
    visitor = beginner(site, **company)
    scan, now = scan_of(visitor), datetime.now(UTC)
    with visitor.site.database.write() as session:
        for question in scan.asked:
            code = next(iter(scan.questionnaire.values_of(question)))
            session.add(AnswerRow(scan_id=scan.id, question_id=question.id, code=code, answered_at=now))
    return visitor


def finisher(site: FastAPI, **company: str) -> Visitor:
    visitor = answerer(site, **company)
    assert not scans.finish_scan(visitor.site.database, scan_of(visitor), now=datetime.now(UTC))
    return visitor


def planner(site: FastAPI, **company: str) -> Visitor:
    """Return a finisher who left a step out of the plan."""
    visitor = finisher(site, **company)
    scan = scan_of(visitor)
    first = scan.report.plan[0].action
    plans.drop_action(visitor.site.database, scan, first.id, now=datetime.now(UTC))
    return visitor


def secret_of(visitor: Visitor) -> str:
    return visitor.client.cookies["scan"]


def scan_of(visitor: Visitor) -> Scan:
    return scans.get_scan(visitor.site.database, visitor.site.published, secret_of(visitor))


def contents(database: Database) -> Contents:
    """Return every row of every table, but for the text of questionnaires: their hash says as much."""
    found: Contents = {}
    with database.engine.connect() as connection:
        for table in SQLModel.metadata.sorted_tables:
            columns = [column for column in table.columns if column.name != "document"]
            rows = connection.execute(select(*columns).order_by(*table.primary_key)).mappings()
            found[table.name] = [dict(row) for row in rows]
    return found


def asked(site: FastAPI, *methods: str) -> Iterator[tuple[str, APIRoute]]:
    """Yield every route by these methods, or by those of pages and forms."""
    for route in stranger(site).routes:
        if isinstance(route, APIRoute):
            for method in sorted((route.methods or set()) & set(methods or ("GET", "POST", "PUT", "PATCH", "DELETE"))):
                yield method, route


def ask(
    visitor: Visitor,
    method: str,
    route: APIRoute,
    secret: str = "x",
    *,
    places: Mapping[str, str] | None = None,
    **form: str,
) -> Response:
    path = route.path.format_map({**NOWHERE, "secret": secret, **(places or {})})
    data = {**FORMS.get(route.path, {}), **form} if method == "POST" else None
    headers = {"origin": ORIGIN}
    reply = visitor.client.request(method, path, data=data, headers=headers, follow_redirects=False)
    return Page(reply).response if reply.content else reply

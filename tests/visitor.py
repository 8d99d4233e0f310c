"""Someone who visits the site with a browser of their own: follows links, fills in forms, gets checked pages."""

from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import urlsplit

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from fastapi.testclient import TestClient
from starlette.routing import BaseRoute

from app.domain.question import Question
from app.domain.questionnaire import Questionnaire
from app.services import scans
from app.web.consent import current_consent
from app.web.site import Site
from tests.page import Page

ORIGIN = "http://127.0.0.1:8000"
COMPANY = {
    "sector": "installatietechniek",
    "size": "2-9",
    "municipality": "Deventer",
    "family_business": "yes",
    "goal": "krapte",
    "may_count": "yes",
    "consent_version": current_consent().version,
}


class Visitor:
    def __init__(self, client: TestClient) -> None:
        self.client = client

    @property
    def site(self) -> Site:
        site: Site = self._app.state.site
        return site

    @property
    def routes(self) -> list[BaseRoute]:
        return [context.original_route for context in iter_route_contexts(self._app.routes)]

    @property
    def _app(self) -> FastAPI:
        assert isinstance(self.client.app, FastAPI)
        return self.client.app

    def get(self, path: str) -> Page:
        return Page(self.client.get(path))

    def post(self, path: str, form: Mapping[str, str], **headers: str) -> Page:
        """Send a form as a browser does from a page of this site; `headers` change what it says of itself."""
        said = {"origin": ORIGIN} | {name.replace("_", "-"): value for name, value in headers.items()}
        return Page(self.client.post(path, data=dict(form), headers=said))

    def start(self, **company: str) -> Page:
        return self.post("/start", COMPANY | company)

    def change_company(self, **changes: str) -> Page:
        """Open the company profile, change these fields of it and save."""
        return self.post("/scan/bedrijf", self.get("/scan/bedrijf").filled_in() | changes)

    def answer_all(self, number: int = 2) -> Page:
        """Answer every question with the option of this number, from 0, and return the page after the last."""
        path = self.get("/scan/verder").path
        while path.startswith("/scan/vraag/"):
            path = self._answer(path, number)
        return self.get(path)

    def _answer(self, path: str, number: int) -> str:
        """Answer without a look at the page that follows, which takes most of the time. Return its path."""
        content = self.site.questionnaire
        question = content.question_by_id[path.rpartition("/")[2]]
        form = {"answer": _code(content, question, number)}
        response = self.client.post(path, data=form, headers={"origin": ORIGIN}, follow_redirects=False)
        return urlsplit(response.headers["location"]).path

    def finish(self, number: int = 2, **company: str) -> Page:
        """Start, have every question answered as `answer_all` does, and return the result."""
        self.start(**company)
        self._store_answers(number)
        return self.post("/scan/controle", {})

    def _store_answers(self, number: int) -> None:
        """Store what `answer_all` would send. Its requests would take half the time of many tests."""
        site, now = self.site, datetime.now(UTC)
        scan = scans.get_scan(site.database, site.published, self.client.cookies[site.cookie])
        while scan.open_core:
            question = scan.open_core[0]
            code = _code(scan.questionnaire, question, number)
            scan = scans.save_answer(site.database, scan, question_id=question.id, code=code, now=now)


def _code(content: Questionnaire, question: Question, number: int) -> str:
    return [*content.values_of(question), *question.allows][number]

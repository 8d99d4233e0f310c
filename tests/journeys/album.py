"""Every type of page as the site sends it, also the pages that only an error or a second tab gives."""

from collections.abc import Callable

from fastapi import FastAPI
from httpx2 import Response
from playwright.sync_api import Page as Sheet
from playwright.sync_api import Route

from app.services import plans
from app.services.opening import MOST_FAILURES
from tests.conftest import NOW
from tests.faults.breaking import moved, read_only
from tests.journeys.breakdown_pages import BREAKDOWNS
from tests.journeys.campaign_pages import CAMPAIGNS
from tests.journeys.desk_pages import DESK
from tests.journeys.glance_pages import GLANCES
from tests.journeys.like_you_pages import LIKE_YOU
from tests.journeys.open_data_pages import OPEN_DATA
from tests.journeys.outcomes_paper_pages import OUTCOMES_PAPERS
from tests.journeys.shared_pages import SHARED
from tests.journeys.trend_pages import TRENDS
from tests.page import Page
from tests.visitor import COMPANY
from tests.web.whole_site import (
    FORMS,
    ORIGIN,
    TOLD,
    answerer,
    beginner,
    finisher,
    planner,
    scan_of,
    secret_of,
    stranger,
)

QUESTION = "/scan/vraag/planning"
PLAN = "/scan/plan"
FIGURES = "/scan/cijfers"
TOLD_FIGURES = FORMS[FIGURES] | {"year": "2025"}
_MISTAKES = {"municipality": "Devnter", "company_name": "x" * 200, "kvk": "123"}
_FAULT = "/stuk"

Make = Callable[[FastAPI], Page]


def _question_after_a_second_tab(site: FastAPI) -> Page:
    visitor = beginner(site)
    stale = visitor.get(QUESTION).filled_in()
    visitor.post(QUESTION, {"answer": "b"})
    return visitor.post(QUESTION, stale | {"answer": "c"})


def _company_after_a_second_tab(site: FastAPI) -> Page:
    visitor = beginner(site)
    stale = visitor.get("/scan/bedrijf").filled_in()
    visitor.change_company(size="10-49", company_name="De Vries", kvk="87654321")
    return visitor.post("/scan/bedrijf", stale | {"goal": "groei", "company_name": "Jansen", "kvk": "11112222"})


def _form_of_another_scan(site: FastAPI) -> Page:
    return beginner(site).post(QUESTION, {"answer": "b", "scan": "x"})


def _result(site: FastAPI, answer: str) -> Page:
    visitor = beginner(site)
    page = visitor.get("/scan/verder")
    while page.path.startswith("/scan/vraag/"):
        codes = page.values("answer")
        page = visitor.post(page.path, {"answer": answer if answer in codes else codes[0]})
    return visitor.post("/scan/controle", {})


def _result_with_gaps(site: FastAPI) -> Page:
    visitor = finisher(site)
    for question in ("planning", "automatisering", "ai"):
        visitor.post(f"/scan/vraag/{question}", {"answer": "unknown"})
    return visitor.get("/scan/resultaat")


def _result_after_a_drop(site: FastAPI) -> Page:
    visitor = planner(site)
    (dropped,) = scan_of(visitor).choices.dropped
    return visitor.post("/scan/plan/weglaten", {"action": dropped})


def _result_without_a_plan(site: FastAPI) -> Page:
    visitor = planner(site)
    scan = scan_of(visitor)
    for action in scan.questionnaire.actions:
        plans.drop_action(visitor.site.database, scan, action.id, now=NOW)
    return visitor.get("/scan/resultaat")


def _plan_after_a_second_tab(site: FastAPI) -> Page:
    visitor = planner(site)
    stale = visitor.get(PLAN).filled_in()
    visitor.post(PLAN, stale | {"goal": "kosten", "target_technologie": "onderweg"})
    return visitor.post(PLAN, stale | {"goal": "groei"})


def _report_with_a_number(site: FastAPI) -> Page:
    visitor = finisher(site)
    visitor.post(FIGURES, TOLD_FIGURES)
    return visitor.get("/scan/rapport")


def _too_many_guesses(site: FastAPI) -> Page:
    guesser = stranger(site, at="10.0.0.9")
    return [guesser.post(f"/verder/fout{number}", {}) for number in range(MOST_FAILURES)][-1]


def _fault(site: FastAPI) -> Page:
    if _FAULT not in {getattr(route, "path", "") for route in stranger(site).routes}:
        site.add_api_route(_FAULT, lambda: int("x"))
    return stranger(site, catches=True).get(_FAULT)


def _storage_away(site: FastAPI) -> Page:
    visitor = beginner(site)
    with moved(visitor.site.database):
        return visitor.get("/scan/bedrijf")


def _storage_read_only(site: FastAPI) -> Page:
    visitor = beginner(site)
    with read_only(visitor.site.database):
        return visitor.post("/scan/bedrijf", COMPANY | TOLD)


PAGES: dict[str, Make] = {
    "home": lambda site: stranger(site).get("/"),
    "home_with_a_scan": lambda site: beginner(site).get("/"),
    "start": lambda site: stranger(site).get("/start"),
    "start_with_a_scan": lambda site: beginner(site).get("/start"),
    "start_with_errors": lambda site: stranger(site).post("/start", _MISTAKES),
    "company": lambda site: beginner(site).get("/scan/bedrijf"),
    "company_with_errors": lambda site: beginner(site).post("/scan/bedrijf", _MISTAKES | {"sector": "x"}),
    "company_after_a_second_tab": _company_after_a_second_tab,
    "question": lambda site: answerer(site).get(QUESTION),
    "question_from_check": lambda site: answerer(site).get("/scan/vraag/automatisering?controle=1"),
    "question_with_an_error": lambda site: beginner(site).post(QUESTION, {}),
    "question_after_a_second_tab": _question_after_a_second_tab,
    "overview": lambda site: beginner(site).get("/scan/overzicht"),
    "overview_with_a_choice": lambda site: answerer(site).get("/scan/overzicht"),
    "check": lambda site: answerer(site).get("/scan/controle"),
    "check_with_errors": lambda site: beginner(site).post("/scan/controle", {}),
    "result": lambda site: _result(site, "c"),
    "result_low": lambda site: _result(site, "a"),
    "result_with_gaps": _result_with_gaps,
    "result_without_scores": lambda site: _result(site, "unknown"),
    "result_after_a_drop": _result_after_a_drop,
    "result_without_a_plan": _result_without_a_plan,
    "plan": lambda site: planner(site).get(PLAN),
    "plan_with_errors": lambda site: planner(site).post(PLAN, {"target_technologie": "x"}),
    "plan_after_a_second_tab": _plan_after_a_second_tab,
    "figures": lambda site: finisher(site).get(FIGURES),
    "figures_with_errors": lambda site: finisher(site).post(FIGURES, {"turnover": "veel", "persons": "0"}),
    "figures_with_a_question": lambda site: finisher(site).post(FIGURES, TOLD_FIGURES | {"hours_worked": "5"}),
    "result_with_a_number": lambda site: finisher(site).post(FIGURES, TOLD_FIGURES),
    "report": lambda site: finisher(site).get("/scan/rapport"),
    "report_with_a_number": _report_with_a_number,
    "report_in_short": lambda site: finisher(site).get("/scan/rapport-kort"),
    "saved": lambda site: beginner(site).get("/scan/bewaren"),
    "saved_with_an_error": lambda site: beginner(site).post("/scan/bewaren", {"email": "geen adres"}),
    "mailed": lambda site: finisher(site).get("/scan/bewaren/gemaild"),
    "return": lambda site: stranger(site).get(f"/verder/{secret_of(beginner(site))}"),
    "close": lambda site: beginner(site).get("/scan/sluiten"),
    "closed": lambda site: stranger(site).get("/gesloten"),
    "delete": lambda site: beginner(site).get("/scan/verwijderen"),
    "deleted": lambda site: stranger(site).get("/verwijderd"),
    "privacy": lambda site: beginner(site).get("/privacy"),
    "accessibility": lambda site: stranger(site).get("/toegankelijkheid"),
    "method": lambda site: stranger(site).get("/methode"),
    "desk": lambda site: beginner(site).get("/vraag"),
    "cookies": lambda site: stranger(site).get("/cookies-en-javascript"),
    "bad_request_400": lambda site: beginner(site).post(QUESTION, {"answer": "x" * 100_000}),
    "forbidden_403": lambda site: beginner(site).post(QUESTION, {"answer": "b"}, origin="https://elders.example"),
    "no_scan_404": lambda site: stranger(site).get("/scan/resultaat"),
    "not_found_404": lambda site: stranger(site).get("/bestaat-niet"),
    "other_scan_409": _form_of_another_scan,
    "too_many_429": _too_many_guesses,
    "fault_500": _fault,
    "unavailable_503": _storage_away,
    "not_saved_503": _storage_read_only,
    **SHARED,
    **DESK,
    **OPEN_DATA,
    **CAMPAIGNS,
    **BREAKDOWNS,
    **GLANCES,
    **OUTCOMES_PAPERS,
    **LIKE_YOU,
    **TRENDS,
}
STATUS = {name: int(name[-3:]) for name in PAGES if name[-3:].isdigit()}


class Album:
    """The pages of one site, each made once, for a browser that never reaches a network."""

    def __init__(self, site: FastAPI) -> None:
        self._site = site
        self._made: dict[str, Page] = {}
        self._assets: dict[str, Response] = {}
        self.asked: list[str] = []

    def __getitem__(self, name: str) -> Page:
        if name not in self._made:
            self._made[name] = PAGES[name](self._site)
        return self._made[name]

    def show(self, name: str, sheet: Sheet) -> None:
        """Open a page in a browser, with its stylesheet and script; `asked` is what the browser asked for."""
        page = self[name]
        self.asked = []

        def answer(route: Route) -> None:
            self.asked.append(route.request.url)
            response = page.response if len(self.asked) == 1 else self._asset(route.request.url)
            route.fulfill(status=response.status_code, headers=dict(response.headers), body=response.content)

        sheet.unroute_all()
        sheet.route("**/*", answer)
        sheet.goto(ORIGIN + page.path)

    def _asset(self, address: str) -> Response:
        """Return a stylesheet, a script or whatever else pages share."""
        if address not in self._assets:
            self._assets[address] = stranger(self._site).client.get(address)
        return self._assets[address]

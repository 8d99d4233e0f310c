"""What handlers ask for: the site they belong to, the scan of this visitor, the time, a page to answer with."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, TypeVar

from fastapi import Depends, Query, Request
from fastapi.templating import Jinja2Templates
from secure import Secure
from starlette.responses import RedirectResponse, Response

from app.db.engine import Database
from app.domain.errors import OtherScanError, ScanNotFinishedError, ScanNotFoundError
from app.domain.organisation import Organisation
from app.domain.questionnaire import Questionnaire
from app.domain.scan import Scan
from app.rendering.pdf import PdfRenderer
from app.services import opening
from app.services.postman import Postman
from app.services.pseudonyms import visitor_token
from app.services.questionnaires import PublishedQuestionnaires
from app.services.reports import Reports
from app.services.reports_ahead import ReportsAhead
from app.settings import Settings
from app.web.forms import SubmittedForm
from app.web.metrics import Metrics

COOKIE_DAYS = 90
JUST_STARTED = "begonnen"
REWORDED = "anders"
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Site:
    """The parts of the running application."""

    settings: Settings
    secret_key: bytes
    database: Database
    questionnaire: Questionnaire
    organisation: Organisation
    published: PublishedQuestionnaires
    renderer: PdfRenderer
    reports: Reports
    ahead: ReportsAhead
    postman: Postman | None
    templates: Jinja2Templates
    headers: Secure
    metrics: Metrics

    @property
    def cookie(self) -> str:
        return "__Host-scan" if self.settings.is_https else "scan"


def at_once(find: Callable[[Request], Found]) -> Callable[[Request], Awaitable[Found]]:
    """Make a dependency of a function that waits for nothing. FastAPI would hand it to a thread, which takes longer."""

    async def find_at_once(request: Request) -> Found:
        return find(request)

    return find_at_once


def current_site(request: Request) -> Site:
    site: Site = request.app.state.site
    return site


CurrentSite = Annotated[Site, Depends(at_once(current_site))]


def current_time(_request: Request) -> datetime:
    return datetime.now(UTC)


Now = Annotated[datetime, Depends(at_once(current_time))]


def current_secret(request: Request) -> str:
    """Return the secret of the scan in this browser. Raises ScanNotFoundError."""
    secret = request.cookies.get(current_site(request).cookie)
    if not secret:
        raise ScanNotFoundError
    return secret


CurrentSecret = Annotated[str, Depends(at_once(current_secret))]


def current_visitor(request: Request) -> str:
    """Return a stand-in for the address of this visitor."""
    return visitor_token(current_site(request).secret_key, request.client.host if request.client else "")


CurrentVisitor = Annotated[str, Depends(at_once(current_visitor))]


def current_scan(request: Request) -> Scan:
    # It finds all of this itself: FastAPI works out anew what a dependency depends on wherever that is asked for.
    site, secret, now = current_site(request), current_secret(request), current_time(request)
    return opening.open_by_cookie(site.database, site.published, secret, visitor=current_visitor(request), now=now)


CurrentScan = Annotated[Scan, Depends(current_scan)]


async def posted_scan(scan: CurrentScan, form: SubmittedForm) -> Scan:
    """Return the scan that a form is about. Raises OtherScanError if another was opened in the browser since."""
    if form.get("scan", scan.mark) != scan.mark:
        raise OtherScanError
    return scan


PostedScan = Annotated[Scan, Depends(posted_scan)]


def finished_scan(scan: CurrentScan) -> Scan:
    """Return the scan if it has a result. Raises ScanNotFinishedError."""
    if not scan.is_finished:
        raise ScanNotFinishedError
    return scan


def finished_posted_scan(scan: PostedScan) -> Scan:
    """Return the scan that the form is of, if it has a result. Raises ScanNotFinishedError."""
    return finished_scan(scan)


FinishedScan = Annotated[Scan, Depends(finished_scan)]
FinishedPostedScan = Annotated[Scan, Depends(finished_posted_scan)]
FromCheck = Annotated[str, Query(alias="controle")]


def has_scan(request: Request) -> bool:
    return current_site(request).cookie in request.cookies


def page(request: Request, template: str, context: Mapping[str, object] | None = None, status: int = 200) -> Response:
    shown = {"has_scan": has_scan(request), **(context or {})}
    return current_site(request).templates.TemplateResponse(
        request, template, shown, status_code=status, headers={"Cache-Control": "no-store"}
    )


def see_other(
    request: Request, name: str, note: str = "", *, about: str = "1", at: str = "", **params: str
) -> RedirectResponse:
    """Answer a form: go and look at this page, with a note in its query for what it should tell, about what, and at
    which id.
    """
    query, place = (f"?{note}={about}" if note else ""), (f"#{at}" if at else "")
    address = request.app.url_path_for(name, **params) + query + place
    return RedirectResponse(address, status_code=303, headers={"Cache-Control": "no-store"})


def forget_scan(response: Response, site: Site) -> Response:
    """Close the scan in this browser."""
    response.delete_cookie(site.cookie, httponly=True, samesite="lax", secure=site.settings.is_https)
    return response


def forget_dead_scan(request: Request, response: Response) -> Response:
    """Forget the cookie that opened nothing: it counts as a guess, and so it counts once."""
    return forget_scan(response, current_site(request)) if has_scan(request) else response


def remember_scan(response: Response, site: Site, secret: str) -> Response:
    """Let this browser keep the scan open."""
    response.set_cookie(
        site.cookie,
        secret,
        max_age=COOKIE_DAYS * 24 * 3600,
        httponly=True,
        samesite="lax",
        secure=site.settings.is_https,
    )
    return response

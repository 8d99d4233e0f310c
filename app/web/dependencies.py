"""What handlers ask for: the site they belong to, the scan of this visitor, the time, a page to answer with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends, Request
from fastapi.templating import Jinja2Templates
from secure import Secure
from starlette.responses import RedirectResponse, Response

from app.db.engine import Database
from app.domain.errors import ScanNotFoundError
from app.domain.organisation import Organisation
from app.domain.questionnaire import Questionnaire
from app.rendering.pdf import PdfRenderer
from app.services import scans
from app.services.questionnaires import PublishedQuestionnaires
from app.services.scans import Scan
from app.settings import Settings

_COOKIE_SECONDS = 90 * 24 * 3600


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
    templates: Jinja2Templates
    headers: Secure

    @property
    def cookie(self) -> str:
        return "__Host-scan" if self.settings.is_https else "scan"


def current_site(request: Request) -> Site:
    site: Site = request.app.state.site
    return site


CurrentSite = Annotated[Site, Depends(current_site)]


def current_time() -> datetime:
    return datetime.now(UTC)


Now = Annotated[datetime, Depends(current_time)]


def current_secret(request: Request, site: CurrentSite) -> str:
    """Return the secret of the scan in this browser. Raises ScanNotFoundError."""
    secret = request.cookies.get(site.cookie)
    if not secret:
        raise ScanNotFoundError
    return secret


CurrentSecret = Annotated[str, Depends(current_secret)]


def current_scan(site: CurrentSite, secret: CurrentSecret) -> Scan:
    return scans.get_scan(site.database, site.published, secret)


CurrentScan = Annotated[Scan, Depends(current_scan)]


def has_scan(request: Request, site: CurrentSite) -> bool:
    return site.cookie in request.cookies


HasScan = Annotated[bool, Depends(has_scan)]


def page(request: Request, template: str, context: Mapping[str, object] | None = None, status: int = 200) -> Response:
    return current_site(request).templates.TemplateResponse(
        request, template, dict(context or {}), status_code=status, headers={"Cache-Control": "no-store"}
    )


def see_other(request: Request, name: str, **params: str) -> RedirectResponse:
    """Answer a form: go and look at this page."""
    return RedirectResponse(request.app.url_path_for(name, **params), status_code=303)


def forget_scan(response: Response, site: Site) -> Response:
    """Close the scan in this browser."""
    response.delete_cookie(site.cookie, httponly=True, samesite="lax", secure=site.settings.is_https)
    return response


def remember_scan(response: Response, site: Site, secret: str) -> Response:
    """Let this browser keep the scan open."""
    response.set_cookie(
        site.cookie, secret, max_age=_COOKIE_SECONDS, httponly=True, samesite="lax", secure=site.settings.is_https
    )
    return response

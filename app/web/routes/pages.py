"""Pages for everybody: what the scan is, who offers it, and what it does with data."""

from typing import Annotated

from fastapi import Depends, HTTPException, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from app.domain.dutch_days import day_of
from app.domain.errors import ScanNotFoundError, TooManyAttemptsError
from app.domain.scan import Scan
from app.rendering.method import method
from app.rendering.security_txt import security_txt
from app.services import sharing
from app.web.current_scan import current_scan
from app.web.dependencies import CurrentSite, Now
from app.web.home_page import home_page
from app.web.responses import page
from app.web.routing import page_router
from app.web.scan_cookie import COOKIE_DAYS, forget_dead_scan

router = page_router()

_FOR_ROBOTS = "User-agent: *\nDisallow: /scan/\nDisallow: /verder/\n"


def find_scan(request: Request) -> Scan | None:
    """Find the scan in this browser, for a page that can do without."""
    try:
        return current_scan(request)
    except (ScanNotFoundError, TooManyAttemptsError):
        return None


FoundScan = Annotated[Scan | None, Depends(find_scan)]


@router.get("/")
def show_home(request: Request, site: CurrentSite) -> Response:
    return home_page(request, site)


@router.get("/vraag")
def show_desk(request: Request, site: CurrentSite, scan: FoundScan, now: Now) -> Response:
    municipality = scan.profile.municipality if scan else None
    doors = site.operator.doors_for_questions(site.questionnaire.doors, municipality)
    advisers = sharing.find_advisers(site.database, municipality).near if scan and scan.is_finished else ()
    share = sharing.find_share(site.database, scan.id, today=day_of(now)) if scan else None
    shown = {
        "doors": doors,
        "is_near": bool(municipality),
        "has_scan": bool(scan),
        "advisers": advisers,
        "share": share,
    }
    response = page(request, "pages/desk.html", shown)
    return response if scan else forget_dead_scan(request, response)


@router.get("/methode")
def show_method(request: Request) -> Response:
    return page(request, "pages/method.html", {"method": method()})


@router.get("/methode/uitkomsten")
def show_outcomes_method(request: Request, site: CurrentSite) -> Response:
    return page(request, "pages/outcomes_method.html", {"page": site.outcomes_method})


@router.get("/privacy")
def show_privacy(request: Request) -> Response:
    return page(request, "pages/privacy.html", {"cookie_days": COOKIE_DAYS})


@router.get("/cookies-en-javascript")
def show_cookies(request: Request, site: CurrentSite) -> Response:
    names = {"scan_cookie": site.cookie, "account_cookie": site.account_cookie}
    return page(request, "pages/cookies.html", {"cookie_days": COOKIE_DAYS, **names})


@router.get("/toegankelijkheid")
def show_accessibility(request: Request) -> Response:
    return page(request, "pages/accessibility.html")


@router.get("/gesloten")
def show_closed(request: Request) -> Response:
    return page(request, "owner/closed.html")


@router.get("/verwijderd")
def show_deleted(request: Request) -> Response:
    return page(request, "owner/deleted.html")


@router.get("/.well-known/security.txt")
def show_security_txt(request: Request, site: CurrentSite, now: Now) -> Response:
    contact = site.operator.security
    if contact is None or not contact.addresses:
        raise HTTPException(404)
    canonical = site.settings.origin + request.app.url_path_for("show_security_txt")
    return PlainTextResponse(security_txt(contact.addresses, canonical=canonical, now=now))


@router.get("/security.txt")
def find_security_txt(request: Request) -> Response:
    return RedirectResponse(request.app.url_path_for("show_security_txt"), status_code=301)


@router.get("/robots.txt")
def show_robots_txt() -> Response:
    return PlainTextResponse(_FOR_ROBOTS)

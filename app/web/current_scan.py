"""The scan that a visitor has open, as handlers ask for it: to read, to change, or with its result."""

from typing import Annotated

from fastapi import Depends, Request

from app.domain.account import Account
from app.domain.errors import OtherScanError, ScanNotFinishedError, ScanNotFoundError
from app.domain.scan import Scan
from app.services import joint_visits, opening
from app.services.joint_visits import Visit
from app.services.visit_tokens import is_visit_token
from app.web.dependencies import current_time, current_visitor
from app.web.forms import SubmittedForm
from app.web.site import current_site


def current_visit(request: Request) -> Visit | None:
    """Return the visit for which this browser has a scan open, None for an owner. Raises VisitOverError."""
    site = current_site(request)
    cookie = request.cookies.get(site.cookie, "")
    if not is_visit_token(cookie):
        return None
    if not hasattr(request.state, "visit"):
        request.state.visit = joint_visits.open_visit(
            site.database,
            cookie,
            session_token=request.cookies.get(site.account_cookie),
            secret_key=site.secret_key,
            now=current_time(request),
        )
    visit: Visit = request.state.visit
    return visit


def current_secret(request: Request) -> str:
    """Return the secret of the scan in this browser. Raises ScanNotFoundError."""
    visit = current_visit(request)
    secret = visit.secret if visit else request.cookies.get(current_site(request).cookie)
    if not secret:
        raise ScanNotFoundError
    return secret


def current_scan(request: Request) -> Scan:
    # It finds all of this itself: FastAPI works out anew what a dependency depends on wherever that is asked for.
    site, secret, now = current_site(request), current_secret(request), current_time(request)
    return opening.open_by_cookie(site.database, site.published, secret, visitor=current_visitor(request), now=now)


CurrentScan = Annotated[Scan, Depends(current_scan)]


async def opened_secret(request: Request, _scan: CurrentScan) -> str:
    # The scan comes first: it was looked for in a thread, with all that this asks of the database.
    return current_secret(request)


async def opened_visit(request: Request, _scan: CurrentScan) -> Visit | None:
    return current_visit(request)


CurrentSecret = Annotated[str, Depends(opened_secret)]
CurrentVisit = Annotated[Visit | None, Depends(opened_visit)]


async def adviser_beside(visit: CurrentVisit) -> Account | None:
    return visit.adviser if visit else None


# Who fills in the scan together with its owner, for the log.
AdviserBeside = Annotated[Account | None, Depends(adviser_beside)]


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

"""The ways to leave: closing the scan in this browser, and deleting it everywhere."""

from fastapi import Request
from starlette.responses import Response

from app.domain.dutch_days import day_of
from app.rendering.letters import removed_letter
from app.services import joint_visits, scans, sharing
from app.web.current_scan import AdviserBeside, CurrentScan, CurrentVisit, PostedScan
from app.web.dependencies import CurrentSite, Now
from app.web.responses import clear_pages, page, see_other
from app.web.routing import page_router
from app.web.scan_cookie import forget_scan

router = page_router()


@router.get("/scan/sluiten")
def show_closing(request: Request, scan: CurrentScan, visit: CurrentVisit) -> Response:
    return page(request, "adviser/together_close.html" if visit else "owner/close.html", {"scan": scan})


@router.post("/scan/sluiten")
def close_scan(request: Request, site: CurrentSite, visit: CurrentVisit, now: Now) -> Response:
    if visit:
        joint_visits.end_visit(site.database, visit, now=now)
    return clear_pages(forget_scan(see_other(request, "show_together_ended" if visit else "show_closed"), site))


@router.get("/scan/verwijderen")
def show_deletion(request: Request, site: CurrentSite, scan: CurrentScan, now: Now) -> Response:
    share = sharing.find_share(site.database, scan.id, today=day_of(now))
    return page(request, "owner/delete.html", {"scan": scan, "share": share, "tells": site.postman is not None})


@router.post("/scan/verwijderen")
def delete_scan(request: Request, site: CurrentSite, scan: PostedScan, beside: AdviserBeside, now: Now) -> Response:
    letter = removed_letter() if site.postman else None
    scans.delete_scan(site.database, scan.id, letter=letter, beside=beside, now=now)
    if site.postman:
        site.postman.wake()
    return forget_scan(see_other(request, "show_deleted"), site)

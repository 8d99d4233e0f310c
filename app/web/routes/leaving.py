"""The ways to leave: closing the scan in this browser, and deleting it everywhere."""

from fastapi import Request
from starlette.responses import Response

from app.services import scans
from app.web.dependencies import CurrentScan, CurrentSite, Now, PostedScan
from app.web.responses import page, see_other
from app.web.routing import page_router
from app.web.scan_cookie import forget_scan

router = page_router()


@router.get("/scan/sluiten")
def show_closing(request: Request, scan: CurrentScan) -> Response:
    return page(request, "owner/close.html")


@router.post("/scan/sluiten")
def close_scan(request: Request, site: CurrentSite, scan: CurrentScan) -> Response:
    response = forget_scan(see_other(request, "show_closed"), site)
    # The pages that a browser keeps to go back to, go too; over plain http it may do nothing.
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@router.get("/scan/verwijderen")
def show_deletion(request: Request, scan: CurrentScan) -> Response:
    return page(request, "owner/delete.html", {"scan": scan})


@router.post("/scan/verwijderen")
def delete_scan(request: Request, site: CurrentSite, scan: PostedScan, now: Now) -> Response:
    scans.delete_scan(site.database, scan.id, now=now)
    return forget_scan(see_other(request, "show_deleted"), site)

"""The owner reads who looked at a scan."""

from fastapi import Request
from starlette.responses import Response

from app.services import audit
from app.web.current_scan import CurrentScan
from app.web.dependencies import CurrentSite
from app.web.log_page import log_page
from app.web.responses import page
from app.web.routing import page_router

router = page_router()


@router.get("/scan/logboek")
def show_log(request: Request, site: CurrentSite, scan: CurrentScan) -> Response:
    lines = audit.log_of_scan(site.database, scan.id)
    return page(request, "owner/log.html", {"page": log_page(lines)})

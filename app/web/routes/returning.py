"""Coming back to a scan with its link."""

import re

from fastapi import Request
from starlette.responses import Response

from app.services import opening
from app.web.dependencies import CurrentSite, CurrentVisitor, Now
from app.web.responses import page, see_other
from app.web.routing import page_router
from app.web.scan_cookie import has_visit_to, remember_scan

router = page_router()

_NEVER_IN_SECRETS = re.compile(r"[^A-Za-z0-9_-]")


@router.get("/verder/{secret}")
def show_return(request: Request, secret: str) -> Response:
    if has_visit_to(request, secret):
        return see_other(request, "continue_scan")
    return page(request, "owner/return.html")


@router.post("/verder/{secret}")
def open_scan(request: Request, site: CurrentSite, secret: str, visitor: CurrentVisitor, now: Now) -> Response:
    # A link from paper or from a letter may have spaces between groups, and the quote or stop behind it.
    secret = _NEVER_IN_SECRETS.sub("", secret)
    opening.open_by_link(site.database, site.published, secret, visitor=visitor, now=now)
    opened = see_other(request, "continue_scan")
    # During a visit the link stands on the screen of the adviser, who may not keep it.
    return opened if has_visit_to(request, secret) else remember_scan(opened, site, secret)

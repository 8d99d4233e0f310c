"""Owners see what their advisers share with them, and respond to it."""

from fastapi import Request
from starlette.responses import Response

from app.web.dependencies import CurrentScan
from app.web.responses import page
from app.web.routing import page_router

router = page_router()


@router.get("/scan/adviseur")
def show_from_adviser(request: Request, scan: CurrentScan) -> Response:
    return page(request, "owner/from_adviser.html", {"scan": scan})

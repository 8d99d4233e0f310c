"""Advisers read what happened at a case."""

from fastapi import Request
from starlette.responses import Response

from app.web.current_case import CurrentCase
from app.web.responses import page
from app.web.routing import page_router

router = page_router()


@router.get("/adviseur/dossiers/{key}/tijdlijn")
def show_timeline(request: Request, case: CurrentCase) -> Response:
    return page(request, "adviser/timeline.html", {"case": case})

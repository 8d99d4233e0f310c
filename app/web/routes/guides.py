"""Advisers prepare the talk with an owner."""

from fastapi import Request
from starlette.responses import Response

from app.web.current_case import CurrentCase
from app.web.responses import page
from app.web.routing import page_router

router = page_router()


@router.get("/adviseur/dossiers/{key}/gespreksgids")
def show_guide(request: Request, case: CurrentCase) -> Response:
    return page(request, "adviser/guide.html", {"case": case})

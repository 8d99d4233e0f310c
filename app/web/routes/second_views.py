"""Advisers write what they would answer, beside the answers of the owner, and share that."""

from fastapi import Request
from starlette.responses import Response

from app.web.current_case import CurrentCase
from app.web.responses import page
from app.web.routing import page_router

router = page_router()


@router.get("/adviseur/dossiers/{key}/blik")
def show_second_views(request: Request, case: CurrentCase) -> Response:
    return page(request, "adviser/second_views.html", {"case": case})

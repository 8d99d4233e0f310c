"""Advisers write notes at a case."""

from fastapi import Request
from starlette.responses import Response

from app.web.current_case import CurrentCase
from app.web.responses import page
from app.web.routing import page_router

router = page_router()


@router.get("/adviseur/dossiers/{key}/notities")
def show_notes(request: Request, case: CurrentCase) -> Response:
    return page(request, "adviser/notes.html", {"case": case})

"""Advisers keep what was agreed with the owner of a case."""

from fastapi import Request
from starlette.responses import Response

from app.web.current_case import CurrentCase
from app.web.responses import page
from app.web.routing import page_router

router = page_router()


@router.get("/adviseur/dossiers/{key}/afspraken")
def show_agreed_actions(request: Request, case: CurrentCase) -> Response:
    return page(request, "adviser/agreed_actions.html", {"case": case})

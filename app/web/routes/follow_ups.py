"""Advisers see whom to call today, and record how it goes."""

from fastapi import Request
from starlette.responses import Response

from app.web.current_case import CurrentCase
from app.web.responses import page
from app.web.routing import page_router

router = page_router()


@router.get("/adviseur/opvolgen")
def show_due(request: Request) -> Response:
    return page(request, "adviser/due.html")


@router.get("/adviseur/dossiers/{key}/opvolging")
def show_follow_up(request: Request, case: CurrentCase) -> Response:
    return page(request, "adviser/follow_up.html", {"case": case})

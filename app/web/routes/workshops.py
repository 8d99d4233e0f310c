"""Advisers hold workshops, in which owners fill in their own scan."""

from fastapi import Request
from starlette.responses import Response

from app.web.responses import page
from app.web.routing import page_router

router = page_router()


@router.get("/adviseur/workshops")
def show_workshops(request: Request) -> Response:
    return page(request, "adviser/workshops.html")

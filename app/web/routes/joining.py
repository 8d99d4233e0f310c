"""Owners join a workshop with the code that the adviser tells them."""

from fastapi import Request
from starlette.responses import Response

from app.web.responses import page
from app.web.routing import page_router

router = page_router()


@router.get("/workshop")
def show_joining(request: Request) -> Response:
    return page(request, "owner/join.html")

"""Organisations and their accounts."""

from fastapi import Request
from starlette.responses import Response

from app.web.responses import page
from app.web.routing import page_router

router = page_router()


@router.get("/beheer")
def show_admin(request: Request) -> Response:
    return page(request, "admin/home.html")

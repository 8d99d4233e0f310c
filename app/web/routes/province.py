"""The pages of a province."""

from fastapi import Request
from starlette.responses import Response

from app.web.responses import page
from app.web.routing import page_router

router = page_router()


@router.get("/provincie")
def show_province(request: Request) -> Response:
    return page(request, "province/home.html")

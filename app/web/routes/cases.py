"""The cases of an adviser organisation."""

from fastapi import Request
from starlette.responses import Response

from app.web.responses import page
from app.web.routing import page_router

router = page_router()


@router.get("/adviseur")
def show_cases(request: Request) -> Response:
    return page(request, "adviser/cases.html")

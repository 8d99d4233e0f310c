"""Advisers see all their cases together."""

from fastapi import Request
from starlette.responses import Response

from app.web.responses import page
from app.web.routing import page_router

router = page_router()


@router.get("/adviseur/portefeuille")
def show_portfolio(request: Request) -> Response:
    return page(request, "adviser/portfolio.html")

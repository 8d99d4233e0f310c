"""One's own account."""

from fastapi import Request
from starlette.responses import Response

from app.web.responses import page
from app.web.routing import page_router

router = page_router()


@router.get("/account")
def show_account(request: Request) -> Response:
    return page(request, "account/account.html")

"""The pages of a province."""

from fastapi import Request
from starlette.responses import Response

from app.web.responses import page
from app.web.routing import page_router
from app.web.signed_in import CurrentAccount

router = page_router()


@router.get("/provincie")
def show_province(request: Request, account: CurrentAccount) -> Response:
    return page(request, "province/home.html", {"organisation": account.organisation})

"""Signing in, with a password and a code of an authenticator app."""

from fastapi import Request
from starlette.responses import Response

from app.web.responses import page
from app.web.routing import page_router

router = page_router()


@router.get("/inloggen")
def show_sign_in(request: Request) -> Response:
    return page(request, "account/sign_in.html")

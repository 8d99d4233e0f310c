"""Where somebody goes after signing in: back to the page they came for, or to the first page of their kind."""

import re
from collections.abc import Mapping

from fastapi import FastAPI, Request
from fastapi.routing import APIRoute, iter_route_contexts
from starlette.responses import Response

from app.domain.account import Account
from app.web.notes import Note
from app.web.responses import go_to
from app.web.signed_in import HOMES

_PATH = re.compile(r"/(?:adviseur|provincie|beheer|account|scan)(?:/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*")
_QUERY = re.compile(r"[A-Za-z0-9_.~%=&+-]*")


def address_of(request: Request) -> str:
    """Return the path and the query of the page that is asked for."""
    path, query = request.url.path, request.url.query
    return f"{path}?{query}" if query else path


def wanted_address(app: FastAPI, said: Mapping[str, str]) -> str:
    """Return the address of the page that a query or a form says one came for, or nothing if it is none of ours."""
    address = said.get(Note.BACK_TO, "")
    path, _, query = address.partition("?")
    return address if _PATH.fullmatch(path) and _QUERY.fullmatch(query) and _is_page(app, path) else ""


def _is_page(app: FastAPI, path: str) -> bool:
    routes = (context.original_route for context in iter_route_contexts(app.routes))
    return any(
        isinstance(route, APIRoute) and "GET" in (route.methods or ()) and route.path_regex.fullmatch(path)
        for route in routes
    )


def go_on(request: Request, account: Account, wanted: str) -> Response:
    return go_to(wanted or home_of(request, account))


def home_of(request: Request, account: Account) -> str:
    return str(request.app.url_path_for(HOMES[account.kind]))

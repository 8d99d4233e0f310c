"""The kind of route that pages have."""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter
from fastapi.routing import APIRoute


class PageRoute(APIRoute):
    """A route that answers HEAD as it answers GET, for link checkers and monitors."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        methods = set(options.pop("methods", None) or ["GET"])
        super().__init__(path, endpoint, methods=methods | {"HEAD"} if "GET" in methods else methods, **options)


def page_router() -> APIRouter:
    """Make a router for pages, which stay out of the description of the API."""
    return APIRouter(route_class=PageRoute, include_in_schema=False)

"""The application as FastAPI makes it, but for how it finds the address of a page."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from fastapi import FastAPI
from fastapi.routing import RouteContext, iter_route_contexts
from starlette.datastructures import URLPath


class Application(FastAPI):
    """Finds the address of a page by its name at once: to ask each of some 250 routes took a tenth of desk pages."""

    def url_path_for(self, name: str, /, **path_params: Any) -> URLPath:
        address: URLPath = self._routes_by_name[name].url_path_for(name, **path_params)
        return address

    @cached_property
    def _routes_by_name(self) -> Mapping[str | None, RouteContext]:
        return {route.name: route for route in iter_route_contexts(self.routes)}

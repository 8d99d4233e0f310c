"""Writes a line about every request, counts it, and gives it the id that a visitor can pass on."""

import logging
import secrets
from time import perf_counter

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import bind_contextvars

from app.web.metrics import Metrics

log = logging.getLogger(__name__)


class RequestLog:
    """Middleware that never writes an address: only the pattern of the route, since `/verder/...` is a key."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status, request_id = perf_counter(), 500, secrets.token_hex(5)
        scope.setdefault("state", {})["request_id"] = request_id
        bind_contextvars(request_id=request_id)

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-ID"] = request_id
            await send(message)

        try:
            await self._app(scope, receive, send_with_id)
        finally:
            self._record(scope, status, perf_counter() - began)

    def _record(self, scope: Scope, status: int, seconds: float) -> None:
        route = _pattern(scope)
        self._metrics.requests.labels(route, f"{status // 100}xx").inc()
        self._metrics.request_seconds.labels(route).observe(seconds)
        milliseconds = round(seconds * 1000, 1)
        found = {"method": scope["method"], "route": route, "status": status, "milliseconds": milliseconds}
        log.info("request", extra=found)


def _pattern(scope: Scope) -> str:
    """Return the address of the route with names for its parts; that of the folder for a file; - for no route."""
    route = scope.get("route")
    return route.path if route else scope.get("root_path") or "-"

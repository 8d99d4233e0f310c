"""Which page an error gives: class, status and template in one table."""

from fastapi import FastAPI, Request
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from app.domain.errors import (
    QuestionNotShownError,
    RenderingBusyError,
    RenderingFailedError,
    ScanNotFinishedError,
    ScanNotFoundError,
)
from app.web.dependencies import current_site, page, see_other
from app.web.forms import BadFormError

_RETRY_SECONDS = "30"
_PAGES: dict[type[Exception], tuple[int, str]] = {
    ScanNotFoundError: (404, "errors/no_scan.html"),
    QuestionNotShownError: (404, "errors/not_found.html"),
    BadFormError: (400, "errors/bad_request.html"),
    RenderingBusyError: (503, "errors/busy.html"),
    RenderingFailedError: (503, "errors/busy.html"),
    OperationalError: (503, "errors/unavailable.html"),
    PoolTimeoutError: (503, "errors/unavailable.html"),
    Exception: (500, "errors/server_error.html"),
}
_HTTP_PAGES = {403: "errors/forbidden.html", 404: "errors/not_found.html"}


def show_error(request: Request, error: Exception) -> Response:
    status, template = next(_PAGES[kind] for kind in type(error).__mro__ if kind in _PAGES)
    response = page(request, template, {"kept": getattr(request.state, "form", {})}, status)
    if status == 500:
        # This page is made outside all middleware.
        current_site(request).headers.set_headers(response)
    if status == 503:
        response.headers["Retry-After"] = _RETRY_SECONDS
    return response


def show_http_error(request: Request, error: HTTPException) -> Response:
    response = page(request, _HTTP_PAGES.get(error.status_code, "errors/bad_request.html"), status=error.status_code)
    response.headers.update(error.headers or {})
    return response


def show_open_questions(request: Request, error: Exception) -> Response:
    return see_other(request, "continue_scan")


def add_error_pages(app: FastAPI) -> None:
    for kind in _PAGES:
        app.add_exception_handler(kind, show_error)
    app.add_exception_handler(ScanNotFinishedError, show_open_questions)
    app.add_exception_handler(HTTPException, show_http_error)  # type: ignore[arg-type]  # Starlette types it wider

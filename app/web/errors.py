"""Which page an error gives: class, status and template in one table."""

import logging
from datetime import timedelta
from math import ceil

from fastapi import FastAPI, Request
from sqlalchemy.exc import (
    DatabaseError,
    DataError,
    IntegrityError,
    InterfaceError,
    NotSupportedError,
    ProgrammingError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import Response

from app.domain.errors import (
    ActionNotFoundError,
    NotSignedInError,
    OtherKindError,
    OtherScanError,
    QuestionNotShownError,
    RenderingBusyError,
    RenderingFailedError,
    ScanNotFinishedError,
    ScanNotFoundError,
    StorageBusyError,
    ThemeNotFoundError,
    TooManyAttemptsError,
)
from app.web.forms import BadFormError
from app.web.notes import Note
from app.web.responses import page, see_other
from app.web.scan_cookie import forget_dead_scan
from app.web.signed_in import forget_account
from app.web.site import current_site

log = logging.getLogger(__name__)

_RETRY_SECONDS = "30"
_PAGES: dict[type[Exception], tuple[int, str]] = {
    ScanNotFoundError: (404, "errors/no_scan.html"),
    OtherScanError: (409, "errors/other_scan.html"),
    QuestionNotShownError: (404, "errors/not_found.html"),
    ThemeNotFoundError: (404, "errors/not_found.html"),
    ActionNotFoundError: (404, "errors/not_found.html"),
    NotSignedInError: (403, "errors/signed_out.html"),
    OtherKindError: (403, "errors/other_kind.html"),
    ClientDisconnect: (400, "errors/bad_request.html"),
    BadFormError: (400, "errors/bad_request.html"),
    RenderingBusyError: (503, "errors/busy.html"),
    RenderingFailedError: (503, "errors/busy.html"),
    StorageBusyError: (503, "errors/unavailable.html"),
    DatabaseError: (503, "errors/unavailable.html"),
    InterfaceError: (503, "errors/unavailable.html"),
    PoolTimeoutError: (503, "errors/unavailable.html"),
    # Of the errors of a database, these say that what we asked of it is wrong.
    DataError: (500, "errors/server_error.html"),
    IntegrityError: (500, "errors/server_error.html"),
    NotSupportedError: (500, "errors/server_error.html"),
    ProgrammingError: (500, "errors/server_error.html"),
    Exception: (500, "errors/server_error.html"),
}
_HTTP_PAGES = {403: "errors/forbidden.html", 404: "errors/not_found.html"}
# The route to the same report in the browser, for one that cannot be made as a PDF.
_TO_PRINT = {"download_report": "show_printable", "download_short_report": "show_short_printable"}


def show_error(request: Request, error: Exception, **shown: object) -> Response:
    status, template = next(_PAGES[kind] for kind in type(error).__mro__ if kind in _PAGES)
    sent = {"kept": getattr(request.state, "form", {}), "is_post": request.method == "POST", **shown}
    response = page(request, template, sent, status)
    if status == 500:
        # This page is made outside all middleware.
        current_site(request).headers.set_headers(response)
        response.headers["X-Request-ID"] = request.state.request_id
    if status == 503:
        response.headers["Retry-After"] = _RETRY_SECONDS
        log.warning("could not serve", exc_info=error)
    return response


def show_busy(request: Request, error: Exception) -> Response:
    asked = request.scope["route"].name
    return show_error(request, error, asked=asked, to_print=_TO_PRINT[asked])


def show_no_scan(request: Request, error: Exception) -> Response:
    if "secret" in request.path_params:
        return page(request, "errors/wrong_link.html", status=404)
    if Note.JUST_STARTED in request.query_params:
        return page(request, "errors/no_cookies.html", status=404)
    return forget_dead_scan(request, show_error(request, error))


def show_too_many(request: Request, error: TooManyAttemptsError) -> Response:
    shown = {"minutes": ceil(error.wait / timedelta(minutes=1))}
    response = page(request, "errors/too_many.html", shown, 429)
    response.headers["Retry-After"] = str(ceil(error.wait.total_seconds()))
    # A wrong link says nothing about the cookie.
    return response if "secret" in request.path_params else forget_dead_scan(request, response)


def ask_to_sign_in(request: Request, error: Exception) -> Response:
    """Send who looks to the page where one signs in, and keep what somebody typed meanwhile on a page of its own."""
    if request.method == "POST":
        return show_error(request, error)
    return forget_account(see_other(request, "show_sign_in"), current_site(request))


def pass_on(request: Request, error: Exception) -> Response:
    """Leave an error to the handler of last resort, which writes it in the log."""
    raise error


def show_http_error(request: Request, error: HTTPException) -> Response:
    response = page(request, _HTTP_PAGES.get(error.status_code, "errors/bad_request.html"), status=error.status_code)
    response.headers.update(error.headers or {})
    return response


def go_on_with_questions(request: Request, error: Exception) -> Response:
    return see_other(request, "continue_scan")


def add_error_pages(app: FastAPI) -> None:
    for kind, (status, _) in _PAGES.items():
        app.add_exception_handler(kind, pass_on if status == 500 else show_error)
    app.add_exception_handler(Exception, show_error)
    app.add_exception_handler(RenderingBusyError, show_busy)
    app.add_exception_handler(RenderingFailedError, show_busy)
    app.add_exception_handler(ScanNotFoundError, show_no_scan)
    app.add_exception_handler(NotSignedInError, ask_to_sign_in)
    app.add_exception_handler(TooManyAttemptsError, show_too_many)  # type: ignore[arg-type]  # Starlette types it wider
    app.add_exception_handler(ScanNotFinishedError, go_on_with_questions)
    app.add_exception_handler(HTTPException, show_http_error)  # type: ignore[arg-type]  # Starlette types it wider

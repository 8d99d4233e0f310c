"""Which page an error gives: class, status and template in one table."""

import logging
from collections.abc import Mapping
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
    AccountNotFoundError,
    ActionNotFoundError,
    CampaignNotFoundError,
    CaseNotFoundError,
    CasePartNotFoundError,
    LastAdminError,
    LinkUsedError,
    NotSharedError,
    NotSignedInError,
    OrganisationNotFoundError,
    OtherKindError,
    OtherScanError,
    OwnAccountError,
    PassOnNotFoundError,
    PasswordsBusyError,
    QuestionNotShownError,
    ReleaseNotFoundError,
    RenderingBusyError,
    RenderingFailedError,
    ScanNotFinishedError,
    ScanNotFoundError,
    StepNotOpenError,
    StorageBusyError,
    ThemeNotFoundError,
    TooManyAttemptsError,
    TooManyChangesError,
    TooManySignInsError,
    TooManyWishesError,
    VisitOverError,
    WorkshopNotFoundError,
)
from app.services.sessions import Stage
from app.web.api_answers import is_for_api, problem
from app.web.forms import SECRETS, BadFormError, typed_sentences
from app.web.notes import Note
from app.web.responses import go_to, page, see_other
from app.web.scan_cookie import forget_dead_scan
from app.web.signed_in import find_sign_in, forget_account
from app.web.site import current_site
from app.web.way_back import address_of, home_of

log = logging.getLogger(__name__)

_RETRY_SECONDS = "30"
_PAGES: dict[type[Exception], tuple[int, str]] = {
    ScanNotFoundError: (404, "errors/no_scan.html"),
    VisitOverError: (404, "errors/visit_over.html"),
    OtherScanError: (409, "errors/other_scan.html"),
    NotSharedError: (409, "errors/not_shared.html"),
    QuestionNotShownError: (404, "errors/not_found.html"),
    ThemeNotFoundError: (404, "errors/not_found.html"),
    ActionNotFoundError: (404, "errors/not_found.html"),
    CaseNotFoundError: (404, "errors/no_case.html"),
    CasePartNotFoundError: (404, "errors/no_case_part.html"),
    WorkshopNotFoundError: (404, "errors/no_workshop.html"),
    TooManyWishesError: (429, "errors/too_many_wishes.html"),
    TooManyChangesError: (429, "errors/too_many_changes.html"),
    PassOnNotFoundError: (404, "errors/no_pass_on.html"),
    ReleaseNotFoundError: (404, "errors/not_found.html"),
    OrganisationNotFoundError: (404, "errors/not_found.html"),
    AccountNotFoundError: (404, "errors/not_found.html"),
    CampaignNotFoundError: (404, "errors/not_found.html"),
    LastAdminError: (409, "errors/last_admin.html"),
    OwnAccountError: (409, "errors/own_account.html"),
    LinkUsedError: (404, "errors/link_used.html"),
    NotSignedInError: (403, "errors/signed_out.html"),
    OtherKindError: (403, "errors/other_kind.html"),
    ClientDisconnect: (400, "errors/bad_request.html"),
    BadFormError: (400, "errors/bad_request.html"),
    RenderingBusyError: (503, "errors/busy.html"),
    RenderingFailedError: (503, "errors/busy.html"),
    PasswordsBusyError: (503, "errors/unavailable.html"),
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
# Where one is with signing in.
_STEPS = {
    Stage.PASSWORD_GIVEN: "show_code",
    Stage.CHOOSING_PASSWORD: "show_password_choice",
    Stage.ADDING_APP: "show_app",
}
# Longer is said in hours.
_MOST_MINUTES = 90
_HTTP_PAGES = {403: "errors/forbidden.html", 404: "errors/not_found.html"}
# The route to the same report, guide or outcomes in the browser, for one that cannot be made as a PDF.
_TO_PRINT = {
    "download_report": "show_printable",
    "download_short_report": "show_short_printable",
    "download_guide": "show_guide",
    "download_outcomes": "show_outcomes_paper",
}


def show_error(request: Request, error: Exception, **shown: object) -> Response:
    status, template = next(_PAGES[kind] for kind in type(error).__mro__ if kind in _PAGES)
    response = problem(request, status) if is_for_api(request) else _error_page(request, template, status, shown)
    if status == 500:
        # This page is made outside all middleware.
        current_site(request).headers.set_headers(response)
        response.headers["X-Request-ID"] = request.state.request_id
    if status == 503:
        response.headers["Retry-After"] = _RETRY_SECONDS
        log.warning("could not serve", exc_info=error)
    return response


def _error_page(request: Request, template: str, status: int, shown: Mapping[str, object]) -> Response:
    typed: Mapping[str, str] = getattr(request.state, "form", {})
    kept = {name: value for name, value in typed.items() if name not in SECRETS}
    texts = {"kept": kept, "unsaved": typed_sentences(typed), "had_secrets": kept != typed}
    return page(request, template, {**texts, "is_post": request.method == "POST", **shown}, status)


def show_busy(request: Request, error: Exception) -> Response:
    asked, path_of = request.scope["route"].name, request.app.url_path_for
    to_print = path_of(_TO_PRINT[asked], **request.path_params) if asked in _TO_PRINT else None
    return show_error(request, error, again=path_of(asked, **request.path_params), to_print=to_print)


def show_no_scan(request: Request, error: Exception) -> Response:
    if "secret" in request.path_params:
        return page(request, "errors/wrong_link.html", status=404)
    if Note.JUST_STARTED in request.query_params:
        return page(request, "errors/no_cookies.html", status=404)
    return forget_dead_scan(request, show_error(request, error))


def show_visit_over(request: Request, error: Exception) -> Response:
    return forget_dead_scan(request, show_error(request, error))


def show_too_many(request: Request, error: TooManyAttemptsError) -> Response:
    shown = {"minutes": ceil(error.wait / timedelta(minutes=1))}
    is_workshop = request.url.path.startswith(request.app.url_path_for("show_joining"))
    template = "errors/too_many_codes.html" if is_workshop else "errors/too_many.html"
    response = page(request, template, shown, 429)
    response.headers["Retry-After"] = str(ceil(error.wait.total_seconds()))
    # A wrong link or code says nothing about the cookie.
    is_link = is_workshop or {"secret", "token"} & request.path_params.keys()
    return response if is_link else forget_dead_scan(request, response)


def ask_to_sign_in(request: Request, error: Exception) -> Response:
    """Send who looks to the page where one signs in, and keep what somebody typed meanwhile on a page of its own."""
    if request.method == "POST":
        return show_error(request, error)
    ask = see_other(request, "show_sign_in", Note.BACK_TO, about=address_of(request))
    return forget_account(ask, current_site(request))


def show_open_step(request: Request, error: Exception) -> Response:
    """Lead who comes too late or too early with a step of signing in to where they are."""
    sign_in = find_sign_in(request)
    if sign_in and sign_in.stage is Stage.VERIFIED:
        return go_to(home_of(request, sign_in.account))
    return see_other(request, _STEPS[sign_in.stage] if sign_in else "show_sign_in", Note.STEP_OVER)


def show_too_many_sign_ins(request: Request, error: TooManySignInsError) -> Response:
    minutes = ceil(error.wait / timedelta(minutes=1))
    hours = ceil(error.wait / timedelta(hours=1)) if minutes > _MOST_MINUTES else 0
    response = page(request, "errors/too_many_sign_ins.html", {"minutes": minutes, "hours": hours}, 429)
    response.headers["Retry-After"] = str(ceil(error.wait.total_seconds()))
    return response


def pass_on(request: Request, error: Exception) -> Response:
    """Leave an error to the handler of last resort, which writes it in the log."""
    raise error


def show_http_error(request: Request, error: HTTPException) -> Response:
    status = error.status_code
    template = _HTTP_PAGES.get(status, "errors/bad_request.html")
    response = problem(request, status) if is_for_api(request) else page(request, template, status=status)
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
    app.add_exception_handler(VisitOverError, show_visit_over)
    app.add_exception_handler(NotSignedInError, ask_to_sign_in)
    app.add_exception_handler(StepNotOpenError, show_open_step)
    app.add_exception_handler(TooManySignInsError, show_too_many_sign_ins)  # type: ignore[arg-type]  # Starlette types it wider
    app.add_exception_handler(TooManyAttemptsError, show_too_many)  # type: ignore[arg-type]  # Starlette types it wider
    app.add_exception_handler(ScanNotFinishedError, go_on_with_questions)
    app.add_exception_handler(HTTPException, show_http_error)  # type: ignore[arg-type]  # Starlette types it wider

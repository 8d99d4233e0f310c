"""Owners join a workshop with the code that the adviser shows them."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import Depends, Request
from starlette.responses import Response

from app.domain.company import Company
from app.domain.workshop import Invitation, code_from
from app.services import joining
from app.services.joining import Start
from app.services.pseudonyms import secret_from
from app.web.current_scan import PostedScan
from app.web.dependencies import CurrentSite, CurrentVisitor, Now
from app.web.forms import SubmittedForm, one_line
from app.web.join_page import InvitationPage, JoinPage, mark_of, new_mark, wrong_code
from app.web.notes import Note
from app.web.profile_form import read_company, read_profile
from app.web.profile_page import ProfilePage
from app.web.responses import page, see_other
from app.web.routing import page_router
from app.web.scan_cookie import has_own_scan, remember_scan
from app.web.site import Site

router = page_router()


def find_invitation(site: CurrentSite, visitor: CurrentVisitor, code: str, now: Now) -> Invitation | None:
    """Find the open workshop of the code in the address. Raises TooManyAttemptsError."""
    return joining.find_invitation(site.database, site.secret_key, code_from(code), visitor=visitor, now=now)


FoundInvitation = Annotated[Invitation | None, Depends(find_invitation)]


@router.get("/workshop")
def show_joining(request: Request) -> Response:
    return page(request, "owner/join.html", {"page": JoinPage()})


@router.post("/workshop")
def give_workshop_code(
    request: Request, site: CurrentSite, visitor: CurrentVisitor, form: SubmittedForm, now: Now
) -> Response:
    typed = one_line(form, "workshop")
    invitation = find_invitation(site, visitor, typed, now)
    if invitation is None:
        return page(request, "owner/join.html", {"page": wrong_code(typed)}, 422)
    return see_other(request, "show_invitation", code=invitation.code)


@router.get("/workshop/{code}")
def show_invitation(request: Request, invitation: FoundInvitation, code: str) -> Response:
    if invitation is None:
        return page(request, "owner/join.html", {"page": wrong_code(code)}, 404)
    shown = InvitationPage(invitation, has_own_scan=has_own_scan(request))
    return page(request, "owner/join_invitation.html", {"page": shown})


@router.get("/workshop/{code}/begin")
def show_begin(request: Request, site: CurrentSite, invitation: FoundInvitation, code: str) -> Response:
    if invitation is None:
        return page(request, "owner/join.html", {"page": wrong_code(code)}, 404)
    return _form(request, site, invitation, {"mark": new_mark()})


@router.post("/workshop/{code}/begin")
def begin_scan(
    request: Request, site: CurrentSite, invitation: FoundInvitation, form: SubmittedForm, now: Now
) -> Response:
    profile, errors = read_profile(form, site.questionnaire.profile)
    told, more_errors = read_company(form, site.secret_key)
    typed = {**form, "mark": mark_of(form)}
    if invitation is None:
        return _form(request, site, None, typed, status=404)
    if profile is None or told is None:
        return _form(request, site, invitation, typed, errors=errors | more_errors, status=422)
    code, company = invitation.code, Company(**told)
    secret = secret_from(site.secret_key, "workshop", f"{code} {typed['mark']}")
    started = joining.start_scan(site.database, site.questionnaire, code, profile, company, secret=secret, now=now)
    if started is Start.OVER:
        return _form(request, site, None, typed, status=404)
    if started is Start.NEW:
        site.metrics.scans_started.inc()
    return remember_scan(see_other(request, "continue_scan", Note.JUST_STARTED), site, secret)


def _form(
    request: Request,
    site: Site,
    invitation: Invitation | None,
    values: Mapping[str, str],
    *,
    errors: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    """Show the form of a company; without an invitation what was typed can still start a scan apart from it."""
    shown = ProfilePage(site.questionnaire.profile, values, errors=errors or {})
    return page(request, "owner/join_begin.html", {"page": shown, "invitation": invitation}, status)


@router.post("/workshop/{code}/meedoen")
def join_with_scan(
    request: Request, site: CurrentSite, scan: PostedScan, invitation: FoundInvitation, code: str, now: Now
) -> Response:
    if invitation is None or not joining.join_with(site.database, scan, invitation.code, now=now):
        return page(request, "owner/join.html", {"page": wrong_code(code)}, 404)
    return see_other(request, "continue_scan")

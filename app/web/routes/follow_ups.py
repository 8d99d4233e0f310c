"""Advisers see whom to call today, and record how it goes."""

from dataclasses import replace
from datetime import datetime

from fastapi import Request
from starlette.responses import Response

from app.domain.case import Case
from app.domain.case_search import Whose
from app.domain.dutch_days import day_of
from app.services import follow_ups
from app.services.case_events import last_event_of
from app.services.due_cases import find_due
from app.services.notes import notes_of
from app.web.current_case import CurrentCase, current_case
from app.web.dependencies import CurrentSite, Now
from app.web.due_page import DuePage
from app.web.follow_up_form import read_follow_up
from app.web.follow_up_page import CHANGES, FollowUpPage
from app.web.forms import SubmittedForm
from app.web.notes import Note
from app.web.responses import page, see_other
from app.web.routing import page_router
from app.web.signed_in import CurrentAccount
from app.web.site import Site

router = page_router()


@router.get("/adviseur/opvolgen")
def show_due(request: Request, site: CurrentSite, account: CurrentAccount, now: Now) -> Response:
    only_own, today = request.query_params.get("whose") == Whose.MINE, day_of(now)
    shown = DuePage(
        found=find_due(site.database, account, only_own=only_own, today=today),
        address=request.url.path,
        list_address=request.app.url_path_for("show_cases"),
        only_own=only_own,
        today=today,
    )
    return page(request, "adviser/due.html", {"page": shown})


@router.get("/adviseur/dossiers/{key}/opvolging")
def show_follow_up(request: Request, site: CurrentSite, case: CurrentCase, now: Now) -> Response:
    shown = replace(_page(site, case, now=now), is_recorded=Note.RECORDED in request.query_params)
    return page(request, "adviser/follow_up.html", {"case": case, "page": shown})


@router.post("/adviseur/dossiers/{key}/opvolging")
def record_follow_up(
    request: Request, site: CurrentSite, account: CurrentAccount, case: CurrentCase, form: SubmittedForm, now: Now
) -> Response:
    shown = replace(_page(site, case, now=now), values=form)
    told, errors = read_follow_up(form, shown.standing.actions, today=day_of(now))
    if errors:
        return page(request, "adviser/follow_up.html", {"case": case, "page": replace(shown, errors=errors)}, 422)
    if not follow_ups.record(site.database, case, told, by=account, seen=form.get("seen"), now=now):
        there = current_case(site, account, case.key, now)
        clash = last_event_of(site.database, there, CHANGES)
        shown = replace(_page(site, there, now=now), values=form, clash=clash)
        return page(request, "adviser/follow_up.html", {"case": there, "page": shown}, 409)
    return see_other(request, "show_follow_up", Note.RECORDED, key=case.key)


def _page(site: Site, case: Case, *, now: datetime) -> FollowUpPage:
    return FollowUpPage(
        case=case,
        standing=follow_ups.standing_of(site.database, case),
        earlier=follow_ups.follow_ups_of(site.database, case),
        notes=notes_of(site.database, case.id),
        today=day_of(now),
        can_mail=site.postman is not None,
    )

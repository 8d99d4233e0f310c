"""Owners see what their advisers share with them, and respond to it."""

from dataclasses import replace
from datetime import datetime

from fastapi import Request
from starlette.responses import Response

from app.domain.dutch_days import day_of
from app.domain.scan import Scan
from app.services import agreed_actions, from_adviser, notes, sharing
from app.web.current_scan import CurrentScan, PostedScan
from app.web.dependencies import CurrentSite, Now
from app.web.forms import SubmittedForm
from app.web.from_adviser_page import FromAdviserPage, read_response
from app.web.own_actions_page import own_actions
from app.web.responses import page, see_other
from app.web.routing import page_router
from app.web.site import Site

router = page_router()


@router.get("/scan/adviseur")
def show_from_adviser(request: Request, site: CurrentSite, scan: CurrentScan, now: Now) -> Response:
    return _show(request, _page(site, scan, now=now))


@router.post("/scan/adviseur/blik/{question_id}")
def respond_to_view(
    request: Request, site: CurrentSite, scan: PostedScan, question_id: str, form: SubmittedForm, now: Now
) -> Response:
    response, errors = read_response(form, question_id)
    if errors:
        shown = replace(_page(site, scan, now=now), about=question_id, typed=response, errors=errors)
        return _show(request, shown, 422)
    meanwhile = from_adviser.respond(site.database, scan, question_id, response, seen=form.get("seen"), now=now)
    if meanwhile:
        shown = replace(_page(site, scan, now=now), about=question_id, typed=response, meanwhile=meanwhile)
        return _show(request, shown, 409)
    return see_other(request, "show_from_adviser", at=f"blik-{question_id}")


def _page(site: Site, scan: Scan, *, now: datetime) -> FromAdviserPage:
    share = sharing.find_share(site.database, scan.id, today=day_of(now))
    views = from_adviser.shared_views_of(site.database, scan, today=day_of(now))
    case_id = from_adviser.find_case_id(site.database, scan.id, today=day_of(now))
    if case_id is None:
        return FromAdviserPage(scan, share)
    return FromAdviserPage(
        scan,
        share,
        views,
        notes=notes.shared_notes_of(site.database, case_id),
        actions=own_actions(agreed_actions.actions_of(site.database, case_id), today=day_of(now)),
    )


def _show(request: Request, shown: FromAdviserPage, status: int = 200) -> Response:
    return page(request, "owner/from_adviser.html", {"page": shown}, status)

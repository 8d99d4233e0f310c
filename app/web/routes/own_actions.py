"""Owners say how it goes with what they agreed with their advisers."""

from fastapi import Request
from starlette.responses import Response

from app.domain.dutch_days import day_of
from app.services import agreed_actions
from app.web.agreement_form import read_status
from app.web.case_parts import part_id
from app.web.current_scan import PostedScan
from app.web.dependencies import CurrentSite, Now
from app.web.forms import SubmittedForm
from app.web.messages import message
from app.web.own_actions_page import OwnAction, OwnActionPage
from app.web.responses import page, see_other
from app.web.routing import page_router

router = page_router()


@router.post("/scan/adviseur/afspraken/{agreed_id}")
def tell_progress(
    request: Request, site: CurrentSite, scan: PostedScan, agreed_id: str, form: SubmittedForm, now: Now
) -> Response:
    action = agreed_actions.get_own_action(site.database, scan.id, part_id(agreed_id), today=day_of(now))
    own = OwnAction(action, day_of(now))
    status = read_status(form, own.name)
    if status is None:
        errors = {own.name: message("agreement", "status")}
        return _again(request, OwnActionPage(scan, own, chosen="", errors=errors), 422)
    there = agreed_actions.tell_progress(site.database, scan.id, action.id, status, seen=form.get("seen"), now=now)
    if there:
        shown = OwnActionPage(scan, OwnAction(there, day_of(now)), chosen=status, is_changed=True)
        return _again(request, shown, 409)
    return see_other(request, "show_from_adviser", at=own.place)


def _again(request: Request, shown: OwnActionPage, status: int) -> Response:
    return page(request, "owner/own_action.html", {"page": shown}, status)

"""The owner changes the plan: what it aims at, and which steps it has."""

from fastapi import Request
from starlette.responses import Response

from app.services import plans
from app.web.current_scan import FinishedPostedScan, FinishedScan
from app.web.dependencies import CurrentSite, Now
from app.web.forms import SubmittedForm
from app.web.notes import Note
from app.web.plan_changes import NOTICE
from app.web.plan_page import changed_plan_page, plan_page, read_goal, read_targets, typed_plan
from app.web.responses import page, see_other
from app.web.routing import page_router

router = page_router()


@router.get("/scan/plan")
def show_plan(request: Request, scan: FinishedScan) -> Response:
    return page(request, "owner/plan.html", {"page": plan_page(scan, typed_plan(scan))})


@router.post("/scan/plan")
def save_plan(request: Request, site: CurrentSite, scan: FinishedPostedScan, form: SubmittedForm, now: Now) -> Response:
    goal, errors = read_goal(form, scan.questionnaire.profile)
    targets, more_errors = read_targets(form, scan.questionnaire)
    if errors or more_errors:
        return page(request, "owner/plan.html", {"page": plan_page(scan, form, errors=errors | more_errors)}, 422)
    if stored := plans.change_plan(site.database, scan, goal=goal, targets=targets, seen=form.get("seen"), now=now):
        return page(request, "owner/plan.html", {"page": changed_plan_page(stored, form)}, 409)
    if scan.is_worded_otherwise_for(scan.profile.model_copy(update={"goal": goal})):
        return see_other(request, "show_check", Note.REWORDED)
    return see_other(request, "show_result", Note.ADJUSTED, at=NOTICE)


@router.post("/scan/plan/weglaten")
def drop_action(
    request: Request, site: CurrentSite, scan: FinishedPostedScan, form: SubmittedForm, now: Now
) -> Response:
    action_id = form.get("action", "")
    plans.drop_action(site.database, scan, action_id, now=now)
    return see_other(request, "show_result", Note.LEFT_OUT, about=action_id, at=NOTICE)


@router.post("/scan/plan/terugzetten")
def restore_action(
    request: Request, site: CurrentSite, scan: FinishedPostedScan, form: SubmittedForm, now: Now
) -> Response:
    action_id = form.get("action", "")
    plans.restore_action(site.database, scan, action_id, now=now)
    return see_other(request, "show_result", Note.PUT_BACK, about=action_id, at=NOTICE)

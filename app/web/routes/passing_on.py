"""The owner decides whether a case may be passed on, with the link from a mail."""

from fastapi import Request
from starlette.responses import Response

from app.services import passing_on
from app.web.dependencies import CurrentSite, CurrentVisitor, Now
from app.web.forms import SubmittedForm
from app.web.pass_on_page import Decision, PassOnPage, decide, read_decision
from app.web.responses import page, see_other
from app.web.routing import page_router

router = page_router()


@router.get("/doorgeven/{token}")
def show_pass_on(request: Request, site: CurrentSite, token: str, visitor: CurrentVisitor, now: Now) -> Response:
    wish = passing_on.get_wish(site.database, token, visitor=visitor, now=now)
    return page(request, "owner/pass_on.html", {"page": PassOnPage(wish)})


@router.post("/doorgeven/{token}")
def answer_pass_on(
    request: Request, site: CurrentSite, token: str, visitor: CurrentVisitor, form: SubmittedForm, now: Now
) -> Response:
    wish = passing_on.get_wish(site.database, token, visitor=visitor, now=now)
    decision = read_decision(form)
    if form.get("seen") != PassOnPage(wish).seen:
        return page(request, "owner/pass_on.html", {"page": PassOnPage(wish, has_changed=True)}, 409)
    decide(request, wish, decision, now=now)
    return see_other(request, "show_passed_on" if decision is Decision.AGREE else "show_not_passed_on")


@router.get("/doorgegeven")
def show_passed_on(request: Request) -> Response:
    return page(request, "owner/passed_on.html")


@router.get("/niet-doorgegeven")
def show_not_passed_on(request: Request) -> Response:
    return page(request, "owner/not_passed_on.html")

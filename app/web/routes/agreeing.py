"""The owner decides whether a case may be passed on, in the browser in which the scan is open."""

from fastapi import Request
from starlette.responses import Response

from app.domain.errors import PassOnNotFoundError
from app.services import passing_on
from app.web.current_scan import AdviserBeside, PostedScan
from app.web.dependencies import CurrentSite, Now
from app.web.forms import SubmittedForm
from app.web.pass_on_page import PassOnPage, decide, read_decision
from app.web.responses import page, see_other
from app.web.routing import page_router

router = page_router()


@router.post("/scan/doorgeven")
def answer_waiting(
    request: Request, site: CurrentSite, scan: PostedScan, beside: AdviserBeside, form: SubmittedForm, now: Now
) -> Response:
    wish = passing_on.find_wish(site.database, scan.id, now=now)
    if wish is None:
        raise PassOnNotFoundError
    decision = read_decision(form)
    if form.get("seen") != PassOnPage(wish).seen:
        return page(request, "owner/pass_on.html", {"page": PassOnPage(wish, scan, has_changed=True)}, 409)
    decide(request, wish, decision, beside=beside, now=now)
    return see_other(request, "show_sharing")

"""Filling in a scan together: an adviser begins it here, beside its owner."""

from datetime import datetime, timedelta

from fastapi import Request
from starlette.responses import Response

from app.domain.company import Company
from app.services import joint_visits
from app.services.joint_visits import LONGEST
from app.services.sessions import SignIn
from app.web.dependencies import CurrentSite, Now
from app.web.forms import SubmittedForm
from app.web.profile_form import read_company, read_profile
from app.web.profile_page import ProfilePage
from app.web.responses import page, see_other
from app.web.routing import page_router
from app.web.scan_cookie import has_own_scan, remember_visit
from app.web.signed_in import CurrentSignIn
from app.web.site import Site

router = page_router()


@router.get("/adviseur/samen")
def show_together(request: Request, site: CurrentSite, sign_in: CurrentSignIn, now: Now) -> Response:
    empty = ProfilePage(site.questionnaire.profile, values={}, is_together=True)
    return _form(request, site, empty, sign_in, now=now)


@router.post("/adviseur/samen")
def start_together(
    request: Request, site: CurrentSite, form: SubmittedForm, sign_in: CurrentSignIn, now: Now
) -> Response:
    profile, errors = read_profile(form, site.questionnaire.profile)
    told, more_errors = read_company(form, site.secret_key)
    if profile is None or told is None:
        wrong = ProfilePage(site.questionnaire.profile, form, errors=errors | more_errors, is_together=True)
        return _form(request, site, wrong, sign_in, now=now, status=422)
    token = joint_visits.start_visit(
        site.database, site.questionnaire, sign_in, profile, Company(**told), secret_key=site.secret_key, now=now
    )
    site.metrics.scans_started.inc()
    return remember_visit(see_other(request, "show_saved"), site, token)


def _form(
    request: Request, site: Site, shown: ProfilePage, sign_in: SignIn, *, now: datetime, status: int = 200
) -> Response:
    context = {
        "page": shown,
        "ends_visit": joint_visits.has_visit(site.database, sign_in, now=now),
        "closes_scan": has_own_scan(request),
        "longest_hours": LONGEST // timedelta(hours=1),
    }
    return page(request, "adviser/together.html", context, status)


@router.get("/adviseur/samen/klaar")
def show_together_ended(request: Request) -> Response:
    return page(request, "adviser/together_ended.html")

"""The form of a company with which a scan starts."""

from fastapi import Request
from starlette.responses import Response

from app.domain.company import Company
from app.services import scans
from app.services.campaigns import find_open_campaign
from app.web.campaign_field import read_campaign
from app.web.dependencies import CurrentSite, Now
from app.web.forms import SubmittedForm
from app.web.notes import Note
from app.web.profile_form import read_company, read_profile
from app.web.profile_page import ProfilePage
from app.web.responses import page, see_other
from app.web.routing import page_router
from app.web.scan_cookie import remember_scan

router = page_router()


@router.get("/start")
def show_start(request: Request, site: CurrentSite) -> Response:
    via = find_open_campaign(site.database, request.query_params.get("via", ""))
    values = {"via": via.code, "campaign": via.code} if via else {}
    empty = ProfilePage(site.questionnaire.profile, values)
    return page(request, "owner/profile.html", {"page": empty})


@router.post("/start")
def start_scan(request: Request, site: CurrentSite, form: SubmittedForm, now: Now) -> Response:
    profile, errors = read_profile(form, site.questionnaire.profile)
    told, more_errors = read_company(form, site.secret_key)
    campaign, campaign_errors = read_campaign(form, site.database)
    if profile is None or told is None or campaign_errors:
        wrong = ProfilePage(site.questionnaire.profile, form, errors=errors | more_errors | campaign_errors)
        return page(request, "owner/profile.html", {"page": wrong}, 422)
    told["campaign"] = campaign
    secret = scans.start_scan(site.database, site.questionnaire, profile, Company(**told), now=now)
    site.metrics.scans_started.inc()
    return remember_scan(see_other(request, "continue_scan", Note.JUST_STARTED), site, secret)

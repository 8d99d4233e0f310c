"""The company profile of a scan, to change it."""

from fastapi import Request
from starlette.responses import Response

from app.services import scans
from app.web.campaign_field import read_campaign
from app.web.current_scan import CurrentScan, PostedScan
from app.web.dependencies import CurrentSite, FromCheck, Now
from app.web.forms import SubmittedForm
from app.web.notes import Note
from app.web.profile_form import read_company, read_profile, typed_profile
from app.web.profile_page import changed_profile_page, profile_page
from app.web.responses import page, see_other
from app.web.routing import page_router

router = page_router()


@router.get("/scan/bedrijf")
def show_profile(request: Request, scan: CurrentScan, from_check: FromCheck = "") -> Response:
    typed = typed_profile(scan) | ({"to_check": "1"} if from_check else {})
    return page(request, "owner/profile.html", {"page": profile_page(scan, typed)})


@router.post("/scan/bedrijf")
def save_profile(request: Request, site: CurrentSite, scan: PostedScan, form: SubmittedForm, now: Now) -> Response:
    profile, errors = read_profile(form, scan.questionnaire.profile)
    told, more_errors = read_company(form, site.secret_key)
    campaign, campaign_errors = read_campaign(form, site.database, stored=scan.company.campaign)
    if profile is None or told is None or campaign_errors:
        wrong = profile_page(scan, form, errors=errors | more_errors | campaign_errors)
        return page(request, "owner/profile.html", {"page": wrong}, 422)
    told["campaign"] = campaign
    if stored := scans.change_profile(site.database, scan, profile, told, seen=form.get("seen"), now=now):
        changed = changed_profile_page(stored, profile, told, form)
        return page(request, "owner/profile.html", {"page": changed}, 409)
    if scan.is_worded_otherwise_for(profile):
        return see_other(request, "show_check", Note.REWORDED)
    return see_other(request, "show_check" if "to_check" in form else "continue_scan")

"""Campaigns: all of them, one, and the forms to add, change, end and resume one."""

from fastapi import Request
from starlette.responses import Response

from app.domain.dutch_days import day_of
from app.services import audit, campaigns
from app.services.participation import participation_in
from app.web.admin_page import log_lines
from app.web.administered import NamedCampaign, NamedYear
from app.web.campaign_form import code_taken, read_campaign_details, read_chosen_code, typed_campaign
from app.web.campaign_page import CampaignForm, CampaignPage, CampaignsPage
from app.web.dependencies import CurrentSite, Now
from app.web.forms import SubmittedForm
from app.web.responses import page, see_other
from app.web.routing import page_router
from app.web.signed_in import CurrentAccount

router = page_router()


@router.get("/beheer/campagnes")
def show_campaigns(request: Request, site: CurrentSite, year: NamedYear, now: Now) -> Response:
    found = participation_in(site.database, year, today=day_of(now))
    return page(
        request, "admin/campaigns.html", {"page": CampaignsPage(campaigns.list_campaigns(site.database), found)}
    )


@router.get("/beheer/nieuwe-campagne")
def show_new_campaign(request: Request) -> Response:
    return page(request, "admin/campaign_form.html", {"page": CampaignForm(values={})})


@router.post("/beheer/nieuwe-campagne")
def add_campaign(
    request: Request, site: CurrentSite, form: SubmittedForm, account: CurrentAccount, now: Now
) -> Response:
    details, errors = read_campaign_details(form)
    code, code_errors = read_chosen_code(form)
    if details is not None and not code_errors:
        added = campaigns.add_campaign(site.database, details, code, by=account, now=now)
        if added is not None:
            return see_other(request, "show_campaign", campaign_code=added.code)
        code_errors = code_taken(code)
    wrong = CampaignForm(form, errors=errors | code_errors)
    return page(request, "admin/campaign_form.html", {"page": wrong}, 422)


@router.get("/beheer/campagnes/{campaign_code}")
def show_campaign(request: Request, site: CurrentSite, campaign: NamedCampaign, year: NamedYear, now: Now) -> Response:
    shown = CampaignPage(
        campaign=campaign,
        link=site.settings.origin + request.app.url_path_for("show_via", campaign_code=campaign.code),
        found=participation_in(site.database, year, today=day_of(now)),
        log=log_lines(audit.log_of_campaign(site.database, campaign.code)),
    )
    return page(request, "admin/campaign.html", {"page": shown})


@router.get("/beheer/campagnes/{campaign_code}/wijzigen")
def show_campaign_form(request: Request, campaign: NamedCampaign) -> Response:
    form = CampaignForm(typed_campaign(campaign), campaign)
    return page(request, "admin/campaign_form.html", {"page": form})


@router.post("/beheer/campagnes/{campaign_code}/wijzigen")
def change_campaign(
    request: Request,
    site: CurrentSite,
    campaign: NamedCampaign,
    form: SubmittedForm,
    account: CurrentAccount,
    now: Now,
) -> Response:
    details, errors = read_campaign_details(form)
    if details is None:
        wrong = CampaignForm(form, campaign, errors)
        return page(request, "admin/campaign_form.html", {"page": wrong}, 422)
    campaigns.change(site.database, campaign.code, details, by=account, now=now)
    return see_other(request, "show_campaign", campaign_code=campaign.code)


@router.post("/beheer/campagnes/{campaign_code}/beeindigen")
def close_campaign(
    request: Request, site: CurrentSite, campaign: NamedCampaign, account: CurrentAccount, now: Now
) -> Response:
    campaigns.close(site.database, campaign.code, by=account, now=now)
    return see_other(request, "show_campaign", campaign_code=campaign.code)


@router.post("/beheer/campagnes/{campaign_code}/hervatten")
def reopen_campaign(
    request: Request, site: CurrentSite, campaign: NamedCampaign, account: CurrentAccount, now: Now
) -> Response:
    campaigns.reopen(site.database, campaign.code, by=account, now=now)
    return see_other(request, "show_campaign", campaign_code=campaign.code)

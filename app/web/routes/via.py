"""The link of a campaign, which stands on paper for years."""

from fastapi import Request
from starlette.responses import Response

from app.services.campaigns import find_open_campaign
from app.web.dependencies import CurrentSite
from app.web.home_page import home_page
from app.web.responses import see_other
from app.web.routing import page_router

router = page_router()


@router.get("/via/{campaign_code}")
def show_via(request: Request, site: CurrentSite, campaign_code: str) -> Response:
    campaign = find_open_campaign(site.database, campaign_code)
    return home_page(request, site, via=campaign) if campaign else see_other(request, "show_home")

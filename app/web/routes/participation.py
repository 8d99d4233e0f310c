"""Administrators see how many scans there are, exactly."""

from fastapi import Request
from starlette.responses import Response

from app.domain.dutch_days import day_of
from app.services.campaigns import list_campaigns
from app.services.participation import participation_in
from app.web.administered import NamedYear
from app.web.dependencies import CurrentSite, Now
from app.web.participation_page import ParticipationPage
from app.web.responses import page
from app.web.routing import page_router

router = page_router()


@router.get("/beheer/deelname")
def show_participation(request: Request, site: CurrentSite, year: NamedYear, now: Now) -> Response:
    found = participation_in(site.database, year, today=day_of(now))
    names = {campaign.code: campaign.name for campaign in list_campaigns(site.database)}
    return page(request, "admin/participation.html", {"page": ParticipationPage(found, names)})

"""Administrators see how many scans there are, exactly."""

from fastapi import Request
from starlette.responses import Response

from app.domain.dutch_days import day_of
from app.services.participation import participation_in
from app.web.dependencies import CurrentSite, Now
from app.web.participation_page import ParticipationPage
from app.web.responses import page
from app.web.routing import page_router

router = page_router()


@router.get("/beheer/deelname")
def show_participation(request: Request, site: CurrentSite, now: Now) -> Response:
    asked = request.query_params.get("jaar", "")
    year = int(asked) if asked.isdecimal() and len(asked) == len("2026") else None
    found = participation_in(site.database, year, today=day_of(now))
    return page(request, "admin/participation.html", {"page": ParticipationPage(found)})

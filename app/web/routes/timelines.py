"""Advisers read what happened at a case."""

from fastapi import Request
from starlette.responses import Response

from app.domain.case_search import page_number
from app.services import case_events
from app.web.current_case import CurrentCase
from app.web.dependencies import CurrentSite
from app.web.responses import page
from app.web.routing import page_router
from app.web.timeline_page import PER_PAGE, TimelinePage

router = page_router()


@router.get("/adviseur/dossiers/{key}/tijdlijn")
def show_timeline(request: Request, site: CurrentSite, case: CurrentCase) -> Response:
    number = page_number(request.query_params.get("page", ""))
    timeline = case_events.timeline_of(site.database, case, number=number, per_page=PER_PAGE)
    return page(request, "adviser/timeline.html", {"case": case, "page": TimelinePage(case, timeline)})

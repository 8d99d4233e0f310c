"""The page about the open data, for who wants to use them."""

from fastapi import Request
from starlette.responses import Response

from app.services.open_data import open_dataset
from app.services.published_releases import list_open
from app.web.dependencies import CurrentSite
from app.web.open_data_page import OpenDataPage
from app.web.responses import page
from app.web.routing import page_router

router = page_router()


@router.get("/open-data")
def show_open_data(request: Request, site: CurrentSite) -> Response:
    shown = OpenDataPage(open_dataset(), list_open(site.database), site.settings.origin)
    return page(request, "pages/open_data.html", {"page": shown})

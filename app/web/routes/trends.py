"""Outcomes of a province over time, and beside those of other provinces."""

from typing import Annotated

from fastapi import Query, Request
from starlette.responses import Response

from app.rendering.trend_page import trend_page
from app.services.released_series import find_other_kind, read_provinces, read_series
from app.web.compared_page import compared_page
from app.web.current_release import CurrentRelease
from app.web.dependencies import CurrentSite
from app.web.release_page import release_page
from app.web.responses import page
from app.web.routing import page_router
from app.web.signed_in import CurrentAccount

router = page_router()


@router.get("/provincie/{release_id}/verloop")
def show_trend(
    request: Request, site: CurrentSite, account: CurrentAccount, release: CurrentRelease, element: str = ""
) -> Response:
    province = account.organisation.province
    series = read_series(site.database, site.questionnaire, release, province=province)
    other_kind = find_other_kind(site.database, release, province=province)
    shown = {
        "page": trend_page(series, release, element, other_kind=other_kind),
        "release_page": release_page(request, release, account),
    }
    return page(request, "province/trend.html", shown)


@router.get("/provincie/{release_id}/vergelijken")
def show_compared(
    request: Request,
    site: CurrentSite,
    account: CurrentAccount,
    release: CurrentRelease,
    element: str = "",
    main_group: Annotated[str, Query(alias="groep")] = "",
) -> Response:
    found = read_provinces(site.database, site.questionnaire, release, province=account.organisation.province)
    shown = {
        "page": compared_page(found, release, element=element, main_group=main_group),
        "release_page": release_page(request, release, account),
    }
    return page(request, "province/compared.html", shown)

"""The outcomes of a province by sector, size, region or municipality."""

from typing import Annotated

from fastapi import Query, Request
from starlette.responses import Response

from app.rendering.breakdown_page import breakdown_page, tables_for
from app.services.outcomes import published_in, read_outcomes
from app.web.breakdown_choices import BreakdownChoices, chosen_table
from app.web.current_release import CurrentRelease
from app.web.dependencies import CurrentSite
from app.web.release_page import release_page
from app.web.responses import page
from app.web.routing import page_router
from app.web.signed_in import CurrentAccount

router = page_router()


@router.get("/provincie/{release_id}/uitgesplitst")
def show_breakdown(
    request: Request,
    site: CurrentSite,
    account: CurrentAccount,
    release: CurrentRelease,
    table: Annotated[str, Query(alias="tabel")] = "",
    element: str = "",
) -> Response:
    by = chosen_table(published_in(release), table)
    outcomes = read_outcomes(site.database, site.questionnaire, release, tables_for(by))
    choices = BreakdownChoices(outcomes, by, table, element)
    shown = {
        "page": breakdown_page(outcomes, by, choices.measure.id),
        "choices": choices,
        "release_page": release_page(request, release, account),
    }
    return page(request, "province/breakdown.html", shown)

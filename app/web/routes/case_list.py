"""The list of the cases of an adviser organisation."""

from fastapi import Request
from starlette.responses import Response

from app.domain.dutch_days import day_of
from app.services import cases
from app.web.case_page import CasesPage
from app.web.dependencies import CurrentSite, Now
from app.web.responses import page
from app.web.routing import page_router
from app.web.signed_in import CurrentAccount

router = page_router()


@router.get("/adviseur")
def show_cases(request: Request, site: CurrentSite, account: CurrentAccount, now: Now) -> Response:
    found = cases.find_cases(site.database, site.published, account.organisation.id, today=day_of(now))
    return page(request, "adviser/cases.html", {"page": CasesPage(account.organisation, found)})

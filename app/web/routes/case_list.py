"""The list of the cases of an adviser organisation, on a page and as a file."""

from fastapi import Request
from starlette.responses import Response

from app.domain.dutch_days import day_of
from app.services import case_lists
from app.web.case_filters import CaseFilters, asked_search
from app.web.case_list_page import CasesPage, case_table
from app.web.dependencies import CurrentSite, Now
from app.web.responses import download, go_to, page
from app.web.routing import page_router
from app.web.signed_in import CurrentAccount

router = page_router()

_CSV_NAME = "dossiers.csv"


@router.get("/adviseur")
def show_cases(request: Request, site: CurrentSite, account: CurrentAccount, now: Now) -> Response:
    asked = asked_search(request, site.questionnaire)
    found = case_lists.list_cases(
        site.database, site.published, asked.search, asked.choices, by=account, today=day_of(now)
    )
    filters = CaseFilters(site.questionnaire, asked.search, found.municipalities)
    return page(request, "adviser/cases.html", {"page": CasesPage(account.organisation, asked, filters, found)})


@router.get("/adviseur/dossiers.csv")
def export_cases(request: Request, site: CurrentSite, account: CurrentAccount, now: Now) -> Response:
    asked = asked_search(request, site.questionnaire)
    to_list = go_to(f"{request.app.url_path_for('show_cases')}?{request.url.query}")
    # The list tells what could not be understood; a file of other cases than were meant would tell nobody.
    if asked.ignored:
        return to_list
    cases = case_lists.export_cases(site.database, site.published, asked.search, asked.choices, by=account, now=now)
    return to_list if cases is None else download(case_table(cases), "text/csv; charset=utf-8", _CSV_NAME)

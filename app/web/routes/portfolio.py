"""Advisers see all their cases together."""

from fastapi import Request
from starlette.responses import Response

from app.domain.case_search import Whose
from app.domain.dutch_days import day_of
from app.services.portfolio import portfolio_of, portfolio_rules
from app.web.dependencies import CurrentSite, Now
from app.web.portfolio_page import PortfolioPage
from app.web.responses import page
from app.web.routing import page_router
from app.web.signed_in import CurrentAccount

router = page_router()


@router.get("/adviseur/portefeuille")
def show_portfolio(request: Request, site: CurrentSite, account: CurrentAccount, now: Now, whose: str = "") -> Response:
    only_mine = whose == Whose.MINE
    found = portfolio_of(site.database, site.questionnaire, account, only_mine=only_mine, today=day_of(now))
    shown = PortfolioPage(account.organisation, found, site.questionnaire, portfolio_rules().few, only_mine=only_mine)
    return page(request, "adviser/portfolio.html", {"page": shown})

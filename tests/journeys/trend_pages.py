"""The pages on which a province sees its outcomes over time, and beside those of other provinces."""

from collections.abc import Callable
from functools import lru_cache

from fastapi import FastAPI

from app.domain.account import Kind
from tests.accounts import account, organisation, signed_in
from tests.page import Page
from tests.published import publish_release
from tests.visitor import Visitor


@lru_cache(maxsize=1)
def _reader(site: FastAPI) -> Visitor:
    """Return somebody of a province with years, gaps and quarters, and a neighbour whose outcomes are open data."""
    database, questionnaire = site.state.site.database, site.state.site.questionnaire
    periods = {"2021": 200, "2022": 210, "2023": 5, "2025": 260, "2025Q3": 180, "2025Q4": 190}
    for period, companies in periods.items():
        publish_release(database, questionnaire, "Noord-Brabant", period, tier="S", companies=companies)
    for province, companies in (("Zuid-Holland", 300), ("Drenthe", 5)):
        publish_release(database, questionnaire, province, tier="S", companies=companies, is_open=True)
    of_province = organisation(database, Kind.PROVINCE, name="Provincie Noord-Brabant", province="Noord-Brabant")
    return signed_in(site, account(database, of_province, name="Nora Bos"))


def _see(site: FastAPI, address: str) -> Page:
    return _reader(site).get(f"/provincie/{address}")


TRENDS: dict[str, Callable[[FastAPI], Page]] = {
    "trend": lambda site: _see(site, "noord-brabant-2025/verloop?element=balans"),
    "trend_of_quarters": lambda site: _see(site, "noord-brabant-2025q3/verloop?element=deelnemers"),
    "trend_of_one": lambda site: _see(site, "zuid-holland-2025/verloop"),
    "trend_of_what_is_hidden": lambda site: _see(site, "drenthe-2025/verloop"),
    "compared": lambda site: _see(site, "noord-brabant-2025/vergelijken?groep=techniek"),
    "compared_with_nobody": lambda site: _see(site, "noord-brabant-2022/vergelijken?element=werkgeluk"),
}

"""The pages on which a province sees one figure of all its parts: few and many, shown and hidden."""

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
    """Return somebody of a province with a year of few companies and one of many."""
    database, questionnaire = site.state.site.database, site.state.site.questionnaire
    publish_release(database, questionnaire, "Gelderland", "2024", companies=400)
    publish_release(database, questionnaire, "Gelderland", "2025", tier="L", companies=12_000)
    province = organisation(database, Kind.PROVINCE, name="Provincie Gelderland", province="Gelderland")
    return signed_in(site, account(database, province, name="Gert Bos"))


def _breakdown(site: FastAPI, period: str, query: str) -> Page:
    return _reader(site).get(f"/provincie/gelderland-{period}/uitgesplitst?{query}")


BREAKDOWNS: dict[str, Callable[[FastAPI], Page]] = {
    "breakdown": lambda site: _breakdown(site, "2025", "tabel=sector&element=technologie"),
    "breakdown_of_the_balance": lambda site: _breakdown(site, "2025", "tabel=region&element=balans"),
    "breakdown_with_little_shown": lambda site: _breakdown(site, "2024", "tabel=municipality&element=co_creatie"),
    "breakdown_in_two": lambda site: _breakdown(site, "2025", "tabel=sector_size"),
    "breakdown_in_two_with_many": lambda site: _breakdown(site, "2025", "tabel=municipality_sector"),
    "breakdown_of_what_is_not_there": lambda site: _breakdown(site, "2025", "tabel=gisteren"),
}

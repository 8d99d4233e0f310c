"""The print view of a release, for a meeting: with much to tell and with nothing."""

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
    """Return somebody of a province with a year of nothing and two of more and more companies."""
    database, questionnaire = site.state.site.database, site.state.site.questionnaire
    publish_release(database, questionnaire, "Groningen", "2023", tier="S", companies=12)
    publish_release(database, questionnaire, "Groningen", "2024", tier="B", companies=500, lift=-4)
    publish_release(database, questionnaire, "Groningen", "2025")
    province = organisation(database, Kind.PROVINCE, name="Provincie Groningen", province="Groningen")
    return signed_in(site, account(database, province, name="Geke Mulder"))


OUTCOMES_PAPERS: dict[str, Callable[[FastAPI], Page]] = {
    "outcomes_paper": lambda site: _reader(site).get("/provincie/groningen-2025/afdrukken"),
    "outcomes_paper_without_figures": lambda site: _reader(site).get("/provincie/groningen-2023/afdrukken"),
}

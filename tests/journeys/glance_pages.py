"""The pages on which a province sees a release at a glance: with much, with nothing, and of somebody else."""

from collections.abc import Callable
from functools import lru_cache

from fastapi import FastAPI

from app.domain.account import Kind
from tests.accounts import account, organisation, signed_in
from tests.page import Page
from tests.published import publish_release
from tests.visitor import Visitor


@lru_cache
def _reader(site: FastAPI, province: str) -> Visitor:
    of_province = organisation(site.state.site.database, Kind.PROVINCE, name=f"Provincie {province}", province=province)
    return signed_in(site, account(site.state.site.database, of_province, name=f"Wim uit {province}"))


@lru_cache(maxsize=1)
def _publish(site: FastAPI) -> None:
    """Publish two quarters of one province with other figures each, and a year of another that shows nothing."""
    database, questionnaire = site.state.site.database, site.state.site.questionnaire
    publish_release(database, questionnaire, "Limburg", "2025Q1", tier="B", companies=400, lift=-4)
    publish_release(database, questionnaire, "Limburg", "2025Q3", tier="B", companies=420, is_open=True)
    publish_release(database, questionnaire, "Flevoland", "2022", tier="S", companies=12)


def _glance(site: FastAPI, province: str, release_id: str = "") -> Page:
    _publish(site)
    return _reader(site, province).get(f"/provincie{release_id and '/'}{release_id}")


GLANCES: dict[str, Callable[[FastAPI], Page]] = {
    "glance": lambda site: _glance(site, "Limburg"),
    "glance_of_another_province": lambda site: _glance(site, "Flevoland", "limburg-2025q3"),
    "glance_of_few": lambda site: _glance(site, "Flevoland"),
    "province_without_outcomes": lambda site: _glance(site, "Noord-Holland"),
}

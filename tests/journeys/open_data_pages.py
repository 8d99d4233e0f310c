"""The page about open data, and those on which a province opens a release and ends that."""

from collections.abc import Callable
from functools import lru_cache

from fastapi import FastAPI

from app.domain.account import Kind
from tests.accounts import account, organisation, signed_in
from tests.page import Page
from tests.published import publish_release
from tests.visitor import Visitor
from tests.web.whole_site import stranger

_OPEN, _CLOSED, _OTHER = "utrecht-2024", "utrecht-2025", "zeeland-2025"


@lru_cache(maxsize=1)
def _reader(site: FastAPI) -> Visitor:
    """Return somebody of a province with one release that is open and one that is not."""
    database, questionnaire = site.state.site.database, site.state.site.questionnaire
    publish_release(database, questionnaire, "Utrecht", "2024", tier="S", is_open=True)
    publish_release(database, questionnaire, "Utrecht", "2025", tier="S")
    publish_release(database, questionnaire, "Zeeland", "2025", tier="S", is_open=True)
    province = organisation(database, Kind.PROVINCE, name="Provincie Utrecht", province="Utrecht")
    return signed_in(site, account(database, province, name="Ursula Maas"))


def _files(site: FastAPI, release_id: str) -> Page:
    return _reader(site).get(f"/provincie/{release_id}/downloads")


def _open_data(site: FastAPI) -> Page:
    _reader(site)
    return stranger(site).get("/open-data")


OPEN_DATA: dict[str, Callable[[FastAPI], Page]] = {
    "open_data": _open_data,
    "files": lambda site: _files(site, _CLOSED),
    "files_with_an_error": lambda site: _reader(site).post(f"/provincie/{_CLOSED}/openbaar", {}),
    "files_of_open_data": lambda site: _files(site, _OPEN),
    "files_of_another_province": lambda site: _files(site, _OTHER),
}

"""The pages of campaigns: for who comes by one, and for who looks after them."""

from collections.abc import Callable, Mapping
from functools import lru_cache

from fastapi import FastAPI

from app.domain.account import Kind
from tests.accounts import account, organisation, signed_in
from tests.page import Page
from tests.visitor import Visitor
from tests.web.campaigning import end_campaign, start_campaign
from tests.web.whole_site import finisher, stranger

_NAMES = {
    "hessenpoort": "Parkmanagement Hessenpoort",
    "ov-salland": "Ondernemersvereniging Salland, Olst en omstreken",
    "zwolle": "Gemeente Zwolle",
}


@lru_cache(maxsize=1)
def _admin(site: FastAPI) -> Visitor:
    """Return an administrator of a site with campaigns, one of which ended; scans came by one."""
    database = site.state.site.database
    bea = account(database, organisation(database, Kind.ADMIN, name="Beheer campagnes"), name="Bea Jansen")
    for code, name in _NAMES.items():
        start_campaign(site, bea, code, name=name)
    end_campaign(site, bea, "zwolle")
    for _ in range(3):
        finisher(site, campaign="hessenpoort")
    return signed_in(site, bea)


def _come_by(site: FastAPI, path: str) -> Page:
    _admin(site)
    return stranger(site).get(path)


def _form_with_errors(site: FastAPI) -> Page:
    return _admin(site).post("/beheer/nieuwe-campagne", {"name": "x" * 90, "kind": "x", "code": "a b"})


CAMPAIGNS: Mapping[str, Callable[[FastAPI], Page]] = {
    "via": lambda site: _come_by(site, "/via/hessenpoort"),
    "start_via": lambda site: _come_by(site, "/start?via=hessenpoort"),
    "campaigns": lambda site: _admin(site).get("/beheer/campagnes"),
    "campaign": lambda site: _admin(site).get("/beheer/campagnes/hessenpoort"),
    "campaign_ended": lambda site: _admin(site).get("/beheer/campagnes/zwolle"),
    "campaign_form": lambda site: _admin(site).get("/beheer/nieuwe-campagne"),
    "campaign_form_with_errors": _form_with_errors,
    "campaign_to_change": lambda site: _admin(site).get("/beheer/campagnes/hessenpoort/wijzigen"),
    "participation_by_campaign": lambda site: _admin(site).get("/beheer/deelname"),
}

"""The result of an owner with companies alike beside it, and the page on how such figures are made."""

from collections.abc import Callable, Mapping

from fastapi import FastAPI

from app.services.published_releases import list_releases
from tests.page import Page
from tests.published import publish_release
from tests.web.whole_site import finisher, stranger

_PROVINCE, _MUNICIPALITY = "Groningen", "Groningen"


def _result_like_others(site: FastAPI, **company: str) -> Page:
    parts = site.state.site
    if not list_releases(parts.database, province=_PROVINCE):
        publish_release(parts.database, parts.questionnaire, _PROVINCE, companies=3000)
    return finisher(site, municipality=_MUNICIPALITY, **company).get("/scan/resultaat")


def _result_like_others_with_gaps(site: FastAPI) -> Page:
    parts = site.state.site
    _result_like_others(site)
    visitor = finisher(site, municipality=_MUNICIPALITY, sector="zorg")
    for question in parts.questionnaire.in_order:
        if "technologie" in question.elements:
            visitor.post(f"/scan/vraag/{question.id}", {"answer": "unknown"})
    return visitor.get("/scan/resultaat")


LIKE_YOU: Mapping[str, Callable[[FastAPI], Page]] = {
    "result_like_others": lambda site: _result_like_others(site, sector="bouw_infra", size="10-49"),
    "result_like_others_with_gaps": _result_like_others_with_gaps,
    "method_of_outcomes": lambda site: stranger(site).get("/methode/uitkomsten"),
}

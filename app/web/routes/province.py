"""The pages of a province."""

from collections.abc import Sequence

from fastapi import Request
from starlette.responses import Response

from app.domain.account import Account
from app.domain.release import Release
from app.rendering.outcomes_page import distribution_page, glance_page
from app.services.glances import glance_of
from app.services.published_releases import list_for_province
from app.web.current_release import CurrentRelease
from app.web.dependencies import CurrentSite
from app.web.release_page import release_page
from app.web.releases_page import releases_page
from app.web.responses import page
from app.web.routing import page_router
from app.web.signed_in import CurrentAccount
from app.web.site import Site

router = page_router()


@router.get("/provincie")
def show_province(request: Request, site: CurrentSite, account: CurrentAccount) -> Response:
    province = account.organisation.province
    found = list_for_province(site.database, province=province)
    releases = releases_page(found, province=province)
    if releases.latest:
        return _glance(request, site, account, releases.latest, found)
    return page(request, "province/home.html", {"organisation": account.organisation, "releases": releases})


@router.get("/provincie/{release_id}")
def show_outcomes(request: Request, site: CurrentSite, account: CurrentAccount, release: CurrentRelease) -> Response:
    found = list_for_province(site.database, province=account.organisation.province)
    return _glance(request, site, account, release, found)


def _glance(request: Request, site: Site, account: Account, release: Release, found: Sequence[Release]) -> Response:
    province = account.organisation.province
    glance = glance_of(site.database, site.questionnaire, release, province=province)
    shown = {
        "page": glance_page(glance.outcomes, glance.before, glance.standing_out),
        "distribution": distribution_page(glance),
        "releases": releases_page(found, province=province, here=release.id),
        "release_page": release_page(request, release, account),
    }
    return page(request, "province/outcomes.html", shown)

"""The open-data API: releases that their province opened, whole and as they were stored. It knows no cookie."""

import json
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import TypeAdapter
from starlette.responses import Response

from app.domain.open_data import OpenCell
from app.domain.release import Release
from app.services.published_releases import get_open, list_open
from app.web.accepting import prefers
from app.web.api_answers import Problem, address, answer, links, refuse_filters, whole_header
from app.web.api_description import api_description
from app.web.dependencies import CurrentSite
from app.web.open_columns import open_columns
from app.web.open_releases import OpenRelease, open_release
from app.web.routing import PageRoute

CSV = "text/csv; charset=utf-8; header=present"
_JSON = "application/json"
_RELEASES, _RELEASE = TypeAdapter(Sequence[OpenRelease]), TypeAdapter(OpenRelease)
_NO_FILTERS: dict[int | str, dict[str, Any]] = {422: {"model": Problem}}
_OF_RELEASE = {**_NO_FILTERS, 404: {"model": Problem}}
_AS_CSV: dict[int | str, dict[str, Any]] = {200: {"content": {"text/csv": {"schema": {"type": "string"}}}}}

router = APIRouter(
    prefix="/api/v1",
    route_class=PageRoute,
    dependencies=[Depends(refuse_filters)],
    generate_unique_id_function=lambda route: route.name,
)


def asked_release(site: CurrentSite, release_id: str) -> Release:
    """Return the release in the address, which is open data. Raises ReleaseNotFoundError."""
    return get_open(site.database, release_id)


AskedRelease = Annotated[Release, Depends(asked_release)]


@router.get("/releases", response_model=Sequence[OpenRelease], responses=_NO_FILTERS)
def show_open_releases(request: Request, site: CurrentSite) -> Response:
    found = [open_release(request, release) for release in list_open(site.database)]
    return answer(request, _RELEASES.dump_json(found), _JSON)


@router.get("/releases/{release_id}", response_model=OpenRelease, responses=_OF_RELEASE)
def show_open_release(request: Request, release: AskedRelease) -> Response:
    return answer(request, _RELEASE.dump_json(open_release(request, release)), _JSON)


@router.get("/releases/{release_id}/cells", response_model=Sequence[OpenCell], responses={**_OF_RELEASE, **_AS_CSV})
def show_open_cells(request: Request, site: CurrentSite, release: AskedRelease) -> Response:
    if prefers(whole_header(request, "accept"), "text/csv", over=_JSON):
        return _csv(request, site, release)
    return answer(request, site.release_files.json(release), _JSON, {"Vary": "Accept"})


@router.get("/releases/{release_id}/cells.csv", response_class=Response, responses={**_OF_RELEASE, **_AS_CSV})
def download_open_cells(request: Request, site: CurrentSite, release: AskedRelease) -> Response:
    return _csv(request, site, release)


def _csv(request: Request, site: CurrentSite, release: Release) -> Response:
    described_by = address(request, "show_open_columns", release_id=release.id)
    headers = {
        "Link": links(request, describedby=described_by),
        "Vary": "Accept",
        "Content-Disposition": f'attachment; filename="{release.id}.csv"',
    }
    return answer(request, site.release_files.csv(release), CSV, headers)


@router.get("/releases/{release_id}/cells.csv-metadata.json", response_class=Response, responses=_OF_RELEASE)
def show_open_columns(request: Request, release: AskedRelease) -> Response:
    return answer(request, open_columns(request, release), "application/csvm+json")


@router.get("/openapi.json", response_model=dict[str, Any], responses=_NO_FILTERS)
def show_api_description(request: Request) -> Response:
    described = api_description(request, router.routes)
    return answer(request, json.dumps(described, ensure_ascii=False).encode(), _JSON)

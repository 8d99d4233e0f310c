"""What the open-data API answers with: bytes that a program need not fetch twice, or a problem by RFC 9457."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from http import HTTPStatus

from fastapi import HTTPException, Request
from starlette.responses import Response

from app.services.open_data import open_dataset
from app.web.api_words import api_words
from app.web.site import current_site

PROBLEM = "application/problem+json"
_BEGINS = "/api/"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why there is no answer, for programs."""

    type: str
    title: str
    status: int
    detail: str | None


def is_for_api(request: Request) -> bool:
    return request.url.path.startswith(_BEGINS)


async def refuse_filters(request: Request) -> None:
    """Refuse every parameter with 422: what is published is read as it is, never picked from."""
    if request.scope["query_string"]:
        raise HTTPException(422)


def problem(request: Request, status: int) -> Response:
    """Tell a program what is wrong, as `app.web.errors` tells people."""
    told = Problem("about:blank", HTTPStatus(status).phrase, status, api_words()["problems"].get(status))
    headers = {**_headers(request), "Cache-Control": "no-store"}
    return Response(json.dumps(asdict(told), ensure_ascii=False), status, headers, PROBLEM)


def answer(request: Request, content: bytes, media_type: str, more: Mapping[str, str] | None = None) -> Response:
    """Answer with these bytes, or with 304 if the program has them. `more` are headers; a link comes with the others.

    They are asked after each time: a province may end that its figures are open data.
    """
    etag = f'"{hashlib.sha256(content).hexdigest()}"'
    headers = {**_headers(request), "Cache-Control": "no-cache", "ETag": etag, **(more or {})}
    if _has(whole_header(request, "if-none-match"), etag):
        return Response(status_code=304, headers=headers)
    return Response(content, headers=headers, media_type=media_type)


def _headers(request: Request) -> Mapping[str, str]:
    return {
        "API-Version": open_dataset().version,
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": "API-Version, ETag, Link",
        "Link": links(request),
    }


def links(request: Request, **more: str) -> str:
    """Return the Link header: the licence, the description of the API, and addresses by what they are."""
    found = {"license": open_dataset().licence.address, "service-desc": address(request, "show_api_description")}
    return ", ".join(f'<{target}>; rel="{rel}"' for rel, target in {**found, **more}.items())


def address(request: Request, name: str, **places: str) -> str:
    """Return where something is, for who asks from elsewhere."""
    return current_site(request).settings.origin + str(request.app.url_path_for(name, **places))


def whole_header(request: Request, name: str) -> str:
    """Return a header with a list, which may stand on more than one line (RFC 9110)."""
    return ", ".join(request.headers.getlist(name))


def _has(kept: str, etag: str) -> bool:
    """Tell whether an If-None-Match has this tag, also when a proxy packed what it is of, and so made it weak."""
    return kept.strip() == "*" or etag in [each.strip().removeprefix("W/") for each in kept.split(",")]

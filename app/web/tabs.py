"""The rows of links at the top of pages: the desk of an adviser, the pages of one case, those of one release."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from fastapi import Request

from app.web.messages import message

_DESK = ("show_cases", "show_due", "show_portfolio", "show_workshops", "show_together")
_CASE = (
    "show_case",
    "show_second_views",
    "show_guide",
    "show_notes",
    "show_agreed_actions",
    "show_follow_up",
    "show_timeline",
)
_RELEASE = ("show_outcomes", "show_breakdown", "show_trend", "show_compared", "show_release_files")

# The page of a release that is shown at another address than its own, by the route of that address.
_ALSO_AT = {
    "show_province": "show_outcomes",
    "open_release": "show_release_files",
    "end_open_data": "show_release_files",
}


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    address: str
    is_here: bool


def desk_tabs(request: Request) -> tuple[Tab, ...]:
    return tuple(_tabs(request, _DESK, {}))


def case_tabs(request: Request, key: str) -> tuple[Tab, ...]:
    return tuple(_tabs(request, _CASE, {"key": key}))


def release_tabs(request: Request, release_id: str) -> tuple[Tab, ...]:
    """Return the pages of a release; one of them is also where people of a province begin, or where a form is sent."""
    tabs, elsewhere = _tabs(request, _RELEASE, {"release_id": release_id}), _ALSO_AT.get(request.scope["route"].name)
    also_here = elsewhere and str(request.app.url_path_for(elsewhere, release_id=release_id))
    return tuple(replace(tab, is_here=tab.is_here or tab.address == also_here) for tab in tabs)


def _tabs(request: Request, names: tuple[str, ...], places: Mapping[str, str]) -> Iterator[Tab]:
    for name in names:
        address = str(request.app.url_path_for(name, **places))
        yield Tab(message("tabs", name), address, is_here=address == request.url.path)

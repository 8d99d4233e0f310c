"""The application finds the address of each page as FastAPI does, only sooner."""

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts

from tests.web.whole_site import NOWHERE


def test_every_page_has_the_address_that_fastapi_gives_it(site: FastAPI) -> None:
    names = []
    for route in iter_route_contexts(site.routes):
        if isinstance(route.original_route, APIRoute):
            places = {place: NOWHERE[place] for place in route.original_route.param_convertors}
            assert site.url_path_for(route.name or "", **places) == FastAPI.url_path_for(
                site, route.name or "", **places
            )
            names.append(route.name)

    assert len(names) > 100
    assert len(names) == len(set(names))


def test_a_page_that_is_not_there_has_no_address(site: FastAPI) -> None:
    with pytest.raises(KeyError, match="show_nothing"):
        site.url_path_for("show_nothing")

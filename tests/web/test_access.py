"""One place says which pages there are, and for whom."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from fastapi.routing import APIRoute
from starlette.routing import BaseRoute, Mount

from app.web import routes
from app.web.access import ACCESS
from tests.visitor import Visitor

BEGINNINGS = {
    "owner": "/scan/",
    "account": "/account",
    "adviser": "/adviseur",
    "province": "/provincie",
    "admin": "/beheer",
}


def test_every_route_is_a_page_or_a_folder_of_files(visitor: Visitor) -> None:
    assert all(isinstance(route, APIRoute | Mount) for route in visitor.routes)


def test_every_page_is_one_whose_module_says_for_whom_it_is(visitor: Visitor) -> None:
    pages = [route for route in visitor.routes if isinstance(route, APIRoute)]

    assert pages == [route for name in ACCESS for route in routes_for(name)]


def test_every_page_has_a_name_of_its_own(visitor: Visitor) -> None:
    """A link by a name that two pages have leads to either."""
    names = Counter(route.name for route in visitor.routes if isinstance(route, APIRoute))

    assert [name for name, count in names.items() if count > 1] == []


def routes_for(name: str) -> Iterator[BaseRoute]:
    for module in ACCESS[name].modules:
        yield from module.router.routes


def test_every_module_of_pages_says_for_whom_it_is() -> None:
    folder = Path(routes.__path__[0])

    assert {path.stem for path in folder.glob("[!_]*.py")} == {
        module.__name__.rpartition(".")[2] for access in ACCESS.values() for module in access.modules
    }


def test_an_address_tells_for_whom_a_page_is() -> None:
    for name in ACCESS:
        begins = BEGINNINGS.get(name)
        for route in routes_for(name):
            path = getattr(route, "path", "")
            assert path.startswith(begins) if begins else not path.startswith(tuple(BEGINNINGS.values())), path

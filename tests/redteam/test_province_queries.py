"""Pages of a province ask the database for releases and for who is signed in, and for nothing about a scan.

The contracts in pyproject.toml see imports. They cannot see a table that is named in text, so this reads every query.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from sqlalchemy import event, text
from sqlmodel import SQLModel

import app
from app.db.engine import Database
from app.services.published_releases import get_tables, list_releases
from app.web.access import ACCESS
from tests.web.cast import Cast, make_cast
from tests.web.conftest import site
from tests.web.whole_site import ask

__all__ = ["site"]

MAY_ASK = {"account", "account_session", "organisation", "questionnaire", "release", "release_cell", "release_opening"}
CONTRACT = "Province pages, the comparison and open data read stored releases only, also through others"


@contextmanager
def tables_asked(database: Database) -> Iterator[set[str]]:
    """Note every table whose name stands in a query for as long as this goes on, however the query was made."""
    tables, found = set(SQLModel.metadata.tables), set[str]()

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        found.update(tables & set(re.findall(r"\w+", statement)))

    event.listen(database.engine, "before_cursor_execute", note)
    yield found
    event.remove(database.engine, "before_cursor_execute", note)


@pytest.fixture
def cast(site: FastAPI) -> Cast:
    return make_cast(site)


def provinces_routes() -> Iterator[tuple[str, APIRoute]]:
    """Yield every route of pages and forms of a province, by its method."""
    for module in ACCESS["province"].modules:
        for route in module.router.routes:
            if isinstance(route, APIRoute):
                yield from ((method, route) for method in sorted((route.methods or set()) - {"HEAD"}))


def test_pages_of_a_province_ask_for_releases_alone(cast: Cast) -> None:
    for method, route in provinces_routes():
        with tables_asked(cast.province.site.database) as asked:
            reply = ask(cast.province, method, route, places=cast.places)
        assert reply.status_code == (303 if method == "POST" else 200), route.path
        assert asked <= MAY_ASK, route.path
        assert "account_session" in asked


@pytest.mark.parametrize("read", [lambda database, _: list_releases(database), get_tables])
def test_reading_releases_asks_for_releases_alone(cast: Cast, read: Callable[[Database, str], Sequence[Any]]) -> None:
    with tables_asked(cast.province.site.database) as asked:
        assert read(cast.province.site.database, cast.places["release_id"])

    assert asked <= {"release", "release_cell"}


def test_a_page_that_asks_for_scans_would_be_seen(cast: Cast) -> None:
    with tables_asked(cast.owner.site.database) as asked:
        cast.owner.get("/scan/resultaat")

    assert asked >= {"scan", "answer"}


@pytest.mark.parametrize("query", ["SELECT count(*) FROM scan", 'SELECT 1 FROM release, "answer"'])
def test_a_query_in_text_would_be_seen(database: Database, query: str) -> None:
    with tables_asked(database) as asked, database.read() as session:
        session.connection().execute(text(query))

    assert not asked <= MAY_ASK


def test_every_module_of_pages_of_a_province_is_under_the_contract() -> None:
    project = tomllib.loads((Path(app.__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = [each for each in project["tool"]["importlinter"]["contracts"] if each["name"] == CONTRACT]

    assert {module.__name__ for module in ACCESS["province"].modules} <= set(contract["source_modules"])
    assert "ignore_imports" not in contract

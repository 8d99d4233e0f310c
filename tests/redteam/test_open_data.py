"""Open data: no question but for all of a release, the same bytes for ever, and nothing of what is not open."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.db.engine import Database
from app.domain.questionnaire import Questionnaire
from app.domain.release import Release
from app.services.open_data import open_dataset
from app.services.published_releases import get_tables
from app.web.routes import open_data_api
from tests.finished_scans import finish
from tests.published import publish_release
from tests.redteam.test_live_figures import change, come, leave, withdraw
from tests.redteam.test_province_queries import tables_asked
from tests.visitor import Visitor
from tests.web.conftest import database_url, site
from tests.web.whole_site import stranger

__all__ = ["database_url", "site"]

PUBLIC = (
    "",
    "/overijssel-2025",
    *(f"/overijssel-2025/{rest}" for rest in ("cells", "cells.csv", "cells.csv-metadata.json")),
)
MAY_ASK = {"release", "release_cell", "release_opening"}
_READ = """
import sys
from app.db.engine import Database
from app.rendering.open_data import cells_csv, cells_json
from app.services.open_data import open_cells
from app.services.published_releases import get_open
import hashlib
database = Database(sys.argv[1])
cells = open_cells(database, get_open(database, "overijssel-2025"))
print(*(hashlib.sha256(written).hexdigest() for written in (cells_json(cells), cells_csv(cells))))
"""
COLUMNS = [column.name for column in open_dataset().columns]
# What somebody may try to pick companies by: the columns, and what other programs call such things.
NAMES = st.one_of(
    st.sampled_from(
        [*COLUMNS, "filter", "where", "select", "q", "limit", "offset", "fields", "exclude", "municipality"]
    ),
    st.text(min_size=1, max_size=20),
)
VALUES = st.one_of(
    st.sampled_from(["GM0150", "zorg", "2-9", "!zorg", "zorg,ict", "' OR 1=1 --", "*", "total"]), st.text(max_size=20)
)


@pytest.fixture
def release(database: Database, shipped: Questionnaire) -> Release:
    return publish_release(database, shipped, tier="S", is_open=True)


@pytest.fixture
def program(site: FastAPI, release: Release) -> Visitor:
    return stranger(site)


def get(program: Visitor, rest: str) -> bytes:
    reply = program.client.get(f"/api/v1/releases{rest}")
    assert reply.status_code == 200
    return bytes(reply.content)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rest=st.sampled_from(PUBLIC), asked=st.dictionaries(NAMES, VALUES, min_size=1, max_size=3))
def test_no_question_is_answered_but_for_all(program: Visitor, rest: str, asked: dict[str, str]) -> None:
    reply = program.client.get(f"/api/v1/releases{rest}", params=asked)

    assert reply.status_code == 422
    assert set(reply.json()) == {"type", "title", "status", "detail"}


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def whole(program: Visitor) -> set[str]:
    return {digest(get(program, rest)) for rest in PUBLIC}


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(st.one_of(VALUES, st.sampled_from(["overijssel-2025", "cells", "..", "sector"])), max_size=4))
def test_no_address_leads_to_less_than_all(program: Visitor, whole: set[str], parts: list[str]) -> None:
    reply = program.client.get("/".join(["/api/v1/releases", *(quote(part, safe="") for part in parts)]))

    assert reply.status_code == 404 or digest(reply.content) in whole


def test_every_row_is_a_figure_as_it_was_stored(program: Visitor, release: Release) -> None:
    stored = [asdict(cell) for table in get_tables(program.site.database, release.id) for cell in table.cells]

    rows = json.loads(get(program, f"/{release.id}/cells"))

    told = [(row["table"], row["element"] or "", row["statistic"], row["value"], row["status"]) for row in rows]
    assert told == [
        (cell["table"], cell["element"], cell["statistic"], cell["value"], cell["status"]) for cell in stored
    ]


def api_routes() -> Iterator[APIRoute]:
    return (route for route in open_data_api.router.routes if isinstance(route, APIRoute))


def test_no_route_takes_more_than_the_id_of_a_release() -> None:
    for route in api_routes():
        taken = {parameter.name for parameter in route.dependant.query_params + route.dependant.path_params}
        assert taken <= {"release_id"}, route.path
        assert route.methods == {"GET", "HEAD"}


def test_the_api_asks_the_database_for_releases_alone(program: Visitor) -> None:
    for rest in PUBLIC:
        with tables_asked(program.site.database) as asked:
            get(program, rest)
        assert "release" in asked
        assert asked <= MAY_ASK, rest


@pytest.mark.parametrize("happen", [come, change, withdraw, leave])
def test_what_happens_to_scans_changes_no_byte(
    program: Visitor, shipped: Questionnaire, happen: Callable[[Database, Questionnaire], None]
) -> None:
    finish(program.site.database, shipped, kvk_token="k1")
    before = [get(program, rest) for rest in PUBLIC]

    happen(program.site.database, shipped)

    assert [get(program, rest) for rest in PUBLIC] == before


def test_what_a_province_opens_would_be_seen(program: Visitor, shipped: Questionnaire) -> None:
    before = [get(program, rest) for rest in PUBLIC]

    publish_release(program.site.database, shipped, "Gelderland", tier="S", is_open=True)

    assert [get(program, rest) for rest in PUBLIC] != before


def test_other_processes_give_the_same_bytes(program: Visitor, database_url: str) -> None:
    own = [digest(get(program, f"/overijssel-2025/{rest}")) for rest in ("cells", "cells.csv")]
    tags = [
        program.client.head(f"/api/v1/releases/overijssel-2025/{rest}").headers["etag"]
        for rest in ("cells", "cells.csv")
    ]
    command, folder = [sys.executable, "-c", _READ, database_url], Path(__file__).parents[2]

    elsewhere = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout.split()

    assert elsewhere == own == [tag.strip('"') for tag in tags]

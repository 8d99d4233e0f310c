"""The open-data API: what a province opened, whole, for every program."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import pytest
from csvw import CSVW
from fastapi import FastAPI
from httpx2 import Response
from pydantic import TypeAdapter
from sqlalchemy import text

from app.db.engine import Database
from app.db.release_tables import ReleaseRow
from app.domain.account import Kind
from app.domain.open_data import OpenCell
from app.domain.questionnaire import Questionnaire
from app.domain.release import Release
from app.rendering.open_data import cells_csv, cells_json
from app.services.open_data import open_cells
from app.web.open_releases import OpenRelease
from tests import accounts
from tests.published import publish_release
from tests.visitor import ORIGIN, Visitor
from tests.web.whole_site import stranger

BASE = "/api/v1/releases"
OF_RELEASE = ("", "/cells", "/cells.csv", "/cells.csv-metadata.json")
CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"


@pytest.fixture
def opened(database: Database, shipped: Questionnaire) -> Release:
    return publish_release(database, shipped, tier="S", is_open=True)


@pytest.fixture
def closed(database: Database, shipped: Questionnaire) -> Release:
    return publish_release(database, shipped, "Gelderland", tier="S")


@pytest.fixture
def program(site: FastAPI, opened: Release, closed: Release) -> Visitor:
    return stranger(site)


def get(program: Visitor, path: str, **headers: str) -> Response:
    return program.client.get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})


@pytest.fixture
def addresses(opened: Release) -> Sequence[str]:
    return [BASE, "/api/v1/openapi.json", *(f"{BASE}/{opened.id}{rest}" for rest in OF_RELEASE)]


def test_it_lists_what_is_open_alone(program: Visitor, opened: Release) -> None:
    found = get(program, BASE).json()

    assert [each["id"] for each in found] == [opened.id]
    assert found[0]["spec_hash"] == opened.specification_hash
    assert (found[0]["province"], found[0]["period"], found[0]["kind"]) == ("Overijssel", "2025", "year")


def test_every_link_of_a_release_leads_somewhere(program: Visitor) -> None:
    found = get(program, BASE).json()[0]["links"]

    assert found.pop("license") == CC0
    assert len(found) == 4
    for address in found.values():
        assert get(program, address.removeprefix(ORIGIN)).status_code == 200, address


def test_one_release_says_what_the_list_says(program: Visitor, opened: Release) -> None:
    assert get(program, f"{BASE}/{opened.id}").json() == get(program, BASE).json()[0]


def test_cells_are_all_figures_as_json(program: Visitor, opened: Release) -> None:
    reply = get(program, f"{BASE}/{opened.id}/cells")

    assert reply.headers["content-type"] == "application/json"
    assert reply.content == cells_json(open_cells(program.site.database, opened))
    assert len(reply.json()) > 300


def test_cells_are_all_figures_as_csv_for_who_would_rather_have_that(program: Visitor, opened: Release) -> None:
    asked, named = (
        get(program, f"{BASE}/{opened.id}/cells", accept="text/csv"),
        get(program, f"{BASE}/{opened.id}/cells.csv"),
    )

    assert asked.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    assert asked.content == named.content == cells_csv(open_cells(program.site.database, opened))


def test_a_header_may_take_more_than_one_line(program: Visitor, opened: Release) -> None:
    said = [("accept", "application/json;q=0.5"), ("accept", "text/csv"), ("if-none-match", '"anders"')]
    whole = program.client.get(f"{BASE}/{opened.id}/cells", headers=said)

    again = program.client.get(f"{BASE}/{opened.id}/cells", headers=[*said, ("if-none-match", whole.headers["etag"])])

    assert whole.headers["content-type"].startswith("text/csv")
    assert again.status_code == 304


def test_a_cache_keeps_json_and_csv_apart(program: Visitor, opened: Release) -> None:
    replies = [get(program, f"{BASE}/{opened.id}/cells", accept=accept) for accept in ("*/*", "text/csv")]

    assert {reply.headers["vary"] for reply in replies} == {"Accept"}
    assert len({reply.headers["etag"] for reply in replies}) == 2


def test_the_csv_is_what_its_description_says(program: Visitor, opened: Release, tmp_path: Path) -> None:
    for name in ("cells.csv", "cells.csv-metadata.json"):
        (tmp_path / name).write_bytes(get(program, f"{BASE}/{opened.id}/{name}").content)

    found = CSVW(str(tmp_path / "cells.csv-metadata.json"), validate=True)

    assert found.is_valid
    assert found.warnings == []
    assert len(list(found.tables[0])) == len(open_cells(program.site.database, opened))


@pytest.mark.parametrize(("old", "new"), [(",PV23,", ",=1+1,"), (",getoond,", ",misschien,"), (",deelnemers,", ",,")])
@pytest.mark.filterwarnings("always:Invalid column value")
def test_a_csv_that_is_not_would_be_found(
    program: Visitor, opened: Release, tmp_path: Path, old: str, new: str
) -> None:
    for name in ("cells.csv", "cells.csv-metadata.json"):
        written = get(program, f"{BASE}/{opened.id}/{name}").content
        (tmp_path / name).write_bytes(
            written.replace(old.encode(), new.encode(), 1) if name == "cells.csv" else written
        )

    assert not CSVW(str(tmp_path / "cells.csv-metadata.json"), validate=True).is_valid


def test_the_csv_says_where_its_description_is(program: Visitor, opened: Release) -> None:
    link = get(program, f"{BASE}/{opened.id}/cells.csv").headers["link"]

    assert f'<{ORIGIN}{BASE}/{opened.id}/cells.csv-metadata.json>; rel="describedby"' in link


def test_every_answer_has_its_licence_its_version_and_is_for_every_site(
    program: Visitor, addresses: Sequence[str]
) -> None:
    for address in addresses:
        headers = get(program, address).headers
        assert f'<{CC0}>; rel="license"' in headers["link"], address
        assert headers["api-version"] == "1.0.0"
        assert headers["access-control-allow-origin"] == "*"
        assert headers["cache-control"] == "no-cache"


def test_only_the_api_is_for_every_site(program: Visitor) -> None:
    assert "access-control-allow-origin" not in program.get("/open-data").response.headers


@pytest.mark.parametrize("tag", ["{}", "W/{}", '"iets anders", {}', "*"])
def test_what_a_program_has_is_not_sent_again(program: Visitor, addresses: Sequence[str], tag: str) -> None:
    for address in addresses:
        etag = get(program, address).headers["etag"]
        again = get(program, address, if_none_match=tag.format(etag))

        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag), address


def test_what_a_program_has_not_is_sent(program: Visitor, addresses: Sequence[str]) -> None:
    assert {get(program, address, if_none_match='"anders"').status_code for address in addresses} == {200}


def test_head_says_what_get_says_without_a_body(program: Visitor, addresses: Sequence[str]) -> None:
    for address in addresses:
        head = program.client.head(address)

        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["etag"] == get(program, address).headers["etag"]


@pytest.mark.parametrize("rest", OF_RELEASE)
def test_what_is_not_open_is_not_there(program: Visitor, closed: Release, rest: str) -> None:
    not_open, unknown = (get(program, f"{BASE}/{release_id}{rest}") for release_id in (closed.id, "nergens-2025"))

    assert not_open.status_code == unknown.status_code == 404
    assert not_open.content == unknown.content


@pytest.mark.parametrize("rest", OF_RELEASE)
def test_who_is_of_the_province_gets_no_more_of_the_api(site: FastAPI, closed: Release, rest: str) -> None:
    database = site.state.site.database
    province = accounts.organisation(database, Kind.PROVINCE, name="Gelderland", province="Gelderland")
    petra = accounts.signed_in(site, accounts.account(database, province))

    assert petra.client.get(f"{BASE}/{closed.id}{rest}").status_code == 404


def test_what_is_ended_is_gone_for_who_kept_its_tag_too(program: Visitor, opened: Release) -> None:
    address = f"{BASE}/{opened.id}/cells"
    etag = get(program, address).headers["etag"]
    with program.site.database.write() as session:
        session.connection().execute(text("UPDATE release_opening SET is_open = false"))

    assert get(program, address, if_none_match=etag).status_code == 404
    assert get(program, BASE).json() == []


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", f"{BASE}/nergens", 404),
        ("GET", "/api/", 404),
        ("GET", "/api/v2/releases", 404),
        ("GET", f"{BASE}/", 404),
        ("POST", BASE, 405),
        ("DELETE", f"{BASE}/overijssel-2025", 405),
        ("GET", f"{BASE}?province=Overijssel", 422),
    ],
)
def test_a_problem_is_told_as_programs_expect(program: Visitor, method: str, path: str, status: int) -> None:
    reply = program.client.request(method, path, headers={"origin": ORIGIN})

    assert reply.headers["content-type"] == "application/problem+json"
    assert (reply.status_code, reply.json()["status"]) == (status, status)
    assert (reply.json()["type"], bool(reply.json()["detail"])) == ("about:blank", True)
    assert reply.headers["access-control-allow-origin"] == "*"


def test_a_database_that_is_away_is_a_problem_too(program: Visitor) -> None:
    with program.site.database.write() as session:
        session.connection().execute(text("ALTER TABLE release_opening RENAME TO elsewhere"))

    reply = get(program, BASE)

    assert (reply.status_code, reply.headers["retry-after"]) == (503, "30")
    assert reply.headers["content-type"] == "application/problem+json"


def test_an_error_of_ours_is_a_problem_too(site: FastAPI, opened: Release) -> None:
    of_no_kind = asdict(opened) | {"id": "overijssel-2031", "period": "2031", "kind": "month"}
    with site.state.site.database.write() as session:
        session.add(ReleaseRow(**of_no_kind))

    reply = get(stranger(site, catches=True), BASE)

    assert (reply.status_code, reply.headers["content-type"]) == (500, "application/problem+json")
    assert "x-frame-options" in reply.headers


def test_it_reads_no_cookie_and_sets_none(program: Visitor, addresses: Sequence[str]) -> None:
    for address in addresses:
        without, cookies = get(program, address), f"scan={'x' * 43}; account={'y' * 43}"
        reply = get(program, address, cookie=cookies)

        assert reply.content == without.content
        assert "set-cookie" not in reply.headers


def test_answers_are_of_the_kinds_that_the_description_names(program: Visitor, opened: Release) -> None:
    listed, cells = get(program, BASE).content, get(program, f"{BASE}/{opened.id}/cells").content

    assert TypeAdapter(list[OpenRelease]).validate_json(listed)
    assert TypeAdapter(list[OpenCell]).validate_json(cells)


@pytest.fixture
def description(program: Visitor) -> Any:
    return get(program, "/api/v1/openapi.json").json()


def test_the_description_has_the_api_and_nothing_else(description: Any, addresses: Sequence[str]) -> None:
    paths = {address.replace("overijssel-2025", "{release_id}") for address in addresses}

    assert set(description["paths"]) == paths
    assert all(set(path) == {"get"} for path in description["paths"].values())


def test_the_description_names_licence_and_contact(description: Any) -> None:
    assert description["info"]["license"]["url"] == CC0
    assert description["info"]["contact"]["email"] == "info@provincie.example"
    assert description["servers"] == [{"url": ORIGIN}]


def test_the_description_explains_every_operation_and_every_column(description: Any) -> None:
    operations = [path["get"] for path in description["paths"].values()]
    columns: Mapping[str, Any] = description["components"]["schemas"]["OpenCell"]["properties"]

    assert all(operation["summary"] and operation["description"] for operation in operations)
    assert list(columns) == [field.name for field in fields(OpenCell)]
    assert all(column["description"] for column in columns.values())


def test_the_description_says_that_errors_are_problems(description: Any) -> None:
    for path in description["paths"].values():
        errors = {status: of for status, of in path["get"]["responses"].items() if status != "200"}
        assert "422" in errors
        assert all(set(of["content"]) == {"application/problem+json"} for of in errors.values())


@pytest.mark.parametrize(("name", "kind"), [("OpenRelease", OpenRelease), ("OpenCell", OpenCell)])
def test_examples_are_of_the_kind_that_they_are_an_example_of(description: Any, name: str, kind: type) -> None:
    (example,) = description["components"]["schemas"][name]["examples"]

    assert TypeAdapter(kind).validate_json(json.dumps(example))
    assert list(example) == [field.name for field in fields(kind)]

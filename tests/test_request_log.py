"""What the log tells of every request, and how a visitor can point at a line of it."""

import re
from collections.abc import Callable

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.log_lines import Written
from tests.visitor import Visitor


@pytest.fixture
def visitor_of_faults(make_app: Callable[..., FastAPI]) -> Visitor:
    app = make_app()
    app.add_api_route("/stuk/{what}", lambda what: int(what))
    return Visitor(TestClient(app, base_url="http://127.0.0.1:8000", raise_server_exceptions=False))


def test_a_line_tells_the_pattern_of_a_route_and_never_the_address(visitor: Visitor, written: Written) -> None:
    visitor.get("/verder/geheim?x=geheim")

    line = written()[-1]
    assert (line["event"], line["method"], line["route"], line["status"]) == ("request", "GET", "/verder/{secret}", 200)
    assert line["milliseconds"] > 0
    assert set(line) == {
        "timestamp", "level", "logger", "event", "request_id", "method", "route", "status", "milliseconds"
    }  # fmt: skip


@pytest.mark.parametrize("path", ["/bestaat-niet", "/static/geheim", "/verder/a/b"])
def test_an_address_without_a_page_is_a_dash(visitor: Visitor, written: Written, path: str) -> None:
    visitor.client.get(path)

    assert written()[-1]["route"] == "-"


def test_a_file_goes_by_its_folder(visitor: Visitor, written: Written) -> None:
    style = next(link for link in visitor.get("/").all("link") if link.get("rel") == "stylesheet")

    visitor.client.get(style.get("href", ""))

    assert re.fullmatch(r"/static/\w+", written()[-1]["route"])


def test_every_answer_has_an_id_of_our_own_that_is_in_the_log(visitor: Visitor, written: Written) -> None:
    ids = [visitor.client.get(path, headers={"x-request-id": "vals"}).headers["x-request-id"] for path in ("/", "/x")]

    assert ids == [line["request_id"] for line in written()[-2:]]
    assert len(set(ids)) == 2


def test_a_refused_host_is_in_the_log_too(visitor: Visitor, written: Written) -> None:
    visitor.client.get("/", headers={"host": "evil.example"})

    assert (written()[-1]["status"], written()[-1]["route"]) == (400, "-")


def test_a_fault_shows_the_visitor_the_code_that_is_in_the_log(visitor_of_faults: Visitor, written: Written) -> None:
    page = visitor_of_faults.get("/stuk/geheim")

    assert page.status == 500
    line = written()[-1]
    assert line["status"] == 500
    assert line["request_id"] in page.text
    assert page.response.headers["x-request-id"] == line["request_id"]

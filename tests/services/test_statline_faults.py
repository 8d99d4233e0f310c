"""StatLine at its worst: whatever it answers, the last good figures stay and one is told why."""

import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import StatLineError
from app.reference_figures import refreshed_file
from tests.statline_server import ALL, LABOUR, NAME, VALUE_ADDED, YEARS, FakeStatLine, refreshed, send


def says(status: int, document: object = b"", **headers: str) -> Callable[[BaseHTTPRequestHandler], None]:
    return lambda request: send(request, document, status=status, **headers)


def drip(request: BaseHTTPRequestHandler) -> None:
    """Send the body a byte at a time, so that no single wait is long."""
    request.send_response(200)
    request.end_headers()
    _slowly(request)


def drip_headers(request: BaseHTTPRequestHandler) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    _slowly(request)


def _slowly(request: BaseHTTPRequestHandler) -> None:
    try:
        for _ in range(200):
            request.wfile.write(b" ")
            time.sleep(0.05)
    except OSError:
        return


def hang(request: BaseHTTPRequestHandler) -> None:
    time.sleep(2)


def never_end(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.end_headers()
    try:
        while True:
            request.wfile.write(b" " * 1_000_000)
    except OSError:
        return


def break_off(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("Content-Length", "1000")
    request.end_headers()
    request.wfile.write(b'{"value": [')
    request.close_connection = True


def page_at(link: object) -> Callable[[BaseHTTPRequestHandler], None]:
    return says(200, {"value": [], "odata.nextLink": link})


FAULTS: dict[str, tuple[Callable[[BaseHTTPRequestHandler], None], str]] = {
    "error 500": (says(500, b"<html>Oops</html>"), "it answered 500"),
    "not there": (says(404), "it answered 404"),
    "moved elsewhere": (says(302, Location="http://elders.example.nl/"), "it answered 302"),
    "a page of html": (says(200, b"<html></html>"), "no JSON"),
    "no text": (says(200, b"\xff\xfe\x00"), "no JSON"),
    "nested too deep": (says(200, b"[" * 100_000), "no JSON"),
    "a number that is none": (says(200, b'{"value": [{"x": NaN}]}'), "no JSON"),
    "a number that is endless": (says(200, b'{"value": [{"x": 1e999999999}]}'), "no JSON"),
    "a list": (says(200, []), "has no rows"),
    "an error as a document": (says(200, {"odata.error": {"code": ""}}), "has no rows"),
    "rows that are none": (says(200, {"value": [1]}), "has no rows"),
    "null": (says(200, {"value": None}), "has no rows"),
    "no answer": (hang, "ReadTimeout|RemoteProtocolError|ReadError"),
    "a slow body": (drip, "RemoteProtocolError|ReadError|no JSON"),
    "slow headers": (drip_headers, "RemoteProtocolError|ReadError"),
    "half an answer": (break_off, "RemoteProtocolError"),
    "too much": (never_end, "over 20000000 bytes"),
    "a page on another host": (page_at("http://elders.example.nl/x"), "another host, elders.example.nl"),
    "a page behind a password": (page_at("http://a:b@127.0.0.1/x"), "another host"),
    "a page that is no address": (page_at("http://127.0.0.1:abc/x"), "no address"),
}


@pytest.mark.parametrize("part", [f"{VALUE_ADDED}/DataProperties", f"{LABOUR}/TypedDataSet"])
@pytest.mark.parametrize("fault", FAULTS)
def test_the_last_good_figures_stay_after_a_fault(service: FakeStatLine, tmp_path: Path, fault: str, part: str) -> None:
    refreshed(service, tmp_path)
    good = refreshed_file(tmp_path).read_bytes()
    service.instead[part], said = FAULTS[fault]

    with pytest.raises(StatLineError, match=f"{part}: .*({said})"):
        refreshed(service, tmp_path, seconds=5 if fault == "too much" else 0.5)

    assert refreshed_file(tmp_path).read_bytes() == good
    assert [path.name for path in tmp_path.iterdir()] == ["productivity.csv"]


def test_a_page_that_comes_back_ends(service: FakeStatLine, tmp_path: Path) -> None:
    part = f"{VALUE_ADDED}/DataProperties"
    service.instead[part] = page_at(f"{service.url}/{part}")

    with pytest.raises(StatLineError, match="its pages have no end"):
        refreshed(service, tmp_path)


@pytest.mark.parametrize("link", ["", 5, [], {}])
def test_a_next_page_that_is_this_page_ends(service: FakeStatLine, tmp_path: Path, link: object) -> None:
    service.instead[f"{VALUE_ADDED}/DataProperties"] = page_at(link)

    with pytest.raises(StatLineError, match="its pages have no end"):
        refreshed(service, tmp_path)


def test_endless_pages_end(service: FakeStatLine, tmp_path: Path) -> None:
    service.page = 1

    with pytest.raises(StatLineError, match="its pages have no end"):
        refreshed(service, tmp_path)

    assert not refreshed_file(tmp_path).exists()


def test_a_service_that_is_away_is_told(service: FakeStatLine, tmp_path: Path) -> None:
    service.url = "http://127.0.0.1:1/odata"

    with pytest.raises(StatLineError, match="ConnectError"):
        refreshed(service, tmp_path)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({(NAME, "391600", year): None for year in YEARS}, "ict per hour_worked has no year with all its figures"),
        ({(NAME, "391600", year): 0 for year in YEARS}, "ict per hour_worked has no year"),
        ({(NAME, "391600", 2024): 480}, "ict per labour_year is 1500; expected 17000 to 510000"),
        ({(NAME, "391600", 2024): 4_800_000}, "expected 10 to 300"),
        ({(NAME, "391600", 2024): "48000"}, "'48000' is no number"),
        ({(NAME, "391600", 2024): True}, "'True' is no number"),
        ({(NAME, ALL, 2023): 800_000}, "0 measures have nearly the known figure of T001081 in 2023"),
        ({(NAME, ALL, 2023): None}, "0 measures have nearly the known figure"),
        ({("Arbeidsjaren", ALL, 2022): 8_144_200}, f"{LABOUR} Arbeidsjaren: 0 measures"),
        (
            {("Arbeidsjaren", "354200", year): None for year in YEARS[2:]},
            "handel per labour_year is of 2019, before 2021",
        ),
    ],
)
def test_figures_that_cannot_be_right_are_refused(
    service: FakeStatLine, tmp_path: Path, cells: Any, expected: str
) -> None:
    service.cells = cells

    with pytest.raises(StatLineError) as caught:
        refreshed(service, tmp_path)

    assert expected in str(caught.value)
    assert not refreshed_file(tmp_path).exists()


def test_another_unit_is_refused(service: FakeStatLine, tmp_path: Path) -> None:
    service.units["years"] = "banen"

    with pytest.raises(StatLineError, match="Arbeidsjaren: no measure in a unit that we know; its units: banen"):
        refreshed(service, tmp_path)


def test_two_measures_that_may_both_be_it_are_refused(service: FakeStatLine, tmp_path: Path) -> None:
    service.fixed_prices = 0.99

    with pytest.raises(StatLineError, match="2 measures have nearly the known figure"):
        refreshed(service, tmp_path)


def test_a_measure_that_is_gone_is_told(service: FakeStatLine, tmp_path: Path) -> None:
    service.instead[f"{LABOUR}/DataProperties"] = says(200, {"value": [{"Key": None}, {}]})

    with pytest.raises(StatLineError, match="its units: none"):
        refreshed(service, tmp_path)


def test_a_cell_that_stands_there_twice_is_refused(service: FakeStatLine, tmp_path: Path) -> None:
    row = {"BedrijfstakkenBranchesSBI2008": "391600    ", "Perioden": "2024JJ00"}
    service.instead[f"{VALUE_ADDED}/TypedDataSet"] = says(200, {"value": [row, row]})

    with pytest.raises(StatLineError, match="two values for 391600 in 2024"):
        refreshed(service, tmp_path)

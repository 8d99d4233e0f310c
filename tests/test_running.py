"""The running program: how it starts, whom it believes, how it stops."""

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest

from app.services.opening import MOST_FAILURES
from tests.live import Live, live, received
from tests.processes import is_running
from tests.visitor import COMPANY
from tests.waiting import wait_until

FORM = b"POST /start HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
SCAN = str(Path(sys.executable).parent / "scan")
PROFILE = urlencode(COMPANY).encode()


def test_a_stop_waits_for_the_request_under_way(tmp_path: Path) -> None:
    with live(tmp_path) as site, site.connect() as connection:
        wait_until(lambda: bool(site.children()))
        processes = site.children()
        connection.sendall(FORM + b"Content-Length: %d\r\n\r\n" % len(PROFILE) + PROFILE[:20])
        time.sleep(1)

        site.process.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        connection.sendall(PROFILE[20:])

        assert b"303 See Other" in received(connection)
        assert site.process.wait(timeout=20) == 0
    wait_until(lambda: not any(is_running(process) for process in processes))


def test_a_killed_server_takes_the_pdf_process_along(tmp_path: Path) -> None:
    with live(tmp_path) as site:
        wait_until(lambda: bool(site.children()))
        processes = site.children()

        site.process.kill()
        site.process.wait()

        wait_until(lambda: not any(is_running(process) for process in processes))


def test_the_pdf_process_loads_no_part_of_the_site(tmp_path: Path) -> None:
    with live(tmp_path) as site:
        wait_until(lambda: any(has_loaded(process, "libpango") for process in site.children()))

        assert not any(has_loaded(process, "pydantic") for process in site.children())


def test_an_interrupt_from_the_keyboard_is_a_normal_stop(tmp_path: Path) -> None:
    with live(tmp_path) as site:
        site.process.send_signal(signal.SIGINT)

        assert site.process.wait(timeout=20) == 0
        assert not [line for line in site.log if line["level"] in ("error", "critical")]


def test_a_visitor_who_leaves_halfway_is_no_error(tmp_path: Path) -> None:
    with live(tmp_path) as site:
        with site.connect() as connection:
            connection.sendall(FORM + b"Content-Length: 99\r\n\r\nsector=")
            time.sleep(0.3)
        wait_until(lambda: any(line.get("route") == "/start" for line in site.log))
    left = next(line for line in site.log if line.get("route") == "/start")

    assert (left["level"], left["status"]) == ("info", 400)
    assert not [line for line in site.log if line["level"] in ("error", "critical")]


@pytest.mark.parametrize("protocol", ["websocket", "h2c"])
def test_asking_for_another_protocol_is_no_fault(tmp_path: Path, protocol: str) -> None:
    with live(tmp_path) as site:
        wanted = {"connection": "upgrade", "upgrade": protocol}
        assert httpx.get(f"{site.address}/healthz", headers=wanted).status_code == 200

    assert not [line for line in site.log if line["level"] != "info"]


def test_a_taken_port_is_told_before_any_address(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        environment = {"SCAN_DATA_DIR": str(tmp_path / "data")}
        done = subprocess.run([SCAN, "serve", "--port", port], env=environment, capture_output=True, text=True)

    assert done.returncode == 3
    assert "Address already in use" in done.stderr
    assert done.stdout == ""


def guess_from(site: Live, *addresses: str) -> list[int]:
    """Try a link that opens nothing, each time with another address in the header of a proxy."""
    with httpx.Client(base_url=site.address, headers={"origin": site.address}) as client:
        return [
            client.post("/verder/fout", data={}, headers={"x-forwarded-for": address}).status_code
            for address in addresses
        ]


def test_whom_a_proxy_speaks_for_counts_when_the_proxy_is_trusted(tmp_path: Path) -> None:
    with live(tmp_path, trusted_proxies="192.0.2.1, 127.0.0.0/8") as site:
        assert guess_from(site, *["203.0.113.7"] * MOST_FAILURES)[-1] == 429
        assert guess_from(site, "203.0.113.8, 203.0.113.7") == [429]
        assert guess_from(site, "203.0.113.7, 203.0.113.8") == [404]


def test_others_cannot_pretend_to_be_many(tmp_path: Path) -> None:
    with live(tmp_path, trusted_proxies="192.0.2.1") as site:
        assert guess_from(site, *[f"203.0.113.{number}" for number in range(MOST_FAILURES)])[-1] == 429


@pytest.mark.parametrize(
    ("public_url", "is_warned"), [("http://scan.example.nl", True), ("https://scan.example.nl", False)]
)
def test_the_start_warns_when_cookies_travel_unprotected(tmp_path: Path, public_url: str, is_warned: bool) -> None:
    with live(tmp_path, public_url=public_url) as site:
        pass

    assert any("without https" in line["event"] for line in site.log) is is_warned


@pytest.mark.parametrize(
    ("name", "value"),
    [("metrics", "9100"), ("metrics", "x:99999"), ("trusted_proxies", "*"), ("metrics", "192.0.2.1:9100")],
)
def test_a_wrong_setting_stops_the_start(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(TimeoutError), live(tmp_path, **{name: value}):
        pass

    said = (tmp_path / "stderr").read_text()
    assert "SCAN_" in said or "Errno" in said
    assert "Traceback" not in said


def has_loaded(process: int, library: str) -> bool:
    return library in Path(f"/proc/{process}/maps").read_text()

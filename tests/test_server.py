"""Requests that do not arrive whole or come without end, and the limits that end them."""

import inspect
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
import uvicorn
from fastapi import FastAPI, Request
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from app.server import DeadlineProtocol, make_server
from tests.live import received

DEADLINE = 0.3
GET = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
CHUNKED = b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"


class Hasty(DeadlineProtocol):
    receive_seconds = DEADLINE


@pytest.fixture
def connection() -> Iterator[socket.socket]:
    """A connection to a server with a short deadline, that takes longer than that to answer /slow."""
    with connected(Hasty) as opened:
        yield opened


@pytest.fixture
def patient_connection() -> Iterator[socket.socket]:
    """A connection to a server with the deadline of every day, which these tests do not wait for."""
    with connected(DeadlineProtocol) as opened:
        yield opened


@contextmanager
def connected(protocol: type[DeadlineProtocol]) -> Iterator[socket.socket]:
    server = make_server(_app(), host="127.0.0.1", port=0, protocol=protocol)
    thread = threading.Thread(target=server.run)
    thread.start()
    with socket.create_connection(("127.0.0.1", _port_of(server)), timeout=5) as opened:
        yield opened
    server.should_exit = True
    thread.join()


def _app() -> FastAPI:
    app = FastAPI()
    app.get("/")(lambda: "fast")

    @app.get("/slow")
    def answer_slowly() -> str:
        time.sleep(3 * DEADLINE)
        return "slow"

    @app.post("/")
    async def read_body(request: Request) -> int:
        return len(await request.body())

    return app


def _port_of(server: uvicorn.Server) -> int:
    while not server.started:
        time.sleep(0.01)
    port: int = server.servers[0].sockets[0].getsockname()[1]
    return port


def trickle(connection: socket.socket) -> None:
    for _ in range(100):
        connection.sendall(b"x")
        time.sleep(0.05)


def seconds_until_closed(connection: socket.socket) -> float:
    began = time.monotonic()
    received(connection)
    return time.monotonic() - began


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc",
        b"\r\n",
    ],
    ids=["nothing", "half the headers", "half the body", "an empty line"],
)
def test_a_request_that_does_not_arrive_is_cut_off(connection: socket.socket, sent: bytes) -> None:
    connection.sendall(sent)

    assert DEADLINE * 0.8 < seconds_until_closed(connection) < DEADLINE * 4


@pytest.mark.parametrize("head", [b"GET / HTTP/1.1\r\nX: ", b"POST / HTTP/1.1\r\nContent-Length: 99\r\n\r\n"])
def test_sending_a_byte_at_a_time_gives_no_more_time(connection: socket.socket, head: bytes) -> None:
    connection.sendall(head)
    began = time.monotonic()

    with pytest.raises(OSError, match=r"Broken pipe|reset"):
        trickle(connection)

    assert time.monotonic() - began < 4 * DEADLINE


def test_empty_lines_after_an_answer_do_not_keep_the_connection(connection: socket.socket) -> None:
    connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
    connection.recv(65536)

    connection.sendall(b"\r\n")

    assert seconds_until_closed(connection) < 4 * DEADLINE


def test_a_slow_answer_is_not_cut_off(connection: socket.socket) -> None:
    connection.sendall(b"GET /slow HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")

    assert received(connection).endswith(b'"slow"')


def test_half_a_next_request_does_not_cut_off_the_answer_to_the_one_before(connection: socket.socket) -> None:
    connection.sendall(b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n")
    connection.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc")

    assert b'"slow"' in received(connection)


def test_the_next_request_has_its_own_deadline(connection: socket.socket) -> None:
    connection.sendall(b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n")
    connection.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc")

    assert 3 * DEADLINE < seconds_until_closed(connection) < 8 * DEADLINE


def test_between_two_requests_the_time_out_is_that_of_uvicorn(connection: socket.socket) -> None:
    for _ in range(2):
        connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        assert b"200" in connection.recv(65536)
        time.sleep(2 * DEADLINE)


def test_a_body_that_comes_in_time_is_read(connection: socket.socket) -> None:
    connection.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\nConnection: close\r\n\r\nabc")
    time.sleep(DEADLINE / 2)
    connection.sendall(b"def")

    assert received(connection).endswith(b"6")


@pytest.mark.parametrize(
    ("begun", "more"),
    [
        (b"GET / HTTP/1.1\r\n", b"X-Abc: abc\r\n"),
        (b"GET / HTTP/1.1\r\nX: ", b"a"),
        (b"GET /", b"a"),
        (CHUNKED + b"3;", b"a"),
        (CHUNKED + b"3\r\nabc\r\n0\r\n", b"X-Abc: abc\r\n"),
        (b"", b"\r\n"),
    ],
    ids=["headers", "one header", "the path", "what stands with a chunk", "trailers", "empty lines"],
)
def test_a_request_without_end_is_cut_off(patient_connection: socket.socket, begun: bytes, more: bytes) -> None:
    with suppress(ConnectionError):
        patient_connection.sendall(begun + more * (1_000_000 // len(more)))

    assert seconds_until_closed(patient_connection) < 4


def test_a_line_of_requests_without_end_is_cut_off(caplog: pytest.LogCaptureFixture) -> None:
    with connected(DeadlineProtocol) as opened, pytest.raises(OSError, match=r"Broken pipe|reset"):
        opened.sendall(GET * 1_000_000)

    assert [record.getMessage() for record in caplog.records if record.levelname == "ERROR"] == []


def test_requests_that_wait_in_line_are_all_answered(patient_connection: socket.socket) -> None:
    patient_connection.sendall(GET * 50 + GET.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))

    assert received(patient_connection).count(b"200 OK") == 51


def test_a_long_head_is_read(patient_connection: socket.socket) -> None:
    for part in (b"GET / HTTP/1.1\r\nConnection: close\r\n", *[b"X: %s\r\n" % (b"a" * 6000)] * 10, b"\r\n"):
        patient_connection.sendall(part)
        time.sleep(0.01)

    assert b"200 OK" in received(patient_connection)


def test_a_long_body_in_chunks_is_read(patient_connection: socket.socket) -> None:
    patient_connection.sendall(CHUNKED.replace(b"Host", b"Connection: close\r\nHost") + b"a\r\n0123456789\r\n" * 50_000)
    patient_connection.sendall(b"0\r\n\r\n")

    assert received(patient_connection).endswith(b"500000")


def test_uvicorn_has_the_parts_that_the_deadline_builds_on() -> None:
    names = ("connection_made", "connection_lost", "data_received", "on_message_begin", "on_message_complete")
    more = (
        "on_headers_complete",
        "on_body",
        "on_response_complete",
        "_unsupported_upgrade_warning",
        "_start_asgi_task",
    )
    source = inspect.getsource(HttpToolsProtocol)

    assert all(name in vars(HttpToolsProtocol) for name in (*names, *more))
    assert all(f"self.{name}" in source for name in ("pipeline", "cycle", "loop", "transport"))
    assert "on_response=self.on_response_complete" in source
    cycle = inspect.getsource(RequestResponseCycle.__init__)
    assert all(
        f"self.{name}" in cycle for name in ("more_body = True", "response_complete = False", "disconnected = False")
    )

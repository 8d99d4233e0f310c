"""Serves the site to the network: with limits on how long a request may take to arrive, on how much of it the parser
keeps and on how many come at once, and with a graceful stop."""

import asyncio
import signal
import socket
from types import FrameType
from typing import ClassVar, NoReturn

import uvicorn
from fastapi import FastAPI
from uvicorn._types import ASGI3Application
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

_SECONDS_TO_FINISH = 10


class DeadlineProtocol(HttpToolsProtocol):
    """Closes a connection on which a request does not arrive whole in time, or that fills the memory.

    Uvicorn waits for ever (https://github.com/Kludex/uvicorn/issues/157). A request that is being answered is never
    cut off for the time it takes, and between two requests uvicorn's own time-out counts.
    """

    receive_seconds: ClassVar[float] = 10
    # The parser keeps a head, and what may follow a body in chunks, until it has the whole of it.
    most_unread: ClassVar[int] = 64 * 1024
    # No browser sends a request before the answer to the last; uvicorn goes on reading while others wait.
    most_in_line: ClassVar[int] = 100
    _unread: int = 0
    _deadline: asyncio.TimerHandle | None = None
    _answered: RequestResponseCycle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        super().connection_made(transport)
        self._start_clock()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_clock()
        if self._answered is not None:
            # Uvicorn tells this the last request in line, and the one that is being answered would write on.
            self._answered.disconnected = True
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        self._unread += len(data)
        super().data_received(data)
        if self._unread > self.most_unread or len(self.pipeline) > self.most_in_line:
            self.transport.abort()
        # Any data ends uvicorn's own time-out, also an empty line that begins no request.
        if self._deadline is None and not self._is_answering():
            self._start_clock()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        if not self._is_answering():
            self._start_clock()

    def on_headers_complete(self) -> None:
        super().on_headers_complete()
        self._unread = 0

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        self._answered = cycle
        super()._start_asgi_task(cycle, app)

    def on_body(self, body: bytes) -> None:
        super().on_body(body)
        self._unread = 0

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self._unread = 0
        self._stop_clock()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        # The next request came in part while this one was answered.
        if self.cycle.more_body and not self._is_answering():
            self._start_clock()

    def _unsupported_upgrade_warning(self) -> None:
        """Say nothing: who asks for another protocol gets an answer in this one."""

    def _is_answering(self) -> bool:
        current = self.cycle
        return bool(self.pipeline) or (current is not None and not (current.response_complete or current.more_body))

    def _start_clock(self) -> None:
        self._stop_clock()
        self._deadline = self.loop.call_later(self.receive_seconds, self.transport.abort)

    def _stop_clock(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None


def make_server(
    site: FastAPI,
    *,
    host: str,
    port: int,
    trusted_proxies: str = "",
    protocol: type[DeadlineProtocol] = DeadlineProtocol,
) -> uvicorn.Server:
    """Make the server of a site; only `trusted_proxies`, addresses with commas between, may say whom they speak for."""
    return uvicorn.Server(
        uvicorn.Config(
            site,
            host=host,
            port=port,
            http=protocol,
            ws="none",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=bool(trusted_proxies),
            forwarded_allow_ips=trusted_proxies,
            timeout_graceful_shutdown=_SECONDS_TO_FINISH,
        )
    )


def listen(host: str, port: int) -> list[socket.socket]:
    """Take an address, in each family that it is of. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [socket.create_server(address, family=family) for family, *_, address in found]


def run(server: uvicorn.Server, listening: list[socket.socket] | None = None) -> None:
    """Serve until a signal to stop, finish the requests under way, and leave with exit code 0."""
    for number in (signal.SIGTERM, signal.SIGINT):
        # Uvicorn sends itself the signal again when it has finished.
        signal.signal(number, _leave)
    server.run(listening)


def _leave(_number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)

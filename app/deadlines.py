"""Ends a conversation with a slow peer: no single wait in it need be long for all of it to be."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Timer


@contextmanager
def hanging_up_after(seconds: float) -> Iterator[Callable[[socket.socket], None]]:
    """Take in connections, and end them when the time is over; one that comes in later is ended at once."""
    handles: list[socket.socket] = []
    timer = Timer(seconds, _hang_up, [handles])
    timer.daemon = True

    def take_in(connection: socket.socket) -> None:
        # A handle of our own, below TLS, which is not made to be ended from another thread.
        handles.append(socket.fromfd(connection.fileno(), connection.family, connection.type))
        if timer.finished.is_set():
            _hang_up(handles)

    timer.start()
    try:
        yield take_in
    finally:
        timer.cancel()
        for handle in handles:
            handle.close()


def _hang_up(handles: list[socket.socket]) -> None:
    for handle in handles:
        with suppress(OSError):
            handle.shutdown(socket.SHUT_RDWR)

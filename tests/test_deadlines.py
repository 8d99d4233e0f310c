"""Hanging up on a peer when the time is over, and only then."""

import socket
import threading
import time
from collections.abc import Iterator

import pytest

from app.deadlines import hanging_up_after


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, socket.socket]]:
    """The two ends of a connection."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.settimeout(5)
        theirs.settimeout(5)
        yield ours, theirs


def test_who_waits_when_the_time_is_over_hears_that_it_ended(ends: tuple[socket.socket, socket.socket]) -> None:
    ours, _ = ends

    with hanging_up_after(0.1) as take_in:
        take_in(ours)
        assert ours.recv(1) == b""


def test_the_peer_hears_it_too(ends: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = ends

    with hanging_up_after(0.1) as take_in:
        take_in(ours)
        assert theirs.recv(1) == b""


def test_a_connection_that_comes_in_too_late_is_ended_at_once(ends: tuple[socket.socket, socket.socket]) -> None:
    ours, _ = ends

    with hanging_up_after(0) as take_in:
        time.sleep(0.1)
        take_in(ours)
        assert ours.recv(1) == b""


def test_a_connection_that_was_done_in_time_goes_on(ends: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = ends

    with hanging_up_after(0.1) as take_in:
        take_in(ours)
    time.sleep(0.2)

    theirs.sendall(b"more")
    assert ours.recv(4) == b"more"


def test_the_time_of_a_conversation_that_is_over_runs_no_longer() -> None:
    with hanging_up_after(60):
        pass

    timers = [thread for thread in threading.enumerate() if isinstance(thread, threading.Timer)]
    for timer in timers:
        timer.join(5)

    assert not any(timer.is_alive() for timer in timers)

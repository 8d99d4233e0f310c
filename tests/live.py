"""The real program in a process of its own, its log, and raw connections to it."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

_SECONDS_TO_START = 60


@dataclass(frozen=True)
class Live:
    """A running program: where it answers, its process and its files of output."""

    address: str
    port: int
    process: "subprocess.Popen[bytes]"
    errors: Path

    @property
    def log(self) -> list[dict[str, Any]]:
        """The lines on stderr, each of which is JSON."""
        return [json.loads(line) for line in self.errors.read_text().splitlines()]

    def children(self) -> list[int]:
        tasks = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        return [int(child) for task in tasks for child in task.read_text().split()]

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=20)


@contextmanager
def live(data_dir: Path, *arguments: str, **settings: str) -> Iterator[Live]:
    """Serve the site on a free port until it answers; it is stopped at the end, if it still runs."""
    port = free_port()
    command = [str(Path(sys.executable).parent / "scan"), "serve", "--port", str(port), *arguments]
    environment = {"PATH": "/usr/bin:/bin", "SCAN_DATA_DIR": str(data_dir / "data"), **_scan(settings)}
    with (data_dir / "stderr").open("wb") as errors:
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=errors)
        running = Live(f"http://127.0.0.1:{port}", port, process, data_dir / "stderr")
        try:
            _wait_for(running)
            yield running
        finally:
            process.terminate()
            process.wait(timeout=30)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def received(connection: socket.socket) -> bytes:
    """Read until the other side closes."""
    parts = []
    try:
        while part := connection.recv(65536):
            parts.append(part)
    except ConnectionResetError:
        pass
    return b"".join(parts)


def _scan(settings: Mapping[str, str]) -> dict[str, str]:
    return {f"SCAN_{name.upper()}": value for name, value in settings.items()}


def _wait_for(running: Live) -> None:
    deadline = time.monotonic() + _SECONDS_TO_START
    with httpx.Client(timeout=5) as client:  # to make one takes more time than to ask
        while time.monotonic() < deadline and running.process.poll() is None:
            try:
                client.get(f"{running.address}/healthz")
            except httpx.TransportError:
                time.sleep(0.1)
            else:
                return
    raise TimeoutError(f"{running.address} does not answer: {running.errors.read_text()}")

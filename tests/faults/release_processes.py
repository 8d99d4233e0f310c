"""`scan release` in processes that end themselves, with SIGKILL, at a step of their own with the database.

Starting Python and what makes the noise takes a second, so that is done once, and every process is a fork of that.
Run as a module it reads which processes to start together, as JSON on a line, and answers how they ended.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Engine, event

import app.services.releasing  # noqa: F401  # what takes a second
from app.cli import app as commands

NEVER = 0
KILLED = -signal.SIGKILL


class ReleaseProcesses:
    """Starts processes on one site."""

    def __init__(self, server: subprocess.Popen[str], environment: dict[str, str]) -> None:
        self._asked, self._answers = _pipes(server)
        self.environment = environment

    def run(self, *arguments: str, dies_at: int = NEVER) -> int:
        """Return the exit code of `scan release`, KILLED when it came as far as that step."""
        (code,) = self._start([arguments], dies_at)
        return code

    def run_at_once(self, *releases: tuple[str, str]) -> list[int]:
        return self._start(releases, NEVER)

    def _start(self, releases: Sequence[Sequence[str]], dies_at: int) -> list[int]:
        asked = [{"arguments": each, "dies_at": dies_at, "environment": self.environment} for each in releases]
        print(json.dumps(asked), file=self._asked, flush=True)
        codes: list[int] = json.loads(self._answers.readline())
        return codes


def _pipes(server: subprocess.Popen[str]) -> tuple[IO[str], IO[str]]:
    assert server.stdin
    assert server.stdout
    return server.stdin, server.stdout


@contextmanager
def forking() -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", __name__]
    with subprocess.Popen(
        command, cwd=Path(__file__).parents[2], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        yield server


def main() -> None:
    for line in sys.stdin:
        processes = [_fork(asked) for asked in json.loads(line)]
        codes = [os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) for process in processes]
        sys.stdout.write(f"{json.dumps(codes)}\n")
        sys.stdout.flush()


def _fork(asked: dict[str, Any]) -> int:
    process = os.fork()
    if process:
        return process
    os.environ.update(asked["environment"])
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    os.dup2(sys.stdout.fileno(), sys.stderr.fileno())
    _die_at(asked["dies_at"])
    commands(["release", *asked["arguments"]])
    return process


def _die_at(step: int) -> None:
    steps = count(1)

    def take_step(*_about: object) -> None:
        if next(steps) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", take_step)
    event.listen(Engine, "commit", take_step)


if __name__ == "__main__":
    main()

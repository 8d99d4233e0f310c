"""Asks a server the same things over and over on connections that stay open, from a process of its own."""

import asyncio
import json
import re
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import cycle
from urllib.parse import urlencode

import uvloop

_LENGTH = re.compile(rb"\r\ncontent-length: (\d+)\r\n", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Plan:
    """What to ask, by client: each sends its requests in turn for so many seconds; `status` is the right answer."""

    port: int
    seconds: float
    status: int
    clients: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Load:
    """What came back: requests answered, errors among them, the milliseconds of each."""

    seconds: float
    errors: int
    milliseconds: Sequence[float]

    @property
    def per_second(self) -> float:
        return len(self.milliseconds) / self.seconds


def request(method: str, path: str, cookie: str, form: Mapping[str, str] | None = None) -> str:
    """Write a request as a browser sends it from a page of the same site."""
    body = urlencode(form or {})
    head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\nSec-Fetch-Site: same-origin\r\n"
    if method == "POST":
        head += f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
    return f"{head}\r\n{body}"


def run(plan: Plan) -> Load:
    """Carry out the plan in another process."""
    command = [sys.executable, "-m", "benchmarks.load"]
    done = subprocess.run(command, input=json.dumps(asdict(plan)), stdout=subprocess.PIPE, text=True, check=True)
    return Load(**json.loads(done.stdout))


async def _load(plan: Plan) -> Load:
    start = time.perf_counter()
    found = await asyncio.gather(*(_ask(plan, requests, start + plan.seconds) for requests in plan.clients))
    seconds = time.perf_counter() - start
    return Load(seconds, sum(errors for errors, _ in found), [taken for _, times in found for taken in times])


async def _ask(plan: Plan, requests: Sequence[str], until: float) -> tuple[int, list[float]]:
    reader, writer = await asyncio.open_connection("127.0.0.1", plan.port)
    right, errors, times = f"HTTP/1.1 {plan.status} ".encode(), 0, []
    for message in cycle([message.encode() for message in requests]):
        start = time.perf_counter()
        if start > until:
            break
        writer.write(message)
        head = await reader.readuntil(b"\r\n\r\n")
        if length := _LENGTH.search(head):
            await reader.readexactly(int(length[1]))
        errors += not head.startswith(right)
        times.append(round((time.perf_counter() - start) * 1000, 2))
    writer.close()
    return errors, times


if __name__ == "__main__":
    print(json.dumps(asdict(uvloop.run(_load(Plan(**json.load(sys.stdin)))))))  # noqa: T201  # the parent reads it

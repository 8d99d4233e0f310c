"""Whether the web process grows: its memory, open files and threads while visits go on."""

from collections.abc import Iterator

import httpx
import psutil

from benchmarks.results import Follow
from benchmarks.sites import Kind, empty_database, serving
from benchmarks.visits import browser_on, steps_of_a_visit, visit

_MARKS = (100, 1_000, 10_000)
_RESULT_EVERY = 50


def memory(*, follow: Follow) -> dict[str, object]:
    """Make whole visits, with a result as every 50th request, and look at the process at each mark."""
    rows: list[dict[str, int]] = []
    with empty_database(Kind.SQLITE) as settings, serving(settings) as (port, process):
        requests = _requests(port)
        for number in follow(range(1, _MARKS[-1] + 1)):
            response = next(requests)
            if response.is_error:
                response.raise_for_status()
            if number in _MARKS:
                rows.append({"requests": number} | _size_of(process))
    before, after = rows[-2:]
    thousands = (after["requests"] - before["requests"]) / 1000
    return {"memory": rows, "KiB per 1,000 requests": round((after["RSS KiB"] - before["RSS KiB"]) / thousands)}


def _requests(port: int) -> Iterator[httpx.Response]:
    with browser_on(port) as finished:
        finished.cookies.set("scan", visit(port).secret)
        yield finished.post("/scan/controle", follow_redirects=True)
        number = 1
        while True:
            with browser_on(port) as browser:
                for response in steps_of_a_visit(browser):
                    yield response
                    number += 1
                    if number % _RESULT_EVERY == 0:
                        yield finished.get("/scan/resultaat")


def _size_of(process: psutil.Process) -> dict[str, int]:
    return {
        "RSS KiB": process.memory_info().rss // 1024,
        "open files": process.num_fds(),
        "threads": process.num_threads(),
    }

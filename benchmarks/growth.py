"""Whether the web process and the process that makes PDFs grow while the site makes reports."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle

import psutil

from app.content import read_questionnaire
from benchmarks.results import Follow
from benchmarks.visits import browser_on, steps_of_a_visit
from tests.visitor import COMPANY

_MARKS = (10, 100, 500)
_SECONDS_OF_PATIENCE = 60
_PATHS = ("/scan/rapport.pdf", "/scan/rapport-kort.pdf")


def growth(port: int, web: psutil.Process, *, reports: int, follow: Follow) -> Sequence[Mapping[str, int]]:
    """Let the site make so many different reports, and look at its processes at each mark."""
    rows: list[Mapping[str, int]] = []
    rendering = 0
    made = _made(port)
    for number in follow(range(1, reports + 1)):
        next(made)
        rendering = max(rendering, *(_kibibytes(child) for child in web.children(recursive=True)))
        if number in (*_MARKS, reports):
            rows.append(
                {"reports": number, "web process RSS KiB": _kibibytes(web), "rendering RSS KiB, most": rendering}
            )
            rendering = 0
    return rows


def _made(port: int) -> Iterator[bytes]:
    """Yield PDFs that were never made before: of a company that changes its name and goal, in both editions."""
    with browser_on(port) as browser:
        list(steps_of_a_visit(browser))
        browser.post("/scan/controle", follow_redirects=True).raise_for_status()
        for number, goal in enumerate(cycle(read_questionnaire().profile.goals)):
            browser.post("/scan/bedrijf", data=COMPANY | {"company_name": f"Bedrijf {number}", "goal": goal.id})
            browser.get("/scan/resultaat").raise_for_status()
            for path in _PATHS:
                yield browser.get(path, timeout=_SECONDS_OF_PATIENCE).raise_for_status().content


def _kibibytes(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss // 1024)
    except psutil.NoSuchProcess:
        return 0

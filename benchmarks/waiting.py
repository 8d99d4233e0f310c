"""How long an owner waits at the click on the PDF after a finished visit."""

import time
from collections.abc import Mapping, Sequence
from contextlib import closing

import httpx

from benchmarks.results import Follow
from benchmarks.visits import browser_on, steps_of_a_visit

_AT_ONCE, AFTER_READING = "PDF, clicked at once", "PDF, clicked after reading"
_AGAIN = "PDF, clicked again"
_SHORT, _PAGE = "short PDF, made at the click", "a small page"
_FULL_PATH = "/scan/rapport.pdf"
_PATHS = {_AGAIN: _FULL_PATH, _SHORT: "/scan/rapport-kort.pdf", _PAGE: "/scan/sluiten"}
_SECONDS_OF_PATIENCE = 60


def waits_at_the_click(
    port: int, *, rounds: int, reading_seconds: float, follow: Follow
) -> Mapping[str, Sequence[float]]:
    """Return the milliseconds until the last byte, by what was asked for. The first round is a warm-up."""
    played = [_play(port, reading_seconds) for _ in follow(range(rounds + 1))][1:]
    return {name: [found[name] for found in played] for name in played[0]}


def _play(port: int, reading_seconds: float) -> Mapping[str, float]:
    found = {}
    with closing(_finished(port)) as browser:
        found[_AT_ONCE] = _milliseconds(browser, _FULL_PATH)
    with closing(_finished(port)) as browser:
        time.sleep(reading_seconds)
        found[AFTER_READING] = _milliseconds(browser, _FULL_PATH)
        return found | {name: _milliseconds(browser, path) for name, path in _PATHS.items()}


def _finished(port: int) -> httpx.Client:
    """Make a visit up to the page with the result."""
    browser = browser_on(port)
    list(steps_of_a_visit(browser))
    browser.post("/scan/controle", follow_redirects=True).raise_for_status()
    return browser


def _milliseconds(browser: httpx.Client, path: str) -> float:
    begun = time.perf_counter()
    browser.get(path, timeout=_SECONDS_OF_PATIENCE).raise_for_status()
    return (time.perf_counter() - begun) * 1000

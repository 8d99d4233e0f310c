"""Owners who visit the site: they start a scan, answer all questions and look at what they answered."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import httpx

from tests.visitor import COMPANY

_HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')
_ANSWER = re.compile(r'name="answer" value="(\w+)"')
_THIRD = 2


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit with every question answered; `forms` has what its pages send, by path."""

    secret: str
    forms: Mapping[str, Mapping[str, str]]


def browser_on(port: int) -> httpx.Client:
    """Open a browser on the site, which says of every form that it is its own."""
    return httpx.Client(base_url=f"http://127.0.0.1:{port}", headers={"Sec-Fetch-Site": "same-origin"})


def visit(port: int) -> Visit:
    """Make a whole visit."""
    with browser_on(port) as browser:
        paths = {response.url.path for response in steps_of_a_visit(browser)}
        forms = {path: _filled_in(browser.get(path).text) for path in sorted(paths) if "/vraag/" in path}
        return Visit(browser.cookies["scan"], forms)


def steps_of_a_visit(browser: httpx.Client) -> Iterator[httpx.Response]:
    """Start a scan, choose the third answer of every question and look at them all; yield every response."""
    yield (response := browser.post("/start", data=COMPANY))
    while response.next_request:
        yield (response := browser.send(response.next_request))
        if response.is_success and "/vraag/" in response.url.path:
            yield (response := browser.post(response.url, data=_filled_in(response.text)))
    yield browser.get("/scan/controle")


def _filled_in(page: str) -> dict[str, str]:
    return dict(_HIDDEN.findall(page)) | {"answer": _ANSWER.findall(page)[_THIRD]}

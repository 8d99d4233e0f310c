"""The report as a PDF of WeasyPrint and of headless Chromium, and plain text of the same words, in turns."""

import textwrap
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import psutil
from markupsafe import Markup
from playwright.sync_api import Browser, BrowserType, Page

from app.rendering.html import Edition
from app.rendering.pdf_writing import lay_out, write_pdf
from benchmarks.results import Follow
from tests.journeys.browser import CHROMIUM, FLAGS, chromium
from tests.rendering import paper_set

REPORT = "report"
UNTAGGED_REPORT = "report, untagged"
PLAIN = "plain text"
UNTAGGED_PLAIN = "plain text, untagged"
BROWSER = "report in Chromium"
STARTED_BROWSER = "report in Chromium, started for it"

_SIGNS_IN_A_PARAGRAPH = 400
_BROWSER_PROCESS = "chrom"


@dataclass(frozen=True, slots=True)
class Document:
    """A report to print, the same words as plain paragraphs, and how many pages each takes."""

    company: str
    html: str
    plain: str
    pages: int
    plain_pages: int


@dataclass(frozen=True, slots=True)
class Turn:
    """The seconds that one PDF took: on the clock, and of processors at work on it."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Way:
    """How a report is printed, and the clock of the processes that do it."""

    print: Callable[[Document], object]
    cpu_seconds: Callable[[], float] = time.process_time

    def take_turn(self, document: Document) -> Turn:
        begun, busy = time.perf_counter(), self.cpu_seconds()
        self.print(document)
        return Turn(time.perf_counter() - begun, self.cpu_seconds() - busy)


Round = Mapping[str, Turn]


def documents_of(companies: int) -> Sequence[Document]:
    """Return the reports of the first so many companies that told enough for the hard number."""
    told = [(name, case()) for name, case in paper_set.companies().items()]
    with_number = [(name, one) for name, one in told if one.hard_number and one.hard_number.euros]
    return [_document(name, one.html(Edition.FULL)) for name, one in with_number[:companies]]


def _document(company: str, html: str) -> Document:
    plain = _plain(html)
    return Document(company, html, plain, len(lay_out(html).pages), len(lay_out(plain).pages))


def _plain(html: str) -> str:
    words = Markup(html.partition("<body")[2].partition(">")[2]).striptags()
    paragraphs = [Markup("<p>{}</p>\n").format(text) for text in textwrap.wrap(words, _SIGNS_IN_A_PARAGRAPH)]
    return f"<!DOCTYPE html>\n<html lang=nl>\n<title>Platte tekst</title>\n<body>\n{Markup().join(paragraphs)}"


def print_in_turns(documents: Sequence[Document], *, rounds: int, follow: Follow) -> Sequence[Sequence[Round]]:
    """Print each report in every way, round after round; return the rounds by report. The first is a warm-up."""
    with chromium() as browser:
        ways = {**_WAYS, BROWSER: _way_of(browser), STARTED_BROWSER: _way_of_starting(browser.browser_type)}
        played = [[_play(document, ways) for document in documents] for _ in follow(range(rounds + 1))]
    return list(zip(*played[1:], strict=True))


def _play(document: Document, ways: Mapping[str, Way]) -> Round:
    return {name: way.take_turn(document) for name, way in ways.items()}


_WAYS: Mapping[str, Way] = {
    REPORT: Way(lambda document: write_pdf(document.html)),
    UNTAGGED_REPORT: Way(lambda document: lay_out(document.html).write_pdf()),
    PLAIN: Way(lambda document: write_pdf(document.plain)),
    UNTAGGED_PLAIN: Way(lambda document: lay_out(document.plain).write_pdf()),
}


def _way_of(browser: Browser) -> Way:
    """Print in one page that stays open, with tags, outline and backgrounds, as WeasyPrint does."""
    page = browser.new_page()
    return Way(lambda document: _print(page, document), _cpu_seconds_of_browsers)


def _print(page: Page, document: Document) -> None:
    page.set_content(document.html)
    page.pdf(prefer_css_page_size=True, print_background=True, tagged=True, outline=True)


def _way_of_starting(kind: BrowserType) -> Way:
    """Print as a site would that keeps no browser running. Its CPU time is not seen."""

    def print_in_new_browser(document: Document) -> None:
        browser = kind.launch(executable_path=CHROMIUM, args=FLAGS)
        _print(browser.new_page(), document)
        browser.close()

    return Way(print_in_new_browser)


def _cpu_seconds_of_browsers() -> float:
    """Return what all processes of Chromium used so far; the program between it and this process does not count."""
    children = psutil.Process().children(recursive=True)
    times = [child.cpu_times() for child in children if child.name().startswith(_BROWSER_PROCESS)]
    return float(sum(used.user + used.system for used in times))

"""What the report on paper costs: to print, to wait for at the click, and in memory."""

from collections.abc import Callable, Mapping, Sequence
from statistics import median

from benchmarks.growth import growth
from benchmarks.printing import (
    BROWSER,
    PLAIN,
    REPORT,
    STARTED_BROWSER,
    UNTAGGED_PLAIN,
    UNTAGGED_REPORT,
    Document,
    Round,
    Turn,
    documents_of,
    print_in_turns,
)
from benchmarks.results import Follow
from benchmarks.sites import Kind, empty_database, serving
from benchmarks.waiting import AFTER_READING, waits_at_the_click

_CPU_SECONDS_PER_PAGE = 0.1
_PART_OF_CHROMIUM = 0.5
_MILLISECONDS_OF_NO_WAIT = 100

Found = Mapping[str, object]
Played = Sequence[Sequence[Round]]


def report(*, companies: int, rounds: int, reports: int, reading_seconds: float, follow: Follow) -> dict[str, object]:
    """Print in turns beside plain text and Chromium; then click as owners do, and make many, on a running site."""
    documents = documents_of(companies)
    played = print_in_turns(documents, rounds=rounds, follow=follow)
    with empty_database(Kind.SQLITE) as settings, serving(settings) as (port, web):
        waits = waits_at_the_click(port, rounds=rounds, reading_seconds=reading_seconds, follow=follow)
        memory = growth(port, web, reports=reports, follow=follow)
    return {
        "rounds": f"{rounds} after a warm-up",
        "aims": _aims(documents, played, waits),
        "companies": [_document(document) for document in documents],
        "CPU": _cpu(documents, played),
        "clock": [_clock(played, name) for name in (REPORT, BROWSER, STARTED_BROWSER)],
        "wait at the click": _waits(waits, reading_seconds),
        "memory": list(memory),
    }


def _aims(documents: Sequence[Document], played: Played, waits: Mapping[str, Sequence[float]]) -> Sequence[Found]:
    cpu = median(_per_page(documents, played, REPORT))
    return [
        _aim("CPU seconds per tagged page", cpu, _CPU_SECONDS_PER_PAGE),
        _aim("time of Chromium, kept open", median(_ratios(played, BROWSER, _wall)), _PART_OF_CHROMIUM),
        _aim("time of Chromium, started", median(_ratios(played, STARTED_BROWSER, _wall)), _PART_OF_CHROMIUM),
        _aim("wait at the click, ms", median(waits[AFTER_READING]), _MILLISECONDS_OF_NO_WAIT),
    ]


def _aim(what: str, measured: float, at_most: float) -> Found:
    return {"of": what, "at most": at_most, "measured": round(measured, 3), "met": measured <= at_most}


def _document(document: Document) -> Found:
    return {"company": document.company, "pages": document.pages, "pages of plain text": document.plain_pages}


def _cpu(documents: Sequence[Document], played: Played) -> Sequence[Found]:
    """Tell what each way of writing costs in WeasyPrint, and beside the same words as plain text with tags."""
    return [
        {
            "what": name,
            "CPU s per page": round(median(_per_page(documents, played, name)), 3),
            "CPU s": round(median(one[name].cpu for rounds in played for one in rounds), 3),
            "times plain text": round(median(_ratios(played, PLAIN, _busy, of=name)), 2),
        }
        for name in (REPORT, UNTAGGED_REPORT, PLAIN, UNTAGGED_PLAIN)
    ]


def _per_page(documents: Sequence[Document], played: Played, name: str) -> Sequence[float]:
    is_plain = name in (PLAIN, UNTAGGED_PLAIN)
    return [
        one[name].cpu / (document.plain_pages if is_plain else document.pages)
        for document, rounds in zip(documents, played, strict=True)
        for one in rounds
    ]


def _clock(played: Played, name: str) -> Found:
    """Tell how long a way of printing the report takes, how busy it keeps the processors, and WeasyPrint beside it."""
    turns = [one[name] for rounds in played for one in rounds]
    ratios = _ratios(played, name, _wall)
    is_hidden = name == STARTED_BROWSER  # its processes are gone before their time can be read
    return {
        "what": name,
        "s": round(median(map(_wall, turns)), 3),
        "least s": round(min(map(_wall, turns)), 3),
        "CPU s": "not seen" if is_hidden else round(median(map(_busy, turns)), 3),
        "WeasyPrint beside it": round(median(ratios), 2),
        "lowest": round(min(ratios), 2),
        "highest": round(max(ratios), 2),
        "CPU beside it": "not seen" if is_hidden else round(median(_ratios(played, name, _busy)), 2),
    }


def _ratios(played: Played, other: str, of_turn: Callable[[Turn], float], *, of: str = REPORT) -> Sequence[float]:
    return [of_turn(one[of]) / of_turn(one[other]) for rounds in played for one in rounds]


def _wall(turn: Turn) -> float:
    return turn.wall


def _busy(turn: Turn) -> float:
    return turn.cpu


def _waits(waits: Mapping[str, Sequence[float]], reading_seconds: float) -> Sequence[Found]:
    return [
        {
            "what": f"{what} {reading_seconds:g} s" if what == AFTER_READING else what,
            "ms": round(median(times), 1),
            "least ms": round(min(times), 1),
            "most ms": round(max(times), 1),
        }
        for what, times in waits.items()
    ]

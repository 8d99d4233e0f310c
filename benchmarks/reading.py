"""How many minutes of reading and choosing lie between the home page and the result, by kind of page."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.content import read_questionnaire
from app.db.engine import Database
from app.db.migrations import upgrade
from app.services.questionnaires import publish
from benchmarks.results import Follow
from tests.reading import KINDS, SECONDS_PER_CHOICE, WORDS_PER_MINUTE, Stop, core_visit
from tests.visitor import Visitor
from tests.web.whole_site import ORIGIN, whole_site

_AIM = {"minutes to the result": "fewer than 10"}
_COMPANIES: Mapping[str, Mapping[str, str]] = {
    "alone": {"size": "1"},
    "installation, 2-9": {},
    "care, 50-249": {"sector": "zorg", "size": "50-249"},
    "education, 10-49": {"sector": "onderwijs", "size": "10-49"},
    "ICT, 10-49": {"sector": "ict", "size": "10-49"},
}


def reading(*, follow: Follow) -> dict[str, object]:
    """Walk the way of each company through the core, on a site that an operator put to use."""
    names = list(_COMPANIES)
    with _site() as site:
        stops = {names[number]: _stops(site, _COMPANIES[names[number]]) for number in follow(range(len(names)))}
    return {
        "aim": _AIM,
        "pace": f"{WORDS_PER_MINUTE} words a minute, {SECONDS_PER_CHOICE} seconds a choice",
        "minutes": [_minutes(name, found) for name, found in stops.items()],
        "words, choices": [_counted(name, found) for name, found in stops.items()],
    }


@contextmanager
def _site() -> Iterator[FastAPI]:
    with TemporaryDirectory(prefix="benchmark-") as folder:
        address, questionnaire = f"sqlite:///{folder}/scan.db", read_questionnaire()
        upgrade(address)
        database = Database(address)
        publish(database, questionnaire, now=datetime.now(UTC))
        site = whole_site(database, questionnaire, Path(folder))
        yield site
        site.state.site.renderer.stop()
        database.close()


def _stops(site: FastAPI, company: Mapping[str, str]) -> Sequence[Stop]:
    return list(core_visit(Visitor(TestClient(site, base_url=ORIGIN)), **company))


def _minutes(company: str, stops: Sequence[Stop]) -> dict[str, object]:
    by_kind = {kind: round(sum(stop.minutes for stop in stops if stop.kind == kind), 2) for kind in KINDS}
    return {"company": company, **by_kind, "to the result": round(sum(stop.minutes for stop in stops), 2)}


def _counted(company: str, stops: Sequence[Stop]) -> dict[str, object]:
    by_kind = {kind: _words_and_choices([stop for stop in stops if stop.kind == kind]) for kind in KINDS}
    return {"company": company, **by_kind, "to the result": _words_and_choices(stops)}


def _words_and_choices(stops: Sequence[Stop]) -> str:
    return f"{sum(stop.words for stop in stops)}, {sum(stop.choices for stop in stops)}"

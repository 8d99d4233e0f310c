"""Pages about releases with few and with many scans in the database: they read stored releases, and nothing else."""

import random
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from statistics import median, quantiles
from typing import NamedTuple

from httpx2 import Response
from sqlalchemy import text

from app.content import read_operator, read_questionnaire, read_release_specification
from app.db.engine import Database
from app.db.migrations import upgrade
from app.domain import account
from app.main import create_app
from app.services.release_plans import cube_of
from app.settings import Settings
from benchmarks.counting_companies import PROVINCE, CountingCompany, draw_municipalities, invent_companies
from benchmarks.many_scans import fill
from benchmarks.results import Follow
from benchmarks.sites import Kind, empty_database
from tests import accounts, published

_AIM = {"ratio": 1}
_RELEASE = f"{PROVINCE.lower()}-2025"
_PAGES = {
    "glance": f"/provincie/{_RELEASE}",
    "breakdown by municipality": f"/provincie/{_RELEASE}/uitgesplitst?tabel=municipality&element=technologie",
    "trend": f"/provincie/{_RELEASE}/verloop",
    "comparison": f"/provincie/{_RELEASE}/vergelijken",
    "cells": f"/api/v1/releases/{_RELEASE}/cells",
}

Calls = Mapping[str, Callable[[], Response]]


class _Took(NamedTuple):
    """How long a page took, and how much of that this process worked; a PostgreSQL server is another process."""

    ms: float
    cpu_ms: float


def province(kinds: Sequence[Kind], *, few: int, many: int, rounds: int, follow: Follow) -> dict[str, object]:
    """Ask each page in turns of a site with few scans and one with many, with the same releases."""
    specification, questionnaire = read_release_specification(), read_questionnaire()
    companies = invent_companies(questionnaire, specification.dimensions.elements, follow=follow)
    found: list[Mapping[str, object]] = []
    for kind in kinds:
        with ExitStack() as stack:
            sites = [stack.enter_context(_site(kind, companies, count, follow)) for count in (few, many)]
            found += [_row(kind, name, times) for name, times in _times(sites, follow(range(rounds))).items()]
    return {"few scans": few, "many scans": many, "rounds": rounds, "aim": _AIM, "pages": found}


@contextmanager
def _site(kind: Kind, companies: Sequence[CountingCompany], scans: int, follow: Follow) -> Iterator[Calls]:
    """Give the pages of a site on a database of its own."""
    with empty_database(kind) as environment:
        folder, url = environment["SCAN_DATA_DIR"], environment.get("SCAN_DATABASE_URL", "")
        settings = Settings(data_dir=folder, database_url=url)
        upgrade(settings.database)
        with closing(Database(settings.database)) as database:
            _fill(database, companies, scans, follow)
            yield _calls(settings, database)


def _fill(database: Database, companies: Sequence[CountingCompany], scans: int, follow: Follow) -> None:
    questionnaire = read_questionnaire()
    places = draw_municipalities(cube_of(read_release_specification(), PROVINCE), scans, random.Random(scans))
    fill(database, questionnaire, companies, places, follow=follow)
    for year in ("2023", "2024", "2025"):
        published.publish_release(database, questionnaire, PROVINCE, year, is_open=True)
    for other in ("Gelderland", "Drenthe"):
        published.publish_release(database, questionnaire, other, is_open=True)
    if database.engine.dialect.name == "postgresql":
        # It does so by itself within minutes after that much was added.
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))


def _calls(settings: Settings, database: Database) -> Calls:
    site = create_app(settings, database, read_questionnaire(), read_operator())
    team = accounts.organisation(database, account.Kind.PROVINCE, name=PROVINCE, province=PROVINCE)
    browser = accounts.signed_in(site, accounts.account(database, team)).client
    kept = site.state.site.release_files.json

    def ask(path: str) -> Response:
        kept.cache_clear()  # so that each answer is read and written, as the first is
        return browser.get(path)

    return {name: partial(ask, path) for name, path in _PAGES.items()}


def _times(sites: Sequence[Calls], rounds: Iterable[int]) -> Mapping[str, Sequence[tuple[_Took, ...]]]:
    """Return by page what it took on each site in each round after one to warm up; who goes first changes."""
    times: dict[str, list[tuple[_Took, ...]]] = {name: [] for name in _PAGES}
    for number in rounds:
        turns = list(enumerate(sites))[:: -1 if number % 2 else 1]
        for name in _PAGES:
            taken = {at: _took(calls[name]) for at, calls in turns}
            times[name] += [tuple(taken[at] for at in range(len(sites)))] if number else []
    return times


def _row(kind: Kind, name: str, times: Sequence[tuple[_Took, ...]]) -> Mapping[str, object]:
    few, many = ([took.ms for took in of] for of in zip(*times, strict=True))
    few_cpu, many_cpu = ([took.cpu_ms for took in of] for of in zip(*times, strict=True))
    ratios = quantiles([more / less for less, more in zip(few, many, strict=True)], n=10)
    return {
        "database": kind,
        "page": name,
        "ms with few": round(median(few), 1),
        "ms with many": round(median(many), 1),
        "ratio": round(median(many) / median(few), 2),
        "ratio of the fastest": round(min(many) / min(few), 2),
        "ratio of CPU time": round(median(many_cpu) / median(few_cpu), 2),
        "ratio per round, 10% to 90%": f"{ratios[0]:.2f} to {ratios[-1]:.2f}",
    }


def _took(call: Callable[[], Response]) -> _Took:
    begun, worked = time.perf_counter(), time.process_time()
    answer = call()
    took = _Took((time.perf_counter() - begun) * 1000, (time.process_time() - worked) * 1000)
    answer.raise_for_status()
    return took

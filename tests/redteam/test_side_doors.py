"""What counts in a release comes out by no side door: pages, headers, errors, files, paper, mail, metrics or the log.

Each search is shown to find what is there: in what owners get of their own, and in what a naive program would write.
"""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi import FastAPI, Response
from prometheus_client import Gauge, generate_latest
from sqlalchemy import text
from sqlmodel import select

from app.db.release_tables import BudgetSpentRow
from app.domain.questionnaire import Questionnaire
from app.domain.release_period import period_of
from app.services.releasing import make_release
from tests.log_lines import Written
from tests.redteam.canary import (
    COMPANIES,
    KVK,
    NAME,
    PERIOD,
    PROVINCE,
    SECRET,
    Province,
    Traces,
    fill_province,
    found_in,
    said_in,
    terms,
    traces_of_canary,
    traces_of_totals,
)
from tests.visitor import Visitor
from tests.web.cast import Cast, make_cast
from tests.web.conftest import database_url, site
from tests.web.desk import mails
from tests.web.whole_site import asked, stranger

__all__ = ["database_url", "site"]

SCAN = Path(sys.executable).with_name("scan")
READERS = {"/adviseur": "adviser", "/provincie": "province", "/beheer": "admin", "/inloggen": "half_way"}
# Administrators may know how many scans there are, exactly, and by which campaign: they look after the site.
MAY_COUNT = "/beheer/"
OWN_TIMES = ("timestamp", "milliseconds", "request_id")

log = logging.getLogger("app.naive")


@pytest.fixture
def province(site: FastAPI, shipped: Questionnaire) -> Province:
    return fill_province(site.state.site.database, shipped, site.state.site.secret_key)


def release(site: FastAPI, shipped: Questionnaire) -> None:
    parts = site.state.site
    make_release(
        parts.database,
        terms(parts.settings, shipped, parts.secret_key),
        province=PROVINCE,
        period=period_of(PERIOD),
        now=datetime.now(UTC),
        follow=lambda *, completed: None,
    )


@pytest.fixture
def hidden(site: FastAPI, province: Province, shipped: Questionnaire) -> Traces:
    """What nobody may find once a release was made."""
    release(site, shipped)
    return all_traces(site, province)


def all_traces(site: FastAPI, province: Province) -> Traces:
    return {**traces_of_canary(province, site.state.site.database), **traces_of_totals(province)}


def everything_said(site: FastAPI, cast: Cast, written: Written) -> Iterator[tuple[str, str]]:
    """Yield what each address says to people whose pages are there and to a stranger, and what was said meanwhile."""
    site.state.site.renderer.start()
    for _method, route in asked(site, "GET"):
        reader = next((who for begin, who in READERS.items() if route.path.startswith(begin)), "owner")
        yield route.path, said_in(cast.ask(getattr(cast, reader), "GET", route))
        yield f"{route.path} to a stranger", said_in(cast.ask(stranger(site), "GET", route, {"secret": "x"}))
    yield "mail", everything_sent(site)
    yield "metrics", metrics_of(site)
    yield "log", in_log(written)


def everything_sent(site: FastAPI) -> str:
    return "".join(mail.recipient + mail.subject + mail.text + mail.html for mail in mails(site.state.site.database))


def metrics_of(site: FastAPI) -> str:
    return generate_latest(site.state.site.metrics.registry).decode()


def in_log(written: Written) -> str:
    """Return the log without the times and numbers that every line has of its own."""
    lines = [{name: value for name, value in line.items() if name not in OWN_TIMES} for line in written()]
    return json.dumps(lines)


def test_no_page_header_file_paper_mail_metric_or_log_tells_of_a_company(
    site: FastAPI, hidden: Traces, written: Written
) -> None:
    told = dict(everything_said(site, make_cast(site), written))

    found = {place: what for place, said in told.items() if (what := found_in(said, hidden))}
    assert {place for place in found if not place.startswith(MAY_COUNT)} == set()
    assert set().union(*found.values()) <= {"count", "campaign"}
    assert len(told) > 150
    assert min(map(len, told.values())) > 50


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("/scan/bedrijf", {"name", "mark", "campaign"}),
        ("/scan/rapport.pdf", {"name"}),
        ("/scan/scanbestand.json", {"name", "answers", "scores"}),
        ("/scan/bewaren", {"secret"}),
    ],
)
def test_the_search_finds_what_owners_get_of_their_own(
    site: FastAPI, province: Province, path: str, what: set[str]
) -> None:
    site.state.site.renderer.start()
    traces = traces_of_canary(province, site.state.site.database)

    assert found_in(said_in(owner_of_canary(site).client.get(path)), traces) >= what


def owner_of_canary(site: FastAPI) -> Visitor:
    owner = stranger(site)
    owner.client.cookies.set("scan", SECRET, domain="127.0.0.1")
    return owner


def test_the_search_finds_what_a_naive_page_tells(site: FastAPI, province: Province, hidden: Traces) -> None:
    naive = {"deelnemers": COMPANIES, "som": province.sums[0], "scores": list(province.canary.scores)}
    site.add_api_route("/naief", lambda: naive)
    site.add_api_route("/naief/kop", lambda: Response(headers={"x-bedrijf": KVK}))

    assert found_in(said_in(stranger(site).client.get("/naief")), hidden) == {"count", "sum 0", "scores"}
    assert found_in(said_in(stranger(site).client.get("/naief/kop")), hidden) == {"number"}


def test_no_error_page_tells_of_a_company(site: FastAPI, province: Province, hidden: Traces, written: Written) -> None:
    error = ValueError(f"{NAME} ({KVK}) is one of {COMPANIES} and has {province.canary.scores}")
    site.add_api_route("/stuk", fail_with(error))
    visitor = stranger(site, catches=True)

    pages = [visitor.get("/nergens"), visitor.post("/start", {}), visitor.get("/stuk")]
    logging.getLogger("uvicorn.error").error("Exception in ASGI application", exc_info=error)

    assert [page.status for page in pages] == [404, 422, 500]
    assert found_in("".join(said_in(page.response) for page in pages), hidden) == set()
    assert found_in(in_log(written), hidden) == set()
    assert "ValueError" in in_log(written)
    assert found_in(str(error), hidden) == {"name", "number", "count", "scores"}


def fail_with(error: Exception) -> Callable[[], None]:
    def fail() -> None:
        raise error

    return fail


def test_the_search_finds_what_a_naive_program_logs(hidden: Traces, province: Province, written: Written) -> None:
    log.info("measured", extra={"count": COMPANIES})
    log.warning(f"left out {NAME} with {province.canary.scores}")

    assert found_in(in_log(written), hidden) == {"count", "name", "scores"}


def test_the_search_finds_a_naive_metric_and_the_mail_of_the_owner(site: FastAPI, hidden: Traces) -> None:
    Gauge("companies", "That count.", registry=site.state.site.metrics.registry).set(COMPANIES)
    owner_of_canary(site).post("/scan/bewaren", {"email": "eigenaar@bedrijf.example"})

    assert found_in(metrics_of(site), hidden) == {"count"}
    assert found_in(everything_sent(site), hidden) == {"secret"}


def test_the_command_tells_of_no_company(site: FastAPI, province: Province) -> None:
    said = [run(site, *options) for options in (["--dry-run"], ["--json"], [])]

    assert [code for code, _ in said] == [0, 0, 1]
    assert found_in("\n".join(text for _, text in said), all_traces(site, province)) == set()
    assert min(len(text) for _, text in said) > 50


def run(site: FastAPI, *options: str) -> tuple[int, str]:
    """Make a release as an operator does, and return the exit code with all that stands in the terminal then."""
    settings = site.state.site.settings
    environment = {**os.environ, "SCAN_DATA_DIR": str(settings.data_dir), "COLUMNS": "500"}
    done = subprocess.run(
        [SCAN, "release", PROVINCE, PERIOD, *options], capture_output=True, text=True, env=environment
    )
    return done.returncode, done.stdout + done.stderr


def test_a_release_that_cannot_be_stored_tells_of_no_company(site: FastAPI, province: Province) -> None:
    with site.state.site.database.write() as session:
        full = "CREATE TRIGGER full BEFORE INSERT ON release BEGIN SELECT RAISE(ABORT, 'the disk is full'); END"
        session.connection().execute(text(full))

    code, said = run(site)

    assert (code, "the disk is full" in said) == (1, True)
    assert found_in(said, all_traces(site, province)) == set()


def test_the_search_finds_what_a_naive_command_tells(hidden: Traces, province: Province) -> None:
    assert found_in(f"Measured {COMPANIES} companies, {NAME} last", hidden) == {"count", "name"}
    assert found_in(json.dumps({"sums": list(province.sums)}), hidden) == {f"sum {at}" for at in range(5)}


def test_every_company_counted_and_the_canary_too(site: FastAPI, hidden: Traces) -> None:
    # The canary alone has a number of the Chamber of Commerce, and spends under that and under its scan.
    assert len(tokens_spent(site)) == COMPANIES + 1
    assert found_in(str(tokens_spent(site)), hidden) == {"ledger"}


def tokens_spent(site: FastAPI) -> list[str]:
    with site.state.site.database.read() as session:
        return list(session.exec(select(BudgetSpentRow.token)))

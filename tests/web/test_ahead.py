"""The report is made before anyone asks for it, and nothing is worse when that fails."""

import logging
import os
import signal
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import select

from app.db.scan_tables import ReportRow
from tests.processes import process_of, wait_until_at_work
from tests.test_metrics import figures
from tests.visitor import Visitor
from tests.waiting import wait_until
from tests.web.whole_site import FORMS, beginner, finisher, scan_of, secret_of

RESULT, PDF, SHORT_PDF = "/scan/resultaat", "/scan/rapport.pdf", "/scan/rapport-kort.pdf"
# More than wait in the line.
MANY = 12


@pytest.fixture
def working(make_app: Callable[..., FastAPI]) -> Iterator[FastAPI]:
    """A site of which the parts beside the requests work."""
    app = make_app()
    with TestClient(app):
        yield app


def kept(app: FastAPI) -> dict[int, str]:
    """Return of the full report that is kept of each scan what it shows."""
    with app.state.site.database.read() as session:
        rows = session.exec(select(ReportRow.scan_id, ReportRow.content_hash).where(ReportRow.edition == "full"))
        return dict(rows.all())


def is_another(app: FastAPI, before: dict[int, str]) -> bool:
    return kept(app) not in ({}, before)


def wait_for_the_line(app: FastAPI) -> int:
    """Wait until all that was handed in before is done, and return the scan that was used to see that."""
    last = finisher(app)
    last.get(RESULT)
    wait_until(lambda: scan_of(last).id in kept(app))
    return scan_of(last).id


def made_at(app: FastAPI, scan_id: int) -> datetime:
    """Return when the full report that is kept of a scan was made."""
    with app.state.site.database.read() as session:
        return session.exec(  # type: ignore[no-any-return]  # the state of an app has no types
            select(ReportRow.made_at).where(ReportRow.scan_id == scan_id, ReportRow.edition == "full")
        ).one()


def waited(visitor: Visitor) -> float:
    """Return how many clicks did not find their PDF ready."""
    return figures(visitor)["scan_pdf_seconds_count"]


def test_it_is_kept_without_a_click(working: FastAPI) -> None:
    owner = finisher(working)

    owner.get(RESULT)

    wait_until(lambda: kept(working))
    assert owner.client.get(PDF).content.startswith(b"%PDF")
    assert waited(owner) == 0


def test_a_visit_without_a_result_makes_none(working: FastAPI) -> None:
    visitor = beginner(working)
    visitor.get(RESULT)
    working.state.site.ahead.hand_in(secret_of(visitor))

    wait_for_the_line(working)
    assert scan_of(visitor).id not in kept(working)


def test_a_click_meanwhile_gets_it_too(working: FastAPI) -> None:
    owner = finisher(working)

    owner.get(RESULT)

    assert owner.client.get(PDF).content.startswith(b"%PDF")


def test_the_short_version_is_made_at_the_click(working: FastAPI) -> None:
    owner = finisher(working)
    owner.get(RESULT)
    wait_for_the_line(working)

    assert owner.client.get(SHORT_PDF).status_code == 200
    assert waited(owner) == 1


def test_a_page_that_is_shown_again_makes_none(working: FastAPI) -> None:
    owner = finisher(working)
    owner.get(RESULT)
    wait_for_the_line(working)
    before = made_at(working, scan_of(owner).id)

    owner.get(RESULT)

    wait_for_the_line(working)
    assert made_at(working, scan_of(owner).id) == before


def test_every_change_of_the_report_makes_another(working: FastAPI) -> None:
    owner = finisher(working, goal="kosten")
    owner.get(RESULT)
    wait_until(lambda: kept(working))

    for path in ("/scan/plan", "/scan/plan/weglaten", "/scan/cijfers", "/scan/bedrijf", "/scan/vraag/planning"):
        before = kept(working)
        owner.post(path, FORMS.get(path, {"answer": "d"}))
        owner.get(RESULT)
        wait_until(partial(is_another, working, before))

    assert owner.client.get(PDF).status_code == 200
    assert waited(owner) == 0


def test_of_a_scan_that_is_deleted_meanwhile_nothing_is_kept(working: FastAPI) -> None:
    owner = finisher(working)
    owner.get(RESULT)

    owner.post("/scan/verwijderen", {})

    assert list(kept(working)) == []
    assert wait_for_the_line(working) in kept(working)
    assert len(kept(working)) == 1


def test_when_the_line_is_full_the_page_is_fine_and_the_click_makes_it(working: FastAPI) -> None:
    first, owner = finisher(working), finisher(working)
    for _ in range(MANY):
        working.state.site.ahead.hand_in(secret_of(first))

    page = owner.get(RESULT)

    assert page.status == 200
    wait_until(lambda: scan_of(first).id in kept(working))
    wait_for_the_line(working)
    assert scan_of(owner).id not in kept(working)
    assert owner.client.get(PDF).status_code == 200


def test_a_process_killed_at_work_costs_no_more_than_time(make_app: Callable[..., FastAPI]) -> None:
    app = make_app()
    process = process_of(app.state.site.renderer)
    with TestClient(app):
        owner = finisher(app)
        owner.get(RESULT)
        wait_until_at_work(process)

        os.kill(process, signal.SIGKILL)

        assert list(kept(app)) == []
        wait_until(lambda: kept(app))


def test_a_failure_is_logged_and_the_click_tries_again(
    make_app: Callable[..., FastAPI], caplog: pytest.LogCaptureFixture
) -> None:
    app = make_app(pdf_seconds="0.01")
    with TestClient(app):
        owner = finisher(app)
        assert owner.get(RESULT).status == 200
        wait_until(lambda: "a report could not be made ahead" in caplog.messages)

        assert owner.get(PDF).status == 503

    assert {record.levelno for record in caplog.records if "ahead" in record.message} == {logging.WARNING}
    assert figures(owner)["scan_pdfs_failed_total"] == 2


def test_a_fault_of_ours_is_an_error_in_the_log(working: FastAPI, caplog: pytest.LogCaptureFixture) -> None:
    no_secret = 0

    working.state.site.ahead.hand_in(no_secret)

    wait_until(lambda: "a report could not be made ahead" in caplog.messages)
    assert {record.levelno for record in caplog.records if "ahead" in record.message} == {logging.ERROR}


def test_a_site_stops_with_reports_to_make(make_app: Callable[..., FastAPI], caplog: pytest.LogCaptureFixture) -> None:
    app = make_app()
    with TestClient(app):
        for _ in range(MANY):
            finisher(app).get(RESULT)
        wait_until(lambda: kept(app))
        began = time.monotonic()

    assert time.monotonic() - began < 5
    assert 0 < len(kept(app)) < MANY
    assert "a report could not be made ahead" not in caplog.messages


def test_a_result_is_shown_when_the_thread_has_just_stopped(working: FastAPI) -> None:
    owner = finisher(working)
    working.state.site.ahead.stop()
    working.state.site.ahead.start()

    assert owner.get(RESULT).status == 200


def test_before_the_site_works_nothing_is_made(make_app: Callable[..., FastAPI]) -> None:
    app = make_app()
    finisher(app).get(RESULT)

    with TestClient(app):
        wait_for_the_line(app)

        assert len(kept(app)) == 1

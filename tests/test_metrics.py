"""The figures for a monitor, read as a monitor reads them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from prometheus_client import generate_latest
from prometheus_client.parser import text_string_to_metric_families
from sqlmodel import select

from app.db.engine import Database
from app.db.mail_tables import OutboxRow
from app.db.scan_tables import ScanRow
from app.domain.errors import RenderingBusyError, RenderingFailedError
from app.web.metrics import Metrics
from tests.live import free_port, live
from tests.visitor import Visitor


def figures(visitor: Visitor) -> dict[str, float]:
    return parsed(generate_latest(visitor.site.metrics.registry).decode())


def parsed(text: str) -> dict[str, float]:
    """The value of each figure, by its name and labels."""
    found = [sample for family in text_string_to_metric_families(text) for sample in family.samples]
    return {" ".join((sample.name, *sample.labels.values())): sample.value for sample in found}


def test_a_visit_is_counted(visitor: Visitor) -> None:
    visitor.start()
    visitor.answer_all()
    visitor.post("/scan/controle", {})
    visitor.client.get("/scan/rapport.pdf")
    visitor.client.get("/scan/rapport.pdf")

    found = figures(visitor)

    assert found["scan_scans_started_total"] == 1
    assert found["scan_scans_finished_total"] == 1
    assert found["scan_answers_saved_total"] > 10
    assert found["scan_pdf_seconds_count"] == 1
    assert found["scan_pdfs_failed_total"] == 0


def test_a_form_with_an_error_is_no_start_and_no_answer(visitor: Visitor) -> None:
    visitor.start(sector="x")
    visitor.start()
    visitor.post("/scan/vraag/planning", {})
    visitor.post("/scan/controle", {})

    found = figures(visitor)

    counted = [found[f"scan_{name}_total"] for name in ("scans_started", "answers_saved", "scans_finished")]
    assert counted == [1, 0, 0]


def test_requests_are_counted_by_the_pattern_of_their_route(visitor: Visitor) -> None:
    visitor.get("/verder/a")
    visitor.get("/verder/b")
    visitor.get("/c")

    found = figures(visitor)

    assert found["scan_requests_total /verder/{secret} 2xx"] == 2
    assert found["scan_requests_total - 4xx"] == 1
    assert found["scan_request_seconds_count /verder/{secret}"] == 2


def test_a_fault_is_counted(make_app: Callable[..., FastAPI]) -> None:
    app = make_app()
    app.add_api_route("/stuk", lambda: 1 / 0)
    visitor = Visitor(TestClient(app, base_url="http://127.0.0.1:8000", raise_server_exceptions=False))

    visitor.get("/stuk")

    assert figures(visitor)["scan_requests_total /stuk 5xx"] == 1


def test_a_pdf_that_fails_is_counted(make_app: Callable[..., FastAPI]) -> None:
    visitor = Visitor(TestClient(make_app(pdf_seconds="0.001"), base_url="http://127.0.0.1:8000"))

    with pytest.raises((RenderingBusyError, RenderingFailedError)):
        visitor.site.renderer.render("<p>Te langzaam")

    assert figures(visitor)["scan_pdfs_failed_total"] == 1


def test_a_pdf_that_fails_is_no_wait(make_app: Callable[..., FastAPI]) -> None:
    visitor = Visitor(TestClient(make_app(pdf_seconds="0.001"), base_url="http://127.0.0.1:8000"))

    with pytest.raises((RenderingBusyError, RenderingFailedError)):
        visitor.site.renderer.render("<p>Te langzaam")

    assert figures(visitor)["scan_pdf_seconds_count"] == 0


def test_a_pdf_made_ahead_is_no_wait(visitor: Visitor) -> None:
    visitor.site.renderer.render_ahead("<!DOCTYPE html><html lang=nl><title>Proef</title><h1>Proef</h1>")

    assert figures(visitor)["scan_pdf_seconds_count"] == 0


def test_mail_that_waits_is_read_from_the_database(visitor: Visitor, database: Database) -> None:
    visitor.start()
    written = datetime.now(UTC) - timedelta(minutes=5)
    mail = {"message_id": "a", "recipient": "a", "subject": "a", "text": "a", "html": "a", "try_at": written}
    with database.write() as session:
        scan_id = session.exec(select(ScanRow.id)).one()
        session.add(OutboxRow.model_validate(mail | {"scan_id": scan_id, "written_at": written}))

    found = figures(visitor)

    assert found["scan_outbox_mails"] == 1
    assert 300 <= found["scan_outbox_oldest_seconds"] < 400


def test_without_mail_that_waits_there_is_no_age(visitor: Visitor) -> None:
    assert [figures(visitor)[f"scan_outbox_{name}"] for name in ("mails", "oldest_seconds")] == [0, 0]


def test_a_database_that_is_away_takes_only_its_own_figures_along(tmp_path: Path) -> None:
    away = Database(f"sqlite:///{tmp_path}/weg.db")

    found = parsed(generate_latest(Metrics(away).registry).decode())

    assert "scan_scans_started_total" in found
    assert "scan_outbox_mails" not in found


def test_they_are_served_on_an_address_of_their_own_only(tmp_path: Path) -> None:
    port = free_port()
    with live(tmp_path, metrics=f"127.0.0.1:{port}") as site:
        httpx.get(site.address)
        found = parsed(httpx.get(f"http://127.0.0.1:{port}/metrics").text)

        assert found["scan_requests_total / 2xx"] == 1
        assert httpx.get(f"{site.address}/metrics").status_code == 404

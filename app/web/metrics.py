"""Figures for a monitor: what visitors do here, how fast it goes, and what waits to be sent."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from time import perf_counter

from fastapi import FastAPI
from prometheus_client import CollectorRegistry, Counter, Histogram, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from app.db import outbox
from app.db.engine import Database
from app.rendering.pdf import PdfRenderer

_PDF_BUCKETS = (0.25, 0.5, 1, 2, 4, 8, 16, 32)


class Metrics:
    """The figures of one site."""

    def __init__(self, database: Database) -> None:
        self.registry = own = CollectorRegistry()
        self.requests = Counter("scan_requests", "Requests answered.", ["route", "status"], registry=own)
        self.request_seconds = Histogram("scan_request_seconds", "Time to answer.", ["route"], registry=own)
        self.scans_started = Counter("scan_scans_started", "Scans started.", registry=own)
        self.scans_finished = Counter("scan_scans_finished", "Times a result was asked for.", registry=own)
        self.answers_saved = Counter("scan_answers_saved", "Answers saved.", registry=own)
        self.pdfs_failed = Counter(
            "scan_pdfs_failed", "Times that a PDF was asked for, by a visitor or ahead, and none came.", registry=own
        )
        self.pdf_seconds = Histogram(
            "scan_pdf_seconds", "Time that a visitor waited for a PDF and got it.", buckets=_PDF_BUCKETS, registry=own
        )
        own.register(_Outbox(database))


def serve_metrics(site: FastAPI, host: str, port: int) -> None:
    """Answer monitors on an address of their own, for as long as the program runs. Raises OSError."""
    try:
        start_http_server(port, host, registry=site.state.site.metrics.registry)
    except OSError as error:
        raise OSError(f"SCAN_METRICS: cannot use {host}:{port}: {error.strerror}") from error


class MeasuredRenderer(PdfRenderer):
    """A renderer whose work is counted."""

    def __init__(self, metrics: Metrics, *, timeout: float) -> None:
        super().__init__(timeout=timeout)
        self._metrics = metrics

    def render(self, html: str) -> bytes:
        began = perf_counter()
        with self._metrics.pdfs_failed.count_exceptions():
            pdf = super().render(html)
        self._metrics.pdf_seconds.observe(perf_counter() - began)
        return pdf

    def render_ahead(self, html: str) -> bytes:
        with self._metrics.pdfs_failed.count_exceptions():
            return super().render_ahead(html)


class _Outbox(Collector):
    """The mail that waits, as the database has it when the monitor asks: the same on every node."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def collect(self) -> Sequence[GaugeMetricFamily]:
        with suppress(DBAPIError, PoolTimeoutError), self._database.read() as session:
            return _outbox_figures(*outbox.outbox_state(session))
        return []  # a figure that is not there says that it is not known


def _outbox_figures(waiting: int, since: datetime | None) -> Sequence[GaugeMetricFamily]:
    age = (datetime.now(UTC) - since).total_seconds() if since else 0
    return [
        GaugeMetricFamily("scan_outbox_mails", "Mails that wait to be sent.", value=waiting),
        GaugeMetricFamily("scan_outbox_oldest_seconds", "How long the oldest of them waits.", value=age),
    ]

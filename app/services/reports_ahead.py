"""Makes the report of a scan before its owner asks for it, beside the requests of visitors."""

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from threading import BoundedSemaphore

from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from app.db.engine import Database
from app.domain.errors import RenderingBusyError, RenderingFailedError, ScanNotFoundError, StorageBusyError
from app.rendering.html import Edition
from app.rendering.pdf import PdfRenderer
from app.services.questionnaires import PublishedQuestionnaires
from app.services.reports import Reports
from app.services.scans import get_scan

_WAITING = 8
# What goes over; the rest is a fault of ours.
_PASSING = RenderingBusyError, RenderingFailedError, StorageBusyError, OperationalError, PoolTimeoutError

log = logging.getLogger(__name__)


class ReportsAhead:
    """A thread that makes the full report of scans that were handed in, one at a time, and keeps it.

    It may fall short: when its line is full, or a report fails, the click that asks for one makes it.
    """

    def __init__(
        self, database: Database, published: PublishedQuestionnaires, reports: Reports, renderer: PdfRenderer
    ) -> None:
        self._database = database
        self._published = published
        self._reports = reports
        self._renderer = renderer
        self._places = BoundedSemaphore(_WAITING + 1)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reports-ahead")
        self._is_working = False

    def start(self) -> None:
        """Begin to take scans in; before that it does nothing."""
        self._is_working = True

    def hand_in(self, secret: str) -> None:
        """Let the report be made of the scan that this secret opens, as the scan is by then."""
        if self._is_working and self._places.acquire(blocking=False):
            with suppress(RuntimeError):  # the thread stopped since
                self._thread.submit(self._make, secret).add_done_callback(self._leave)

    def stop(self) -> None:
        """Take nothing in any more and drop what waits. What is under way ends with the renderer: see `join`."""
        self._is_working = False
        self._thread.shutdown(wait=False, cancel_futures=True)

    def join(self) -> None:
        self._thread.shutdown()

    def _make(self, secret: str) -> None:
        with suppress(ScanNotFoundError):
            scan = get_scan(self._database, self._published, secret)
            if scan.is_finished:
                self._reports.pdf(scan, Edition.FULL, self._renderer.render_ahead, now=datetime.now(UTC))

    def _leave(self, made: Future[None]) -> None:
        self._places.release()
        if self._is_working and (error := made.exception()):
            level = logging.WARNING if isinstance(error, _PASSING) else logging.ERROR
            log.log(level, "a report could not be made ahead", exc_info=error)

"""Makes PDFs in processes of their own, which are niced, limited in time and memory, and can be killed."""

import os
from concurrent.futures import CancelledError, ThreadPoolExecutor
from multiprocessing import get_context
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from app.domain.errors import RenderingBusyError, RenderingFailedError
from app.rendering.pdf_process import Limits, confine, run_job

_TASKS_PER_PROCESS = 50
_WARM_UP = "<!DOCTYPE html><html lang=nl><title>Proef</title><p>Proef"


class PdfRenderer:
    """A small pool of rendering processes with a bounded line before it. Threads may share one.

    Who asks for a document that is under way, waits for that one.
    `waiting` is how many jobs may stand in line beyond those at work; `timeout` is in seconds per job, and as long
    again in line; `memory` is the address space of a process in bytes.
    """

    def __init__(self, *, workers: int = 1, waiting: int = 8, timeout: float = 20, memory: int = 1 << 30) -> None:
        self._workers = workers
        self._timeout = timeout
        self._places = BoundedSemaphore(workers + waiting)
        self._memory = memory
        # A process dies with the thread that started it, so one thread starts them all and lives until `stop`.
        self._keeper = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pdf")
        self._under_way: dict[str, ProcessFuture[bytes]] = {}
        self._pool: ProcessPool | None = None
        self._scratch: TemporaryDirectory[str] | None = None
        self._is_stopped = False

    def start(self) -> None:
        """Begin to make the processes ready, without waiting for them."""
        self._keeper.submit(self._working_pool)

    def stop(self) -> None:
        """End the processes; a job under way is lost. Safe to repeat."""
        if self._is_stopped:
            return
        self._is_stopped = True
        self._keeper.submit(self._close_pool).result()
        self._keeper.shutdown()

    def render(self, html: str) -> bytes:
        """Return the PDF/UA of a document.

        Raises RenderingBusyError if the line is full or slow, RenderingFailedError after a time-out, a crash or an
        error, and either of them if the renderer stops.
        """
        if not self._places.acquire(blocking=False):
            raise RenderingBusyError
        try:
            return self._make(html)
        finally:
            self._places.release()

    def render_ahead(self, html: str) -> bytes:
        """Return the PDF of a document that nobody waits for yet: it takes no place from those who do.

        For one thread only, so that a visitor stands behind one such document at most. Raises what `render` raises.
        """
        return self._make(html)

    def _make(self, html: str) -> bytes:
        """Make a PDF. A process that died gets a second chance: it may have been killed from outside."""
        outcome = self._attempt(html)
        if isinstance(outcome, (ProcessExpired, RuntimeError)):
            outcome = self._attempt(html)
        if isinstance(outcome, BaseException):
            raise RenderingFailedError(f"{type(outcome).__name__}: {outcome}") from outcome
        return outcome

    def _attempt(self, html: str) -> bytes | BaseException:
        """Return the PDF or what went wrong; a pool that broke or was stopped is a RuntimeError."""
        try:
            job = self._keeper.submit(self._begin, html).result()
        except RuntimeError as error:
            return error
        try:
            return job.exception(timeout=2 * self._timeout) or job.result()
        except (CancelledError, TimeoutError) as error:
            job.cancel()  # type: ignore[no-untyped-call]  # pebble leaves it untyped
            raise RenderingBusyError from error

    def _begin(self, html: str) -> ProcessFuture[bytes]:
        """Return the work on this document that is under way, or begin it."""
        pool = self._working_pool()
        self._under_way = {asked: job for asked, job in self._under_way.items() if not job.done()}
        if html not in self._under_way:
            self._under_way[html] = pool.schedule(run_job, args=(html,), timeout=self._timeout)
        return self._under_way[html]

    def _working_pool(self) -> ProcessPool:
        """Return the pool, or a new one if it broke, as it does when a process dies without a job."""
        if self._is_stopped:
            raise RuntimeError("stopped")
        if self._pool and self._pool.active:
            return self._pool
        self._close_pool()
        self._scratch = TemporaryDirectory(prefix="scan-pdf-")
        limits = Limits(self._memory, int(self._timeout * _TASKS_PER_PROCESS), self._scratch.name)
        self._pool = ProcessPool(
            max_workers=self._workers,
            max_tasks=_TASKS_PER_PROCESS,
            initializer=confine,
            initargs=(os.getpid(), limits),
            context=get_context("spawn"),
        )
        for _ in range(self._workers):
            self._pool.schedule(run_job, args=(_WARM_UP,), timeout=self._timeout)
        return self._pool

    def _close_pool(self) -> None:
        if self._pool:
            self._pool.stop()  # type: ignore[no-untyped-call]  # pebble leaves it untyped
            self._pool.join()
            self._pool = None
        # Else those who wait for a job under way would not hear that its pool is gone.
        for job in self._under_way.values():
            job.cancel()  # type: ignore[no-untyped-call]  # pebble leaves it untyped
        if self._scratch:
            self._scratch.cleanup()
            self._scratch = None

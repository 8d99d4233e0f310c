"""The process of a renderer seen from outside, and documents that keep it at work."""

import multiprocessing
from pathlib import Path

from app.rendering.pdf import PdfRenderer
from tests.waiting import wait_until

PAGE = "<!DOCTYPE html><html lang=nl><title>Proef</title><h1>Proef</h1>"
SLOW = PAGE + "<table>" + "<tr><td>x<td>y" * 100_000
LARGE = PAGE + "<table>" + "<tr><td>x<td>y" * 1_500


def process_of(renderer: PdfRenderer) -> int:
    """Return the id of the process that starts to work for this renderer."""
    before = {process.pid for process in multiprocessing.active_children()}
    renderer.render(PAGE)
    (started,) = {process.pid for process in multiprocessing.active_children()} - before
    assert started
    return started


def wait_until_at_work(process: int) -> None:
    """Wait until a process has used the processor for a twentieth of a second from now."""
    before = _processor_ticks(process)
    wait_until(lambda: _processor_ticks(process) >= before + 5)


def is_running(process: int) -> bool:
    try:
        return _state_of(process)[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def _processor_ticks(process: int) -> int:
    return int(_state_of(process)[11])


def _state_of(process: int) -> list[str]:
    """Return what the machine tells of a process, from its state on; before that stands its name."""
    return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(") ")[2].split()

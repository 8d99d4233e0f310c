"""What a rendering process is: its limits, and a job in it."""

import ctypes
import os
import resource
import signal
import sys
import tempfile
from threading import Event
from typing import NamedTuple

_PR_SET_PDEATHSIG = 1
_NICENESS = 10
_unfinished = Event()


class Limits(NamedTuple):
    """Bytes of address space and seconds of CPU that a process may use in its life, and its folder for scratch."""

    memory: int
    cpu: int
    scratch: str


def confine(parent: int, limits: Limits) -> None:
    """Make this process give way, stay within limits and end with the thread that started it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    os.nice(_NICENESS)
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu, limits.cpu))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    tempfile.tempdir = limits.scratch


def run_job(html: str) -> bytes:
    """Return the PDF of a document.

    Ends the process if memory runs out or if an earlier job failed in it, since what comes after that cannot be
    trusted; the job then gets another process.
    """
    if _unfinished.is_set():
        os._exit(1)
    _unfinished.set()
    try:
        from app.rendering.pdf_writing import write_pdf  # here, as this import fails on a machine without Pango

        written = write_pdf(html)
    except MemoryError:
        os._exit(1)
    _unfinished.clear()
    return written

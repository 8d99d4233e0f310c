"""What a rendering process is: its limits, and a job in it."""

import ctypes
import logging
import os
import resource
import signal
import sys
import tempfile
from typing import NamedTuple

from app.logs import configure_logging

_PR_SET_PDEATHSIG = 1
_NICENESS = 5

log = logging.getLogger(__name__)


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
    configure_logging()


def run_job(html: str) -> bytes:
    """Return the PDF of a document.

    A document that fails ends the process, since no later job could trust it; the log then has the reason.
    """
    from app.rendering.pdf_writing import write_pdf  # here, as this import fails on a machine without Pango

    try:
        return write_pdf(html)
    finally:
        if sys.exception():
            log.exception("a PDF could not be made")
            os._exit(1)

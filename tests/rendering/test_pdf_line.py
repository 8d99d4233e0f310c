"""The line before the rendering process: who waits, who shares a PDF, and what is made ahead."""

import os
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.domain.errors import RenderingBusyError, RenderingFailedError
from app.rendering.pdf import PdfRenderer
from tests.processes import LARGE, PAGE, SLOW, process_of, wait_until_at_work


@pytest.mark.parametrize("asked", [PAGE, LARGE], ids=["another", "the same"])
def test_a_full_line_is_refused_at_once(make: Callable[..., PdfRenderer], asked: str) -> None:
    renderer = make(waiting=0, timeout=60)
    process = process_of(renderer)

    with ThreadPoolExecutor() as threads:
        job = threads.submit(renderer.render, LARGE)
        wait_until_at_work(process)

        with pytest.raises(RenderingBusyError):
            renderer.render(asked)

        assert job.result(timeout=60).startswith(b"%PDF")


def test_a_slow_line_is_left_in_time(make: Callable[..., PdfRenderer]) -> None:
    renderer = make(timeout=4)
    renderer.render(PAGE)

    with ThreadPoolExecutor() as threads:
        jobs = [threads.submit(renderer.render, f"{SLOW}<td>{number}") for number in range(4)]
        failures = [job.exception(timeout=20) for job in jobs]

    assert any(isinstance(failure, RenderingFailedError) for failure in failures)
    assert any(isinstance(failure, RenderingBusyError) for failure in failures)


def test_who_asks_for_a_document_under_way_gets_that_one(make: Callable[..., PdfRenderer]) -> None:
    renderer = make(timeout=60)

    with ThreadPoolExecutor() as threads:
        made = list(threads.map(renderer.render, [LARGE] * 4))

    assert made[0].startswith(b"%PDF")
    assert len({id(pdf) for pdf in made}) == 1


def test_who_asks_later_gets_another(make: Callable[..., PdfRenderer]) -> None:
    renderer = make(timeout=60)

    assert renderer.render(PAGE) is not renderer.render(PAGE)


def test_work_ahead_takes_no_place_in_the_line(make: Callable[..., PdfRenderer]) -> None:
    renderer = make(waiting=0, timeout=60)
    process = process_of(renderer)

    with ThreadPoolExecutor() as threads:
        threads.submit(renderer.render_ahead, LARGE)
        wait_until_at_work(process)

        assert renderer.render(PAGE).startswith(b"%PDF")


def test_who_asks_for_work_ahead_under_way_gets_that_one(make: Callable[..., PdfRenderer]) -> None:
    renderer = make(timeout=60)
    process = process_of(renderer)

    with ThreadPoolExecutor() as threads:
        ahead = threads.submit(renderer.render_ahead, LARGE)
        wait_until_at_work(process)

        assert renderer.render(LARGE) is ahead.result(timeout=60)


def test_who_shares_a_process_that_is_killed_shares_the_second_chance(make: Callable[..., PdfRenderer]) -> None:
    renderer = make(timeout=60)
    process = process_of(renderer)

    with ThreadPoolExecutor() as threads:
        ahead = threads.submit(renderer.render_ahead, LARGE)
        asked = threads.submit(renderer.render, LARGE)
        wait_until_at_work(process)
        os.kill(process, signal.SIGKILL)

        assert asked.result(timeout=60).startswith(b"%PDF")
        assert asked.result() is ahead.result()


def test_whoever_waits_hears_of_a_stop(make: Callable[..., PdfRenderer]) -> None:
    renderer = make(timeout=60)
    process = process_of(renderer)

    with ThreadPoolExecutor() as threads:
        jobs = [threads.submit(renderer.render, document) for document in (LARGE, LARGE, PAGE)]
        jobs.append(threads.submit(renderer.render_ahead, f"{PAGE}<p>x"))
        wait_until_at_work(process)
        renderer.stop()

        assert {type(job.exception(timeout=5)) for job in jobs} <= {RenderingBusyError, RenderingFailedError}

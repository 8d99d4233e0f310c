"""The rendering process: what it may reach, what it may use, and what becomes of the next job."""

import os
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.domain.errors import RenderingFailedError
from app.rendering.pdf import PdfRenderer
from app.rendering.pdf_writing import FontFetcher
from tests.processes import LARGE, PAGE, SLOW, is_running, process_of, wait_until_at_work
from tests.waiting import wait_until


def test_it_asks_nothing_of_the_network(renderer: PdfRenderer) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"

        renderer.render(
            f"{PAGE}<link rel=stylesheet href={address}/a.css><link rel=attachment href={address}/a.txt>"
            f"<style>@import '{address}/b.css'; p {{ background: url({address}/c.png) }}"
            f"@font-face {{ font-family: x; src: url({address}/d.ttf) }} p {{ font-family: x }}</style>"
            f"<p>x</p><img src={address}/e.png alt=x><object data={address}/f.svg></object>"
            f"<svg><image href='{address}/g.png'/><use href='{address}/h.svg#a'/></svg>"
        )

        with pytest.raises(BlockingIOError):
            listener.accept()


def test_it_takes_in_no_file(renderer: PdfRenderer, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("verklap dit niet", encoding="utf-8")

    pdf = renderer.render(
        f"{PAGE}<link rel=attachment href={secret.as_uri()}><a rel=attachment href={secret.as_uri()}>x</a>"
        f"<object data={secret.as_uri()}></object><img alt=x src=file:///etc/passwd>"
        "<link rel=attachment href=file:///etc/passwd>"
    )

    assert not PdfReader(BytesIO(pdf)).attachments
    assert b"/EmbeddedFile" not in pdf
    assert b"/Filespec" not in pdf


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/x.ttf",
        "https://example.org/x.ttf",
        "file:///etc/passwd",
        Path(__file__).as_uri(),
        "data:text/plain,x",
        "ftp://example.org/x",
        "../secret",
    ],
)
def test_every_address_but_that_of_a_font_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="may not fetch"):
        FontFetcher().fetch(address)


def test_the_web_process_does_not_load_weasyprint() -> None:
    check = "import sys, app.rendering.pdf, app.rendering.html; sys.exit('weasyprint' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0


def test_a_process_gives_way_and_has_limits(make: Callable[..., PdfRenderer]) -> None:
    process = process_of(make(memory=1 << 29, timeout=30))

    assert os.getpriority(os.PRIO_PROCESS, process) > os.getpriority(os.PRIO_PROCESS, 0)
    assert resource.prlimit(process, resource.RLIMIT_AS) == (1 << 29, 1 << 29)
    assert resource.prlimit(process, resource.RLIMIT_CPU) == (50 * 30, 50 * 30)


def test_a_process_ends_with_its_parent() -> None:
    script = (
        "import multiprocessing, time\nfrom app.rendering.pdf import PdfRenderer\n"
        "if __name__ == '__main__':\n renderer = PdfRenderer()\n renderer.render('<p>x')\n"
        " print(multiprocessing.active_children()[0].pid, flush=True)\n time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        child = int(parent.stdout.readline())
        parent.kill()

    wait_until(lambda: not is_running(child))


def test_a_process_outlives_the_thread_that_asked_for_it(make: Callable[..., PdfRenderer]) -> None:
    renderer, started = make(), []
    asking = threading.Thread(target=lambda: started.append(process_of(renderer)))
    asking.start()
    asking.join()

    renderer.render(PAGE)

    assert is_running(started[0])


def test_a_time_out_fails_and_the_next_job_works(make: Callable[..., PdfRenderer]) -> None:
    renderer = make(timeout=5)
    renderer.render(PAGE)

    with pytest.raises(RenderingFailedError, match="Timeout"):
        renderer.render(SLOW)

    assert renderer.render(PAGE).startswith(b"%PDF")


def test_too_little_memory_fails_and_the_next_job_works(make: Callable[..., PdfRenderer]) -> None:
    renderer = make(memory=300_000_000, timeout=60)

    with pytest.raises(RenderingFailedError):
        renderer.render(PAGE + "x" * 80_000_000)

    assert renderer.render(PAGE).startswith(b"%PDF")


def test_a_machine_without_pango_fails(
    make: Callable[..., PdfRenderer], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A process takes over the search path of its parent, and finds a package that fails as WeasyPrint does there."""
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library libpango-1.0-0')", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)

    with pytest.raises(RenderingFailedError, match="libpango"):
        make().render(PAGE)


def test_a_document_that_failed_is_tried_again(
    make: Callable[..., PdfRenderer], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A machine that gets Pango in the meantime."""
    broken = tmp_path / "weasyprint.py"
    broken.write_text("raise OSError('cannot load library libpango-1.0-0')", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    renderer = make(timeout=60)
    with pytest.raises(RenderingFailedError):
        renderer.render(PAGE)

    broken.unlink()

    assert renderer.render(PAGE).startswith(b"%PDF")


def test_a_process_killed_at_work_is_replaced(make: Callable[..., PdfRenderer]) -> None:
    renderer = make(timeout=60)
    process = process_of(renderer)

    with ThreadPoolExecutor() as threads:
        job = threads.submit(renderer.render, LARGE)
        wait_until_at_work(process)
        os.kill(process, signal.SIGKILL)

        assert job.result(timeout=60).startswith(b"%PDF")


def test_a_process_killed_at_rest_is_replaced(make: Callable[..., PdfRenderer]) -> None:
    renderer = make(timeout=60)

    os.kill(process_of(renderer), signal.SIGKILL)

    assert renderer.render(PAGE).startswith(b"%PDF")


def test_a_stop_ends_the_process_at_work(make: Callable[..., PdfRenderer]) -> None:
    renderer = make(timeout=60)
    process = process_of(renderer)

    with ThreadPoolExecutor() as threads:
        threads.submit(renderer.render, SLOW)
        wait_until_at_work(process)
        renderer.stop()

    assert not is_running(process)


def test_a_stopped_renderer_fails() -> None:
    renderer = PdfRenderer()
    renderer.stop()
    renderer.stop()

    with pytest.raises(RenderingFailedError):
        renderer.render(PAGE)


def test_a_stop_leaves_no_thread() -> None:
    before = set(threading.enumerate())
    renderer = PdfRenderer(timeout=60)
    renderer.render(PAGE)

    renderer.stop()

    assert set(threading.enumerate()) <= before


def test_it_leaves_no_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    renderer = PdfRenderer(timeout=60)

    renderer.render(PAGE)
    renderer.stop()

    assert not list(tmp_path.iterdir())

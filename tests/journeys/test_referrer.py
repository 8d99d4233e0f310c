"""The secret of a link stays on this site: no browser tells it to the next one."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

from playwright.sync_api import Browser

_PATH = "/elders"
_FOLLOW = "address => { const link = document.createElement('a'); link.href = address; link.click(); }"


@contextmanager
def another_site() -> Iterator[tuple[str, list[str | None]]]:
    """Serve a site that keeps what browsers say they came from."""
    told: list[str | None] = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == _PATH:  # a browser asks for an icon too
                told.append(self.headers["Referer"])
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{_PATH}", told
        finally:
            server.shutdown()
            thread.join()


def test_another_site_does_not_get_the_secret(browser: Browser, site: str) -> None:
    page = browser.new_context().new_page()

    with another_site() as (address, told):
        page.goto(f"{site}/verder/geheim")
        page.evaluate(_FOLLOW, address)
        page.wait_for_url(address)

    assert told == [None]
    page.context.close()

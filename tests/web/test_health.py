"""What monitors ask."""

from collections.abc import Callable

from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.mail_server import free_port
from tests.visitor import Visitor


def test_a_running_program_is_healthy_and_ready(visitor: Visitor) -> None:
    for path in ("/healthz", "/readyz"):
        assert visitor.client.get(path).text == "ok"


def test_a_monitor_may_ask_for_the_headers_only(visitor: Visitor) -> None:
    for path in ("/healthz", "/readyz"):
        assert visitor.client.head(path).status_code == 200


def test_a_program_that_mails_no_more_is_not_ready(make_app: Callable[..., FastAPI]) -> None:
    app = make_app(smtp_url=f"smtp://127.0.0.1:{free_port()}", mail_from="scan@example.nl")
    client, postman = TestClient(app, base_url="http://127.0.0.1:8000"), app.state.site.postman

    postman.start()
    assert client.get("/readyz").status_code == 200
    postman.stop()

    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200

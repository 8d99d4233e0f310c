"""What monitors ask."""

from tests.visitor import Visitor


def test_a_running_program_is_healthy_and_ready(visitor: Visitor) -> None:
    for path in ("/healthz", "/readyz"):
        assert visitor.client.get(path).text == "ok"


def test_a_monitor_may_ask_for_the_headers_only(visitor: Visitor) -> None:
    for path in ("/healthz", "/readyz"):
        assert visitor.client.head(path).status_code == 200

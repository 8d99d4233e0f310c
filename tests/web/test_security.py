"""What guards every request: posts from this site only, known hosts, bodies of a form's size, headers."""

from collections.abc import Callable, Mapping

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.web.security import security_headers
from tests.visitor import COMPANY, Visitor


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {},
    ],
)
def test_a_post_from_elsewhere_changes_nothing(visitor: Visitor, headers: Mapping[str, str]) -> None:
    visitor.start()

    response = visitor.client.post("/scan/vraag/planning", data={"answer": "b"}, headers=dict(headers))

    assert response.status_code == 403
    assert visitor.get("/scan/vraag/planning").chosen("answer") == []


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "same-origin"}, {"origin": "http://127.0.0.1:8000"}])
def test_a_post_from_this_site_is_welcome(visitor: Visitor, headers: Mapping[str, str]) -> None:
    visitor.start()

    response = visitor.client.post("/scan/vraag/planning", data={"answer": "b"}, headers=dict(headers))

    assert response.status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", ""])
def test_another_host_name_is_refused(visitor: Visitor, host: str) -> None:
    assert visitor.client.get("/", headers={"host": host}).status_code == 400


def test_a_large_body_is_refused(visitor: Visitor) -> None:
    assert visitor.post("/start", COMPANY | {"extra": "x" * 300_000}).status == 413


@pytest.mark.parametrize("body", ["size=1&size=2", "a=1&" * 60, "sector=" + "x" * 3000])
def test_a_form_no_page_sends_is_refused(visitor: Visitor, body: str) -> None:
    kind = {"content-type": "application/x-www-form-urlencoded", "origin": "http://127.0.0.1:8000"}

    assert visitor.client.post("/start", content=body, headers=kind).status_code == 400


def test_a_file_is_refused(visitor: Visitor) -> None:
    response = visitor.client.post("/start", files={"sector": b"x"}, headers={"origin": "http://127.0.0.1:8000"})

    assert response.status_code == 400


def test_pages_run_nothing_from_elsewhere_and_nothing_inline(visitor: Visitor) -> None:
    policy = visitor.get("/").response.headers["content-security-policy"]

    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


def test_pages_are_not_kept_by_browsers(visitor: Visitor) -> None:
    assert visitor.finish().response.headers["cache-control"] == "no-store"


def test_https_is_remembered_where_it_is_used() -> None:
    headers = [security_headers(is_https=https, report_style="'none'").headers for https in (True, False)]

    assert ["Strict-Transport-Security" in found for found in headers] == [True, False]


def test_the_cookie_is_for_this_site_and_not_for_scripts(visitor: Visitor) -> None:
    response = visitor.client.post(
        "/start", data=COMPANY, headers={"origin": "http://127.0.0.1:8000"}, follow_redirects=False
    )

    assert {"httponly", "path=/", "samesite=lax"} <= set(response.headers["set-cookie"].lower().split("; "))


def test_over_https_the_cookie_is_bound_to_the_host(make_app: Callable[..., FastAPI]) -> None:
    app = make_app(public_url="https://scan.example.nl")
    client = TestClient(app, base_url="https://scan.example.nl", follow_redirects=False)

    response = client.post("/start", data=COMPANY, headers={"origin": "https://scan.example.nl"})

    assert response.headers["set-cookie"].startswith("__Host-scan=")
    assert "Secure" in response.headers["set-cookie"].split("; ")


def test_a_fault_of_our_own_tells_nothing_and_keeps_the_headers(make_app: Callable[..., FastAPI]) -> None:
    app = make_app()
    app.add_api_route("/stuk", lambda: 1 / 0)

    page = Visitor(TestClient(app, base_url="http://127.0.0.1:8000", raise_server_exceptions=False)).get("/stuk")

    assert page.status == 500
    assert "ZeroDivision" not in page.response.text

"""The cookie of a scan: for whom it is, and what a browser that keeps none is told."""

from collections.abc import Callable

from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.visitor import COMPANY, Visitor


def test_without_cookies_the_first_page_after_the_start_says_so(visitor: Visitor) -> None:
    origin = {"origin": "http://127.0.0.1:8000"}
    start = visitor.client.post("/start", data=COMPANY, headers=origin, follow_redirects=False)
    visitor.client.cookies.clear()

    page = visitor.get(start.headers["location"])

    assert page.heading == "Uw browser bewaart geen cookies"
    assert page.links()["waar het cookie voor is"] == "/cookies-en-javascript"


def test_every_page_leads_back_to_a_scan_that_is_open(visitor: Visitor) -> None:
    assert "Uw scan" not in visitor.get("/privacy").links()

    visitor.start()

    assert visitor.get("/privacy").links()["Uw scan"] == "/scan/overzicht"
    assert visitor.get("/bestaat-niet").links()["Uw scan"] == "/scan/overzicht"


def test_a_site_without_an_organisation_says_so_before_one_starts(visitor: Visitor) -> None:
    assert "nog niet in gebruik genomen" in visitor.get("/start").text


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

"""A browser that keeps no cookies is told at once."""

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

"""The home page."""

from tests.visitor import Visitor


def test_it_says_how_much_it_asks(visitor: Visitor) -> None:
    page = visitor.get("/")

    assert page.status == 200
    assert "19 vragen" in page.text
    assert "/start" in page.links().values()


def test_it_offers_to_go_on_with_a_scan_in_this_browser(visitor: Visitor) -> None:
    assert "/scan/verder" not in visitor.get("/").links().values()

    visitor.start()

    assert "/scan/verder" in visitor.get("/").links().values()

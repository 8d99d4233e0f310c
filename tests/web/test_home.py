"""The home page."""

import pytest

from tests.reading import core_visit
from tests.visitor import Visitor


def test_it_says_how_much_it_asks(visitor: Visitor) -> None:
    page = visitor.get("/")

    assert page.status == 200
    assert "19 vragen" in page.text
    assert "/start" in page.links().values()


def test_it_tells_who_comes_back_how_to_go_on(visitor: Visitor) -> None:
    assert "Open hem met uw eigen link" in visitor.get("/").text

    visitor.start()

    assert "Open hem met uw eigen link" not in visitor.get("/").text


@pytest.mark.parametrize("company", [{"size": "1"}, {}, {"sector": "onderwijs", "size": "10-49"}])
def test_it_promises_as_many_minutes_as_it_takes(in_use: Visitor, company: dict[str, str]) -> None:
    minutes = sum(stop.minutes for stop in core_visit(in_use, **company))

    assert f"Ongeveer {round(minutes)} minuten" in in_use.get("/").text


def test_it_offers_to_go_on_with_a_scan_in_this_browser(visitor: Visitor) -> None:
    assert "/scan/verder" not in visitor.get("/").links().values()

    visitor.start()

    assert "/scan/verder" in visitor.get("/").links().values()

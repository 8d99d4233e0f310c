"""Closing a scan on a device that others use too: nothing is lost, and nobody finds it there."""

from tests.visitor import Visitor


def test_looking_at_it_closes_nothing(visitor: Visitor) -> None:
    visitor.start()

    assert visitor.get("/scan/sluiten").status == 200

    assert visitor.get("/scan/verder").path == "/scan/vraag/planning"


def test_a_closed_scan_is_not_found_in_this_browser(visitor: Visitor) -> None:
    visitor.start()

    page = visitor.post("/scan/sluiten", {})

    assert (page.path, page.heading) == ("/gesloten", "De scan is gesloten")
    assert not visitor.client.cookies
    assert visitor.get("/scan/verder").status == 404


def test_the_link_opens_it_again(visitor: Visitor) -> None:
    visitor.start()
    secret = visitor.client.cookies["scan"]
    visitor.post("/scan/sluiten", {})

    assert visitor.post(f"/verder/{secret}", {}).path == "/scan/vraag/planning"


def test_the_browser_is_asked_to_forget_the_pages_it_keeps(visitor: Visitor) -> None:
    visitor.start()

    closed = visitor.post("/scan/sluiten", {}).response.history[0]

    assert closed.headers["clear-site-data"] == '"cache", "storage"'


def test_the_result_leads_to_it(visitor: Visitor) -> None:
    assert visitor.finish().links()["Sluit de scan op dit apparaat"] == "/scan/sluiten"


def test_who_opens_a_link_is_told_of_it(visitor: Visitor) -> None:
    assert "Kies dan na afloop “Sluit de scan op dit apparaat”." in visitor.get("/verder/geheim").text

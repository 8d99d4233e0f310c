"""Leaving a scan for later and coming back to it."""

from collections.abc import Callable

from tests.page import Page
from tests.visitor import Visitor


def saved_link(page: Page) -> str:
    return next(word for word in page.text.split() if "/verder/" in word)


def test_it_shows_a_link_and_until_when_it_works(visitor: Visitor) -> None:
    visitor.start()

    page = visitor.get("/scan/bewaren")

    assert saved_link(page).startswith("http://127.0.0.1:8000/verder/")
    assert "2027" in page.text


def test_the_link_opens_the_scan_in_another_browser_after_a_button(visit: Callable[[], Visitor]) -> None:
    at_work, at_home = visit(), visit()
    at_work.start()
    at_work.post("/scan/vraag/planning", {"answer": "b"})
    path = saved_link(at_work.get("/scan/bewaren")).removeprefix("http://127.0.0.1:8000")

    assert at_home.get(path).status == 200
    assert not at_home.client.cookies
    page = at_home.post(path, {})

    assert page.path == "/scan/vraag/overdracht"
    assert at_home.get("/scan/vraag/planning").chosen("answer") == ["b"]


def test_a_wrong_link_opens_nothing(visitor: Visitor) -> None:
    page = visitor.post("/verder/abcdefg", {})

    assert page.status == 404
    assert not visitor.client.cookies


def test_a_scan_page_without_a_scan_says_what_to_do(visitor: Visitor) -> None:
    for path in ("/scan/verder", "/scan/vraag/planning", "/scan/controle", "/scan/resultaat", "/scan/bewaren"):
        page = visitor.get(path)
        assert page.status == 404
        assert "/start" in page.links().values()


def test_a_forged_cookie_opens_nothing(visitor: Visitor) -> None:
    visitor.client.cookies.set("scan", "x" * 43)

    assert visitor.get("/scan/resultaat").status == 404

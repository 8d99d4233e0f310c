"""Visitors who give links and cookies that open nothing."""

from collections.abc import Callable

from app.services.opening import MOST_FAILURES, WINDOW
from tests.page import Page
from tests.visitor import Visitor


def guess_links(visitor: Visitor, times: int = MOST_FAILURES) -> Page:
    return [visitor.post(f"/verder/fout{number}", {}) for number in range(times)][-1]


def test_who_guesses_is_told_how_long_to_wait(visitor: Visitor) -> None:
    page = guess_links(visitor)

    assert (page.status, page.heading) == (429, "Wacht even voordat u het weer probeert")
    assert "over 15 minuten opnieuw" in page.text
    assert 0 < int(page.response.headers["retry-after"]) <= WINDOW.total_seconds()


def test_one_guess_less_is_a_link_that_opens_nothing(visitor: Visitor) -> None:
    assert guess_links(visitor, MOST_FAILURES - 1).status == 404


def test_guessing_with_a_cookie_counts_too(visitor: Visitor) -> None:
    for number in range(MOST_FAILURES):
        visitor.client.cookies.set("scan", f"fout{number}", domain="127.0.0.1")
        page = visitor.get("/scan/verder")

    assert page.status == 429


def test_others_behind_the_same_address_go_on_with_their_scan(visit: Callable[[], Visitor]) -> None:
    owner, guesser = visit(), visit()
    owner.start()

    guess_links(guesser)

    assert owner.get("/scan/vraag/planning").status == 200
    assert owner.post("/scan/vraag/planning", {"answer": "b"}).status == 200


def test_a_cookie_that_opens_nothing_is_forgotten_and_counts_once(visitor: Visitor) -> None:
    visitor.client.cookies.set("scan", "oud", domain="127.0.0.1")

    for _ in range(MOST_FAILURES + 1):
        page = visitor.get("/scan/verder")

    assert page.status == 404
    assert not visitor.client.cookies


def test_a_wrong_link_does_not_close_the_scan_that_is_open(visitor: Visitor) -> None:
    visitor.start()

    guess_links(visitor)

    assert visitor.get("/scan/vraag/planning").status == 200


def test_no_cookie_at_all_is_no_failure(visitor: Visitor) -> None:
    for _ in range(MOST_FAILURES + 1):
        page = visitor.get("/scan/verder")

    assert page.status == 404
    assert "set-cookie" not in page.response.headers

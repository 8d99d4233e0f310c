"""Two tabs on one scan, and two scans in one browser: who is behind is told, and nothing is lost."""

from collections.abc import Callable

from tests.visitor import Visitor


def seen(visitor: Visitor, **form: str) -> dict[str, str]:
    """Return a form with the hidden fields of the question page as it is now."""
    page = visitor.get("/scan/vraag/planning")
    return {name: page.field(name).get("value", "") for name in ("scan", "seen")} | form


def test_a_stale_answer_is_shown_beside_the_stored_one(visitor: Visitor) -> None:
    visitor.start()
    stale = seen(visitor, answer="c")
    visitor.post("/scan/vraag/planning", seen(visitor, answer="b"))

    page = visitor.post("/scan/vraag/planning", stale)

    assert page.status == 409
    assert page.chosen("answer") == ["c"]
    assert "Bij ons staat nu: Eén persoon verdeelt het werk" in page.text
    assert visitor.get("/scan/vraag/planning").chosen("answer") == ["b"]


def test_who_was_told_may_save_after_all(visitor: Visitor) -> None:
    visitor.start()
    stale = seen(visitor, answer="c")
    visitor.post("/scan/vraag/planning", {"answer": "b"})
    told = visitor.post("/scan/vraag/planning", stale)

    visitor.post("/scan/vraag/planning", stale | {"seen": told.field("seen").get("value", "")})

    assert visitor.get("/scan/vraag/planning").chosen("answer") == ["c"]


def test_the_same_answer_twice_is_no_change(visitor: Visitor) -> None:
    visitor.start()
    form = seen(visitor, answer="c")

    assert [visitor.post("/scan/vraag/planning", form).path for _ in range(2)] == ["/scan/vraag/overdracht"] * 2


def test_a_choice_is_saved_where_one_stays(visitor: Visitor) -> None:
    visitor.start()

    reply = visitor.client.post(
        "/scan/vraag/planning", data=seen(visitor, answer="b", then="stay"), headers={"sec-fetch-site": "same-origin"}
    )

    assert (reply.status_code, reply.content) == (204, b"")
    assert visitor.get("/scan/vraag/planning").chosen("answer") == ["b"]


def test_a_form_of_another_scan_changes_nothing(visit: Callable[[], Visitor]) -> None:
    visitor = visit()
    visitor.start()
    stale = seen(visitor, answer="c")
    visitor.start()

    for path in ("/scan/vraag/planning", "/scan/verwijderen", "/scan/bedrijf", "/scan/controle", "/scan/overzicht"):
        page = visitor.post(path, stale)
        assert (page.status, page.heading) == (409, "Hier is nu een andere scan open")

    assert visitor.get("/scan/vraag/planning").chosen("answer") == []


def test_every_form_of_a_scan_says_whose_it_is(visitor: Visitor) -> None:
    visitor.finish()

    for path in ("/scan/vraag/planning", "/scan/bedrijf", "/scan/controle", "/scan/plan", "/scan/verwijderen"):
        assert visitor.get(path).field("scan").get("value")

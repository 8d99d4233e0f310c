"""Two tabs on one scan, and two scans in one browser: who is behind is told, and nothing is lost."""

from collections.abc import Callable, Mapping

import pytest

from tests.page import Page
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

    for path in (
        "/scan/vraag/planning",
        "/scan/bedrijf",
        "/scan/controle",
        "/scan/plan",
        "/scan/cijfers",
        "/scan/verwijderen",
    ):
        assert visitor.get(path).field("scan").get("value")


FIGURES = "/scan/cijfers"
TOLD = {"turnover": "1.250.000", "purchases": "500.000", "hours_worked": "18.000"}


@pytest.fixture
def teller(visitor: Visitor) -> Visitor:
    """An owner whose figures are stored."""
    visitor.finish()
    tell(visitor, visitor.get(FIGURES).filled_in(), TOLD)
    return visitor


def tell(visitor: Visitor, form: Mapping[str, str], told: Mapping[str, str]) -> Page:
    return visitor.post(FIGURES, {**form, **told})


def test_stale_figures_are_shown_beside_the_stored_ones(teller: Visitor) -> None:
    stale = teller.get(FIGURES).filled_in()
    tell(teller, stale, {"year": "2025", "hours_worked": "", "persons": "10"})

    page = tell(teller, stale, {"hours_worked": "17.000", "persons": ""})

    assert (page.status, page.heading) == (409, "Wat levert een uur werk op?")
    assert page.errors == [
        ("#year", "Bij “Jaar” staat nu bij ons: 2025."),
        ("#hours_worked", "Bij “Gewerkte uren” staat nu bij ons: Niet ingevuld."),
        ("#persons", "Bij “Aantal mensen” staat nu bij ons: 10."),
    ]
    assert page.filled_in()["hours_worked"] == "17.000"
    assert teller.get(FIGURES).filled_in()["persons"] == "10"


def test_figures_of_which_one_was_told_may_be_saved_after_all(teller: Visitor) -> None:
    stale = teller.get(FIGURES).filled_in()
    tell(teller, stale, {"turnover": "1.300.000"})
    told = tell(teller, stale, {"turnover": "1.400.000"})

    assert teller.post(FIGURES, told.filled_in()).path == "/scan/resultaat"

    assert teller.get(FIGURES).filled_in()["turnover"] == "1.400.000"


def test_a_question_about_stale_figures_is_not_the_last_word(teller: Visitor) -> None:
    stale = teller.get(FIGURES).filled_in()
    tell(teller, stale, {"turnover": "1.300.000"})
    asked = tell(teller, stale, {"hours_worked": "180"})

    assert (asked.status, teller.post(FIGURES, asked.filled_in()).status) == (422, 409)


def test_figures_that_were_erased_elsewhere_do_not_come_back_unseen(teller: Visitor) -> None:
    stale = teller.get(FIGURES).filled_in()
    tell(teller, stale, dict.fromkeys(TOLD, ""))

    assert tell(teller, stale, {"turnover": "1.300.000"}).status == 409
    assert teller.get(FIGURES).filled_in()["turnover"] == ""


def test_the_same_figures_twice_are_no_change(teller: Visitor) -> None:
    form = teller.get(FIGURES).filled_in()

    pages = [tell(teller, form, {"turnover": "1.300.000"}) for _ in range(2)]

    assert [page.path for page in pages] == ["/scan/resultaat"] * 2

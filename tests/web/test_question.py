"""A level question."""

import pytest

from app.domain.questionnaire import Questionnaire
from tests.visitor import Visitor


def test_it_says_where_one_is(visitor: Visitor) -> None:
    page = visitor.start()

    assert "Thema 1 van 4" in page.text
    assert "vraag 1 van 4" in page.title


def test_it_offers_the_levels_and_not_knowing(visitor: Visitor) -> None:
    assert visitor.start().values("answer") == ["a", "b", "c", "d", "unknown"]


def test_it_allows_not_needed_where_that_is_a_fair_answer(visitor: Visitor) -> None:
    visitor.start()

    assert visitor.get("/scan/vraag/automatisering").values("answer")[-1] == "not_needed"


def test_it_saves_the_answer_and_goes_to_the_next_question(visitor: Visitor) -> None:
    visitor.start()

    page = visitor.post("/scan/vraag/planning", {"answer": "b"})

    assert page.path == "/scan/vraag/overdracht"
    assert visitor.get("/scan/vraag/planning").chosen("answer") == ["b"]


@pytest.mark.parametrize("form", [{}, {"answer": ""}, {"answer": "z"}, {"answer": "not_needed"}])
def test_it_asks_for_one_of_its_answers(visitor: Visitor, form: dict[str, str]) -> None:
    visitor.start()

    page = visitor.post("/scan/vraag/planning", form)

    assert page.status == 422
    assert page.title.startswith("Fout:")
    assert page.errors[0][0] == "#answer"
    assert visitor.get("/scan/vraag/planning").chosen("answer") == []


def test_it_keeps_the_stored_answer_after_an_error(visitor: Visitor) -> None:
    visitor.start()
    visitor.post("/scan/vraag/planning", {"answer": "b"})

    assert visitor.post("/scan/vraag/planning", {}).chosen("answer") == ["b"]


def test_it_saves_before_one_leaves_for_later(visitor: Visitor) -> None:
    visitor.start()

    page = visitor.post("/scan/vraag/planning", {"answer": "b", "then": "later"})

    assert page.path == "/scan/bewaren"
    assert visitor.get("/scan/vraag/planning").chosen("answer") == ["b"]


def test_one_may_leave_for_later_without_an_answer(visitor: Visitor) -> None:
    visitor.start()

    assert visitor.post("/scan/vraag/planning", {"then": "later"}).path == "/scan/bewaren"


def test_a_change_from_the_check_page_returns_there(visitor: Visitor) -> None:
    visitor.start()
    page = visitor.get("/scan/vraag/planning?controle=1")
    assert page.field("to_check").get("value") == "1"

    assert visitor.post("/scan/vraag/planning", {"answer": "b", "to_check": "1"}).path == "/scan/controle"


def test_answering_twice_keeps_one_answer(visitor: Visitor) -> None:
    visitor.start()

    for code in ("a", "c", "c"):
        visitor.post("/scan/vraag/planning", {"answer": code})

    assert visitor.get("/scan/vraag/planning").chosen("answer") == ["c"]


def test_questions_may_be_answered_out_of_order(visitor: Visitor) -> None:
    visitor.start()

    visitor.post("/scan/vraag/kennis", {"answer": "d"})

    assert visitor.get("/scan/verder").path == "/scan/vraag/planning"
    assert visitor.get("/scan/vraag/kennis").chosen("answer") == ["d"]


def test_a_question_that_is_not_there_is_not_found(visitor: Visitor) -> None:
    visitor.start()

    assert visitor.get("/scan/vraag/bestaat_niet").status == 404
    assert visitor.post("/scan/vraag/bestaat_niet", {"answer": "a"}).status == 404


def test_it_speaks_the_words_of_the_company(visitor: Visitor, shipped: Questionnaire) -> None:
    question = shipped.question_by_id["planning"]
    variant = next(variant for variant in question.variants if "sector" in variant.profile and variant.text)

    page = visitor.start(sector=str(variant.profile["sector"][0]))

    assert page.heading == variant.text != question.text

"""The page on which an owner checks the answers."""

from tests.visitor import COMPANY, Visitor


def test_it_shows_every_answer_and_the_company(visitor: Visitor) -> None:
    visitor.start()
    visitor.answer_all()

    page = visitor.get("/scan/controle")

    assert "Deventer" in page.text
    assert "Nog niet beantwoord" not in page.text


def test_it_links_every_question_to_where_it_can_be_changed(visitor: Visitor) -> None:
    visitor.start()

    targets = visitor.get("/scan/controle").links().values()

    assert len([target for target in targets if target.startswith("/scan/vraag/") and "controle" in target]) == 19


def test_it_says_of_an_open_question_whether_it_must_be_answered(visitor: Visitor) -> None:
    visitor.start()
    visitor.post("/scan/overzicht", {"theme": "processen"})

    text = visitor.get("/scan/controle").text

    assert "Nog niet beantwoord. Dat hoeft ook niet." in text
    assert text.count("Nog niet beantwoord") > text.count("Nog niet beantwoord. Dat hoeft ook niet.")


def test_it_offers_to_answer_what_is_open_and_to_change_the_rest(visitor: Visitor) -> None:
    visitor.start()
    visitor.post("/scan/vraag/planning", {"answer": "b"})

    words = [link.split()[0] for link, target in visitor.get("/scan/controle").links().items() if "/vraag/" in target]

    assert words[:2] == ["Wijzig", "Beantwoord"]


def test_it_names_the_questions_that_are_still_open(visitor: Visitor) -> None:
    visitor.start()
    visitor.post("/scan/vraag/planning", {"answer": "b"})

    page = visitor.post("/scan/controle", {})

    assert page.status == 422
    assert "U heeft nog 18 vragen open" in page.text
    assert len(page.errors) == 18
    assert page.errors[0][0] == "#vraag-overdracht"


def test_it_leads_to_the_result(visitor: Visitor) -> None:
    assert visitor.finish().path == "/scan/resultaat"


def test_finishing_twice_shows_the_same_result(visitor: Visitor) -> None:
    text = visitor.finish().text

    assert visitor.post("/scan/controle", {}).text == text


def test_a_change_of_the_company_returns_here(visitor: Visitor) -> None:
    visitor.start()
    form = visitor.get("/scan/bedrijf?controle=1")
    assert form.field("to_check").get("value") == "1"

    assert visitor.post("/scan/bedrijf", COMPANY | {"to_check": "1"}).path == "/scan/controle"
    assert visitor.post("/scan/bedrijf", COMPANY).path == "/scan/vraag/planning"

"""The result page."""

import pytest

from app.content import read_questionnaire
from app.domain.questionnaire import Questionnaire
from tests.visitor import Visitor


def test_it_shows_all_five_elements_and_a_plan(visitor: Visitor, shipped: Questionnaire) -> None:
    page = visitor.finish()

    assert all(element.name in page.text for element in shipped.elements)
    assert any(action.title in page.text for action in shipped.actions)
    assert page.root.findall(".//{http://www.w3.org/2000/svg}svg")


def test_it_says_that_not_every_element_weighs_the_same(visitor: Visitor) -> None:
    page = visitor.finish(number=0)

    assert "Het gemiddelde van de vijf elementen. Technologie telt daarin zwaarder." in page.text


def test_it_shows_the_line_of_the_plan_as_an_estimate(visitor: Visitor) -> None:
    page = visitor.finish(number=0)

    assert "Deze lijn is een schatting van ons, geen meting." in page.text
    assert "Lijn van uw plan over 24 maanden" in page.text


def test_it_explains_every_advice_with_the_answers_behind_it(visitor: Visitor) -> None:
    page = visitor.finish(number=0)

    explained = [box for box in page.all("details") if "Waarom dit advies?" in "".join(box.itertext())]

    assert len(explained) == 5
    assert all("U antwoordde" in "".join(box.itertext()) for box in explained)


@pytest.mark.parametrize("path", ["/scan/resultaat", "/scan/rapport"])
@pytest.mark.parametrize(
    "said",
    [
        "Begin met stap 1. De volgorde past bij uw antwoorden",
        "Uw antwoord",
        "Waarom dit werkt",
        "Vragen die nog open zijn",
        "Zo is dit berekend",
        "18,75%",
        f"versie {read_questionnaire().version} van de vragen",
        "uw totaalscore",
    ],
)
def test_page_and_paper_use_the_same_words(visitor: Visitor, path: str, said: str) -> None:
    visitor.finish(number=0)
    visitor.post("/scan/vraag/systemen", {"answer": "d"})
    visitor.post("/scan/vraag/klanten", {"answer": "unknown"})

    assert said in visitor.get(path).text


def test_it_says_what_is_missing_when_too_little_was_known(visitor: Visitor) -> None:
    page = visitor.finish(number=4)

    assert "te weinig antwoorden" in page.text
    assert "Weet ik niet" in page.text


@pytest.mark.parametrize(
    "path", ["/scan/resultaat", "/scan/rapport", "/scan/rapport.pdf", "/scan/rapport-kort", "/scan/rapport-kort.pdf"]
)
def test_there_is_none_before_the_questions_are_answered(visitor: Visitor, path: str) -> None:
    visitor.start()
    assert visitor.get(path).path == "/scan/vraag/planning"

    visitor.answer_all()
    assert visitor.get(path).path == "/scan/overzicht"


def test_it_leads_to_both_editions_as_pdf_and_to_print(visitor: Visitor) -> None:
    links = visitor.finish().links()

    assert links["Download het rapport (PDF)"] == "/scan/rapport.pdf"
    assert links["Korte versie, 2 bladzijden (PDF)"] == "/scan/rapport-kort.pdf"
    assert links["Bekijk het rapport om te printen"] == "/scan/rapport"
    assert links["Bekijk de korte versie om te printen"] == "/scan/rapport-kort"


def test_it_follows_a_changed_answer(visitor: Visitor) -> None:
    before = visitor.finish(number=0).text

    visitor.post("/scan/vraag/systemen", {"answer": "d"})

    assert visitor.get("/scan/resultaat").text != before


def test_it_fits_a_company_of_one(visitor: Visitor) -> None:
    assert visitor.finish(number=1, size="1", sector="zakelijke_dienstverlening").status == 200

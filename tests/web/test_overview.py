"""The overview of the themes, and the choice after the core: the result, or more questions."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.db.engine import Database
from app.domain.questionnaire import Questionnaire
from app.services.questionnaires import publish
from app.settings import Settings
from tests.conftest import NOW
from tests.sites import make_site
from tests.visitor import Visitor

THEMES = ["processen", "mensen", "technologie", "sociale_innovatie"]


def only_core(shipped: Questionnaire) -> Questionnaire:
    """Return the shipped questionnaire without what can deepen a theme."""
    document = shipped.model_dump(mode="json", exclude_defaults=True) | {"version": "2000.7"}
    document["questions"] = [question for question in document["questions"] if question["depth"] == "core"]
    core = {question["id"] for question in document["questions"]}
    for theme in document["themes"]:
        theme["questions"] = [question_id for question_id in theme["questions"] if question_id in core]
    return Questionnaire.model_validate(document)


@pytest.fixture
def short(database: Database, shipped: Questionnaire, tmp_path: Path) -> Iterator[Visitor]:
    """A visitor of a site whose questionnaire has no questions beyond the core."""
    content = only_core(shipped)
    publish(database, content, now=NOW)
    app = make_site(Settings.model_validate({"data_dir": tmp_path}), database, content)
    yield Visitor(TestClient(app, base_url="http://127.0.0.1:8000"))
    app.state.site.renderer.stop()


def test_it_shows_how_far_each_theme_is(visitor: Visitor) -> None:
    visitor.start()
    visitor.post("/scan/vraag/planning", {"answer": "b"})

    page = visitor.get("/scan/overzicht")

    assert "1 van 4 vragen beantwoord" in page.text
    assert page.links()["Ga verder bij Het werk"] == "/scan/vraag/overdracht"
    assert "U heeft nog 18 vragen open" in page.text


def test_a_question_links_to_it(visitor: Visitor) -> None:
    assert visitor.start().links()["Overzicht"] == "/scan/overzicht"


def test_without_more_questions_the_core_leads_to_the_check_page(short: Visitor) -> None:
    short.start()

    assert short.answer_all().path == "/scan/controle"
    assert "Verdiep" not in short.get("/scan/overzicht").text


def test_after_the_core_one_chooses_the_result_or_a_theme_to_deepen(visitor: Visitor) -> None:
    visitor.start()

    page = visitor.answer_all()

    assert page.path == "/scan/overzicht"
    assert page.links()["Controleer uw antwoorden"] == "/scan/controle"
    assert page.values("scan") != []
    assert [button.get("value") for button in page.all("button")] == THEMES


def test_nothing_can_be_deepened_before_the_core_is_done(visitor: Visitor) -> None:
    visitor.start()

    assert visitor.get("/scan/overzicht").all("button") == []


def test_a_deepened_theme_asks_its_questions_and_comes_back(visitor: Visitor) -> None:
    visitor.start()
    visitor.answer_all()

    first = visitor.post("/scan/overzicht", {"theme": "processen"})
    second = visitor.post(first.path, {"answer": "a"})

    assert (first.path, second.path) == ("/scan/vraag/standaarden", "/scan/vraag/zoeken")
    assert "vraag 2 van 8" in second.title
    assert visitor.answer_all().path == "/scan/overzicht"


def test_the_result_does_not_wait_for_what_deepens_it(visitor: Visitor) -> None:
    visitor.start()
    visitor.answer_all()
    visitor.post("/scan/overzicht", {"theme": "processen"})

    assert "Dat hoeft ook niet" in visitor.get("/scan/controle").text
    assert visitor.post("/scan/controle", {}).path == "/scan/resultaat"
    assert visitor.get("/scan/verder").path == "/scan/vraag/standaarden"


def test_answers_that_deepen_change_the_score(visitor: Visitor) -> None:
    before = visitor.finish().text
    visitor.post("/scan/overzicht", {"theme": "processen"})

    visitor.post("/scan/vraag/standaarden", {"answer": "a"})

    assert visitor.get("/scan/resultaat").text != before


@pytest.mark.parametrize("form", [{}, {"theme": ""}, {"theme": "bestaat_niet"}])
def test_an_unknown_theme_is_not_found(visitor: Visitor, form: dict[str, str]) -> None:
    visitor.start()

    assert visitor.post("/scan/overzicht", form).status == 404

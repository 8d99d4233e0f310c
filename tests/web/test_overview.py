"""The overview of the themes, and the choice after the core: the result, or more questions."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.content import read_organisation
from app.db.engine import Database
from app.domain.questionnaire import Questionnaire
from app.main import create_app
from app.services.questionnaires import publish
from app.settings import Settings
from tests.conftest import NOW
from tests.visitor import Visitor


def with_more_questions(shipped: Questionnaire) -> Questionnaire:
    """Return the shipped questionnaire with two questions more that deepen the first theme."""
    first, *others = shipped.themes
    more = [
        shipped.question_by_id["planning"].model_copy(update={"id": name, "depth": "full", "text": f"En {name}?"})
        for name in ("meer_planning", "meer_rust")
    ]
    themes = (first.model_copy(update={"questions": (*first.questions, *(q.id for q in more))}), *others)
    changed = {"version": "2000.7", "themes": themes, "questions": (*shipped.questions, *more)}
    changed_copy = shipped.model_copy(update=changed)
    return Questionnaire.model_validate(changed_copy.model_dump(mode="json", exclude_defaults=True))


@pytest.fixture
def deeper(database: Database, shipped: Questionnaire, tmp_path: Path) -> Iterator[Visitor]:
    """A visitor of a site whose questionnaire has questions beyond the core."""
    content = with_more_questions(shipped)
    publish(database, content, now=NOW)
    app = create_app(Settings.model_validate({"data_dir": tmp_path}), database, content, read_organisation())
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


def test_without_more_questions_the_core_leads_to_the_check_page(visitor: Visitor) -> None:
    visitor.start()

    assert visitor.answer_all().path == "/scan/controle"
    assert "Verdiep" not in visitor.get("/scan/overzicht").text


def test_after_the_core_one_chooses_the_result_or_a_theme_to_deepen(deeper: Visitor) -> None:
    deeper.start()

    page = deeper.answer_all()

    assert page.path == "/scan/overzicht"
    assert page.links()["Naar uw resultaat"] == "/scan/controle"
    assert page.values("scan") != []
    assert [button.get("value") for button in page.all("button")] == ["processen"]


def test_nothing_can_be_deepened_before_the_core_is_done(deeper: Visitor) -> None:
    deeper.start()

    assert deeper.get("/scan/overzicht").all("button") == []


def test_a_deepened_theme_asks_its_questions_and_comes_back(deeper: Visitor) -> None:
    deeper.start()
    deeper.answer_all()

    first = deeper.post("/scan/overzicht", {"theme": "processen"})
    second = deeper.post(first.path, {"answer": "a"})

    assert (first.path, second.path) == ("/scan/vraag/meer_planning", "/scan/vraag/meer_rust")
    assert "vraag 2 van 2" in second.title
    assert deeper.post(second.path, {"answer": "b"}).path == "/scan/overzicht"


def test_the_result_does_not_wait_for_what_deepens_it(deeper: Visitor) -> None:
    deeper.start()
    deeper.answer_all()
    deeper.post("/scan/overzicht", {"theme": "processen"})

    assert "Dat hoeft ook niet" in deeper.get("/scan/controle").text
    assert deeper.post("/scan/controle", {}).path == "/scan/resultaat"
    assert deeper.get("/scan/verder").path == "/scan/vraag/meer_planning"


def test_answers_that_deepen_change_the_score(deeper: Visitor) -> None:
    before = deeper.finish().text
    deeper.post("/scan/overzicht", {"theme": "processen"})

    deeper.post("/scan/vraag/meer_planning", {"answer": "a"})

    assert deeper.get("/scan/resultaat").text != before


@pytest.mark.parametrize("form", [{}, {"theme": ""}, {"theme": "bestaat_niet"}])
def test_an_unknown_theme_is_not_found(visitor: Visitor, form: dict[str, str]) -> None:
    visitor.start()

    assert visitor.post("/scan/overzicht", form).status == 404

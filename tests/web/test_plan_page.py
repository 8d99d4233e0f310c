"""The page on which an owner changes the plan, and what the result page then says."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.db.engine import Database
from app.db.scan_tables import ScanRow
from app.services.questionnaires import publish
from app.settings import Settings
from tests import builders
from tests.conftest import NOW
from tests.html import NAMESPACE
from tests.sites import make_site
from tests.visitor import Visitor
from tests.web.plan_form import DROP, PLAN, RESTORE, first_action, save, steps
from tests.web.whole_site import scan_of


def test_it_shows_the_goal_and_the_level_that_is_advised(owner: Visitor) -> None:
    page = owner.get(PLAN)

    assert page.chosen("goal") == ["groei"]
    assert page.filled_in()["target_technologie"] == "sterk"
    assert page.text.count("Sterk, vanaf 80 punten (advies)") == 5


def test_it_offers_no_level_where_everybody_is_already(owner: Visitor) -> None:
    options = owner.get(PLAN).field("target_technologie").findall(".//h:option", NAMESPACE)

    assert [option.get("value") for option in options] == ["onderweg", "goed_op_weg", "sterk"]


def test_it_tells_the_score_of_each_element(owner: Visitor) -> None:
    assert owner.get(PLAN).text.count("Nu: Aan het begin, 0 van de 100 punten") == 5


def test_without_a_score_it_says_so(visitor: Visitor) -> None:
    visitor.finish(number=4)

    assert "U heeft hier nog geen score." in visitor.get(PLAN).text


def test_the_result_leads_to_it(owner: Visitor) -> None:
    assert owner.get("/scan/resultaat").links()["Pas uw plan aan"] == PLAN


def test_before_there_is_a_result_it_leads_to_the_questions(visitor: Visitor) -> None:
    visitor.start()

    assert visitor.get(PLAN).path == "/scan/vraag/planning"


def test_another_goal_is_kept_and_told(owner: Visitor) -> None:
    page = save(owner, goal="kosten")

    assert (page.path, page.response.url.fragment) == ("/scan/resultaat", "bericht")
    assert "Uw plan is aangepast." in page.text
    assert owner.get(PLAN).chosen("goal") == ["kosten"]
    assert owner.get("/scan/bedrijf").chosen("goal") == ["kosten"]


def test_a_level_that_is_reached_ends_the_steps_of_its_element(visitor: Visitor) -> None:
    visitor.finish(number=2)
    lowest = {f"target_{element.id}": "onderweg" for element in visitor.site.questionnaire.elements}

    page = save(visitor, **lowest)

    assert steps(page) == []
    assert "U bent waar u wilt zijn." in page.text


@pytest.mark.parametrize("path", ["/scan/resultaat", "/scan/rapport"])
def test_page_and_paper_tell_what_was_chosen_in_the_same_words(owner: Visitor, path: str) -> None:
    owner.post(DROP, {"action": first_action(owner)})
    save(owner, target_technologie="onderweg")

    told = owner.get(path).text.partition("Wat u zelf koos")[2]

    assert told.startswith(" Voor Technologie wilt u het niveau Onderweg. Deze stappen liet u weg:")


def test_a_level_that_was_chosen_is_still_chosen(owner: Visitor) -> None:
    save(owner, target_technologie="onderweg")

    form = owner.get(PLAN).filled_in()
    assert (form["target_technologie"], form["target_co_creatie"]) == ("onderweg", "sterk")


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("goal", "Kies wat u nu het meest bezighoudt."),
        ("target_technologie", "Kies wat u met Technologie wilt halen."),
    ],
)
@pytest.mark.parametrize("typed", ["", "begin", "<b>"])
def test_what_is_no_choice_is_asked_again(owner: Visitor, field: str, message: str, typed: str) -> None:
    page = save(owner, target_co_creatie="onderweg", **{field: typed})

    assert (page.status, page.errors) == (422, [(f"#{field}", message)])
    assert page.filled_in()["target_co_creatie"] == "onderweg"
    assert owner.get(PLAN).filled_in()["target_co_creatie"] == "sterk"


def test_a_field_that_is_no_choice_shows_no_other_choice(owner: Visitor) -> None:
    page = save(owner, target_technologie="verdwenen")

    assert page.filled_in()["target_technologie"] == ""
    assert "Kies een niveau" in page.text


def test_a_stale_form_shows_both_versions_and_changes_nothing(owner: Visitor) -> None:
    stale = owner.get(PLAN).filled_in()
    save(owner, goal="kosten", target_technologie="onderweg")

    page = owner.post(PLAN, stale | {"target_co_creatie": "goed_op_weg"})

    assert page.status == 409
    assert page.errors == [
        ("#goal", "Bij “Wat u bezighoudt” staat nu bij ons: Minder kosten maken."),
        ("#target_technologie", "Bij “Technologie” staat nu bij ons: Onderweg."),
        ("#target_co_creatie", "Bij “Co-creatie” staat nu bij ons: Sterk."),
    ]
    assert (page.chosen("goal"), page.filled_in()["target_co_creatie"]) == (["groei"], "goed_op_weg")
    assert owner.get(PLAN).filled_in()["target_technologie"] == "onderweg"


def test_saving_a_stale_form_again_goes_through(owner: Visitor) -> None:
    stale = owner.get(PLAN).filled_in()
    save(owner, goal="kosten")
    told = owner.post(PLAN, stale | {"target_technologie": "onderweg"})

    assert owner.post(PLAN, told.filled_in()).path == "/scan/resultaat"

    stored = owner.get(PLAN)
    assert (stored.chosen("goal"), stored.filled_in()["target_technologie"]) == (["groei"], "onderweg")


def test_a_goal_changed_on_the_page_of_the_company_is_not_overwritten_unseen(owner: Visitor) -> None:
    stale = owner.get(PLAN).filled_in()
    owner.change_company(goal="kosten")

    assert owner.post(PLAN, stale | {"target_technologie": "onderweg"}).status == 409


def test_a_form_of_another_scan_changes_nothing(visit: Callable[[], Visitor]) -> None:
    visitor = visit()
    visitor.finish(number=0)
    stale = {"scan": visitor.get(PLAN).filled_in()["scan"], "action": first_action(visitor)}
    visitor.finish(number=0)

    for path in (PLAN, DROP, RESTORE):
        assert visitor.post(path, stale).status == 409

    assert scan_of(visitor).choices.dropped == ()


def test_stored_choices_that_are_not_there_any_more_are_no_error(owner: Visitor) -> None:
    with owner.site.database.write() as session:
        row = session.get(ScanRow, scan_of(owner).id)
        assert row is not None
        row.targets, row.dropped = {"verdwenen": "sterk", "technologie": "verdwenen"}, ["verdwenen"]

    assert owner.get("/scan/resultaat").status == owner.get(PLAN).status == 200


@pytest.fixture
def worded_by_goal(database: Database, tmp_path: Path) -> Iterator[Visitor]:
    """A visitor of a site whose questionnaire has a question in other words for one goal."""
    variant = {"profile": {"goal": ["kosten"]}, "text": "Wat kost dat?"}
    content = builders.questionnaire(
        [builders.question("t1", variants=[variant]), *builders.technology("t2")], version="2000.9"
    )
    publish(database, content, now=NOW)
    app = make_site(Settings.model_validate({"data_dir": tmp_path}), database, content)
    yield Visitor(TestClient(app, base_url="http://127.0.0.1:8000"))
    app.state.site.renderer.stop()


def test_a_goal_that_changes_the_words_of_a_question_leads_to_the_answers(worded_by_goal: Visitor) -> None:
    worded_by_goal.finish(sector="handel", goal="groei")

    page = save(worded_by_goal, goal="kosten")

    assert page.path == "/scan/controle"
    assert "Kijk of uw antwoorden nog kloppen" in page.text

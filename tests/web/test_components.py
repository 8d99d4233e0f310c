"""The building blocks of the pages: what each macro prints, for every kind of input."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import get_args

import pytest
from jinja2 import Environment

from app.domain.candidates import ReasonKind
from app.domain.conditions import OVERALL_SCORES
from app.domain.explanation import RuleKind
from app.domain.profile import ProfileField
from app.domain.progress import Position
from app.domain.question import NoScore
from app.domain.questionnaire import Element as SchijfElement
from app.domain.questionnaire import Level, Theme
from app.domain.report import ElementResult
from app.domain.scoring import Score, ScoreStatus
from app.rendering.charts import Slice, wheel
from app.web.templating import WEB_TEMPLATES, page_environment
from tests.web.macros import Macros, found, words

COMPONENTS = sorted(path.stem for path in (WEB_TEMPLATES / "components").glob("*.html"))
LEVELS = (
    Level(id="begin", name="Aan het begin", meaning="-", lower_bound=Fraction(0)),
    Level(id="sterk", name="Sterk", meaning="-", lower_bound=Fraction(60)),
)
SHOWN = Score(
    status=ScoreStatus.SHOWN,
    value=Fraction(125, 2),
    low=Fraction(125, 2),
    high=Fraction(125, 2),
    coverage=Fraction(1),
    open_questions=(),
)


@pytest.fixture(scope="module")
def environment() -> Environment:
    return page_environment()


def fifth(score: Score) -> Slice:
    element = SchijfElement(id="co_creatie", name="Co-creatie", meaning="-", weight=Fraction(1))
    return wheel([ElementResult(element, score, LEVELS[1] if score.is_shown else None)] * 5).slices[4]


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_has_one_public_macro_named_as_its_file(environment: Environment, name: str) -> None:
    source = Path(WEB_TEMPLATES / "components" / f"{name}.html").read_text(encoding="utf-8")

    assert source.count("{% macro ") == 1
    assert hasattr(environment.get_template(f"components/{name}.html").module, name)


@pytest.mark.parametrize("path", sorted(WEB_TEMPLATES.rglob("*.html")), ids=lambda path: path.stem)
def test_no_template_is_long(path: Path) -> None:
    assert path.read_text(encoding="utf-8").count("\n") <= (60 if path.name == "base.html" else 150)


def test_every_kind_of_reason_has_its_words() -> None:
    files = {path.stem for path in (WEB_TEMPLATES / "owner/result/because").glob("*.html")}

    assert files == set(get_args(ReasonKind))


def test_every_kind_of_rule_has_its_words() -> None:
    files = {path.stem for path in (WEB_TEMPLATES / "owner/result/rule").glob("*.html")}
    fields = {path.stem for path in (WEB_TEMPLATES / "owner/result/rule/profile").glob("*.html")}
    scores = {path.stem for path in (WEB_TEMPLATES / "owner/result/rule/score").glob("*.html")}

    assert files == set(get_args(RuleKind))
    assert fields == set(get_args(ProfileField))
    assert scores == set(OVERALL_SCORES)


def test_every_answer_that_can_be_excused_has_its_words() -> None:
    files = {path.stem for path in (WEB_TEMPLATES / "owner/result/excused").glob("*.html")}

    assert files == set(NoScore) - {NoScore.UNKNOWN}


@pytest.mark.parametrize(
    ("count", "said"), [(0, ""), (1, "U heeft nog 1 vraag open"), (2, "U heeft nog 2 vragen open")]
)
def test_open_questions_are_counted(macros: Macros, count: int, said: str) -> None:
    assert macros.text("open_words", count) == said


def test_what_was_typed_does_not_turn_the_words_beside_it(macros: Macros) -> None:
    assert found(macros.part("typed_text", "<b>מאפיית"), "bdi").text == "<b>מאפיית"


def test_progress_says_theme_and_question(macros: Macros) -> None:
    theme = Theme(id="mensen", name="Mensen", intro="-", questions=("leren",))

    part = macros.part("progress", Position(theme, theme_number=2, theme_count=4, number=3, count=5))

    assert words(part) == "Thema 2 van 4: Mensen Vraag 3 van 5"
    assert [len(svg.findall("*")) for svg in part.findall(".//{*}svg")] == [2, 2, 1, 1]
    assert [r.get("width") for r in part.findall(".//{*}rect") if r.get("class") == "done"] == ["5", "3"]


def test_a_summary_link_names_what_it_changes(macros: Macros) -> None:
    part = macros.part("summary_row", "Hoe plant u?", "Per dag", href="/vraag/planning", id="vraag-planning")

    link = found(part, "a")
    assert words(link) == "Wijzig Hoe plant u?"
    assert (link.get("href"), link.get("id")) == ("/vraag/planning", "vraag-planning")


def test_a_summary_row_without_address_has_no_link(macros: Macros) -> None:
    assert macros.part("summary_row", "Sector", "ICT").find(".//a") is None


def test_a_score_row_shows_score_level_and_bar(macros: Macros) -> None:
    row = macros.part("score_row", fifth(SHOWN), LEVELS)

    assert words(row) == "5 Co-creatie - 62,5 Sterk"
    track, value = (float(found(row, f"rect[@class='{name}']").get("width", "")) for name in ("track", "value"))
    assert value / track == 0.625
    assert found(row, "th").get("scope") == "row"


def test_a_score_row_shows_the_range_of_open_questions(macros: Macros) -> None:
    ranged = replace(SHOWN, low=Fraction(50), high=Fraction(70), open_questions=("klanten",))

    row = macros.part("score_row", fifth(ranged), LEVELS)

    assert "Marge 50–70" in words(row)


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (ScoreStatus.TOO_FEW_ANSWERS, "Nog te weinig antwoorden"),
        (ScoreStatus.INSUFFICIENT_BASIS, "Te veel vragen tellen niet mee"),
    ],
)
def test_a_score_that_may_not_be_shown_is_not(macros: Macros, status: ScoreStatus, said: str) -> None:
    row = macros.part("score_row", fifth(replace(SHOWN, status=status)), LEVELS)

    assert words(row) == f"5 Co-creatie - {said}"
    assert row.find(".//{*}rect") is None

"""The building blocks of the pages: what each macro prints, for every kind of input."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any, get_args
from xml.etree.ElementTree import Element

import html5lib
import pytest
from jinja2 import Environment
from markupsafe import Markup

from app.domain.candidates import ReasonKind
from app.domain.explanation import RuleKind
from app.domain.profile import Choice, ProfileField
from app.domain.progress import Position
from app.domain.question import NoScore
from app.domain.questionnaire import Element as SchijfElement
from app.domain.questionnaire import Level, Theme
from app.domain.report import ElementResult
from app.domain.scoring import Score, ScoreStatus
from app.web.templating import WEB_TEMPLATES, page_environment

COMPONENTS = sorted(path.stem for path in (WEB_TEMPLATES / "components").glob("*.html"))
LEVELS = (
    Level(id="begin", name="Aan het begin", meaning="-", lower_bound=Fraction(0)),
    Level(id="sterk", name="Sterk", meaning="-", lower_bound=Fraction(60)),
)
SHOWN = Score(
    status=ScoreStatus.SHOWN,
    value=Fraction(125, 2),
    low=Fraction(50),
    high=Fraction(70),
    coverage=Fraction(1),
    open_questions=(),
)


@pytest.fixture(scope="module")
def environment() -> Environment:
    return page_environment()


class Macros:
    """Calls the macro of a component and parses what it prints."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment

    def html(self, name: str, /, *args: Any, inside: str | None = None, **kwargs: Any) -> str:
        macro = getattr(self.environment.get_template(f"components/{name}.html").module, name)
        caller = {} if inside is None else {"caller": lambda: Markup(inside)}
        return str(macro(*args, **kwargs, **caller))

    def part(self, name: str, /, *args: Any, **kwargs: Any) -> Element:
        fragment = html5lib.HTMLParser(namespaceHTMLElements=False, strict=True)
        part: Element = fragment.parseFragment(self.html(name, *args, **kwargs), container=_container(name))
        return part

    def text(self, name: str, /, *args: Any, **kwargs: Any) -> str:
        return words(self.part(name, *args, **kwargs))


@pytest.fixture(scope="module")
def macros(environment: Environment) -> Macros:
    return Macros(environment)


def _container(name: str) -> str:
    return {"score_row": "tbody", "summary_row": "dl"}.get(name, "div")


def words(part: Element) -> str:
    return " ".join("".join(part.itertext()).split())


def found(part: Element, tag: str) -> Element:
    element = part.find(f".//{{*}}{tag}")
    assert element is not None, f"no {tag}"
    return element


def result(score: Score) -> ElementResult:
    element = SchijfElement(id="co_creatie", name="Co-creatie", meaning="-", weight=Fraction(1))
    return ElementResult(element, score, LEVELS[1] if score.is_shown else None)


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

    assert files == set(get_args(RuleKind))
    assert fields == set(get_args(ProfileField))


def test_every_answer_that_can_be_excused_has_its_words() -> None:
    files = {path.stem for path in (WEB_TEMPLATES / "owner/result/excused").glob("*.html")}

    assert files == set(NoScore) - {NoScore.UNKNOWN}


def test_an_error_summary_takes_the_focus_and_links_to_each_field(macros: Macros) -> None:
    part = macros.part("error_summary", {"sector": "Kies de sector.", "size": "Kies hoeveel."}, prefix="vraag-")

    section = found(part, "section")
    assert {"autofocus", "tabindex"} <= set(section.keys())
    assert [(a.get("href"), a.text) for a in part.findall(".//a")] == [
        ("#vraag-sector", "Kies de sector."),
        ("#vraag-size", "Kies hoeveel."),
    ]


def test_an_error_summary_says_what_the_page_asks_for(macros: Macros) -> None:
    part = macros.part("error_summary", {"answer": "Kies."}, heading="Kies nog een antwoord")

    assert words(found(part, "h2")) == "Kies nog een antwoord"


@pytest.mark.parametrize(
    ("count", "said"), [(0, ""), (1, "U heeft nog 1 vraag open"), (2, "U heeft nog 2 vragen open")]
)
def test_open_questions_are_counted(macros: Macros, count: int, said: str) -> None:
    assert macros.text("open_words", count) == said


@pytest.mark.parametrize(
    ("given", "ids"),
    [
        ({"hint": "", "error": ""}, None),
        ({"hint": "Waarom", "error": ""}, "town-hint"),
        ({"hint": "", "error": "Vul in."}, "town-error"),
        ({"hint": "Waarom", "error": "Vul in."}, "town-hint town-error"),
    ],
)
def test_a_field_is_described_by_the_hint_and_error_that_are_there(
    macros: Macros, given: dict[str, str], ids: str | None
) -> None:
    part = macros.part("text_input", "town", "Gemeente", **given)

    assert found(part, "input").get("aria-describedby") == ids
    assert [p.get("id") for p in part.findall(".//p")] == (ids or "").split()


@pytest.mark.parametrize("given", [{}, {"inputmode": "numeric"}])
def test_a_text_input_asks_for_digits_only_when_told(macros: Macros, given: dict[str, str]) -> None:
    typed = found(macros.part("text_input", "kvk", "Nummer", **given), "input")

    assert typed.get("inputmode") == given.get("inputmode")


def test_a_checkbox_is_described_by_its_text(macros: Macros) -> None:
    part = macros.part("checkbox", "weg", "Verwijder het nummer", text="U kunt het later weer geven.", checked=True)

    box = found(part, "input")
    assert (box.get("type"), box.get("value"), box.get("checked")) == ("checkbox", "1", "")
    assert (found(part, "label").get("for"), box.get("aria-describedby")) == ("weg", found(part, "p").get("id"))


def test_a_checkbox_is_off_unless_told(macros: Macros) -> None:
    box = found(macros.part("checkbox", "weg", "Verwijder het nummer"), "input")

    assert (box.get("checked"), box.get("aria-describedby")) == (None, None)


def test_what_was_typed_does_not_turn_the_words_beside_it(macros: Macros) -> None:
    assert found(macros.part("typed_text", "<b>מאפיית"), "bdi").text == "<b>מאפיית"


def test_a_text_input_keeps_what_was_typed(macros: Macros) -> None:
    part = macros.part("text_input", "town", "Gemeente", value='<b> "Deventer"')

    assert found(part, "input").get("value") == '<b> "Deventer"'
    assert found(part, "label").get("for") == found(part, "input").get("id")


def test_an_error_stands_at_the_field_in_the_words_of_the_summary(macros: Macros) -> None:
    part = macros.part("text_input", "town", "Gemeente", error="Vul uw gemeente in.")

    assert words(found(part, "p")) == "Fout: Vul uw gemeente in."
    assert found(part, "input").get("aria-invalid") == "true"


def test_a_select_starts_empty_and_marks_the_choice(macros: Macros) -> None:
    choices = (Choice(id="ict", label="ICT"), Choice(id="zorg", label="Zorg"))

    part = macros.part("select", "sector", "Sector", choices, chosen="zorg", empty="Kies uw sector")

    options = [(o.get("value"), o.text, o.get("selected") is not None) for o in part.iter("option")]
    assert options == [("", "Kies uw sector", False), ("ict", "ICT", False), ("zorg", "Zorg", True)]


def test_the_first_radio_is_the_target_of_error_links(macros: Macros) -> None:
    first = found(macros.part("radio", "answer", "a", "Nee", first=True), "input")
    second = found(macros.part("radio", "answer", "b", "Ja"), "input")

    assert (first.get("id"), second.get("id")) == ("answer", "answer-b")


def test_a_radio_is_checked_and_described_only_when_asked(macros: Macros) -> None:
    plain = found(macros.part("radio", "answer", "b", "Ja"), "input")
    full = found(macros.part("radio", "answer", "b", "Ja", text="Elke dag.", checked=True), "input")

    assert not {"checked", "aria-describedby"} & set(plain.keys())
    assert full.get("aria-describedby") == "answer-b-text"
    assert full.get("checked") is not None


def test_the_question_is_the_heading_of_its_radios(macros: Macros) -> None:
    part = macros.part("radios", "answer", "Hoe?", error="Kies.", is_heading=True, inside="<b>keuzes</b>")

    group = found(part, "fieldset")
    assert words(found(group, "legend/h1")) == "Hoe?"
    assert group.get("aria-describedby") == "answer-error"
    assert found(group, "b").text == "keuzes"


def test_a_button_sends_a_name_only_if_it_has_one(macros: Macros) -> None:
    plain = found(macros.part("button", "Volgende"), "button")
    named = found(macros.part("button", "Later", name="then", value="later"), "button")

    assert plain.get("name") is None
    assert (named.get("name"), named.get("value")) == ("then", "later")


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
    row = macros.part("score_row", 5, result(SHOWN), LEVELS, "#8c1c3a")

    assert words(row) == "5 Co-creatie - 62,5 Sterk"
    assert found(row, "rect[@class='value']").get("width") == "62.5"
    assert found(row, "th").get("scope") == "row"


def test_a_score_row_shows_the_range_of_open_questions(macros: Macros) -> None:
    row = macros.part("score_row", 5, result(replace(SHOWN, open_questions=("klanten",))), LEVELS, "#8c1c3a")

    assert "Marge 50–70" in words(row)


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (ScoreStatus.TOO_FEW_ANSWERS, "Nog te weinig antwoorden"),
        (ScoreStatus.INSUFFICIENT_BASIS, "Te veel vragen tellen niet mee"),
    ],
)
def test_a_score_that_may_not_be_shown_is_not(macros: Macros, status: ScoreStatus, said: str) -> None:
    row = macros.part("score_row", 5, result(replace(SHOWN, status=status)), LEVELS, "#8c1c3a")

    assert words(row) == f"5 Co-creatie - {said}"
    assert row.find(".//{*}rect") is None

"""The small words that the result page and the paper share."""

from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest

from app.content import read_operator
from app.domain.action import Action, ActionKind, JCurve
from app.domain.findings import Finding
from app.domain.question import NoScore
from app.domain.report import BasisLine, Report
from app.rendering.j_curve_chart import Result, Trend
from app.rendering.plan_cards import plan_cards
from app.rendering.templates import REPORT_TEMPLATES
from app.web.templating import WEB_TEMPLATES
from tests.builders import action
from tests.rendering import samples
from tests.rendering.documents import said, words


@pytest.mark.parametrize("code", list(NoScore))
def test_every_answer_without_score_has_words(code: NoScore) -> None:
    assert said("answer_text", code) not in {code.value, ""}


@pytest.mark.parametrize(("component", "ids"), [("result_words", get_args(Result)), ("trend_words", get_args(Trend))])
def test_every_result_and_trend_has_words_of_its_own(component: str, ids: tuple[str, ...]) -> None:
    assert len({said(component, (id,)) for id in ids} - {""}) == len(ids)


def test_an_action_that_does_not_simply_improve_something_has_a_word_before_it() -> None:
    kinds = {kind: said("step_kind", kind) for kind in get_args(ActionKind)}

    assert [kind for kind, word in kinds.items() if not word] == ["improve"]
    assert len(set(kinds.values())) == len(kinds)


def test_an_answer_with_a_score_shows_its_level() -> None:
    assert said("answer_text", "Wij plannen per dag") == "Wij plannen per dag"


@pytest.mark.parametrize(
    ("curve", "text"),
    [
        ({"depth": "none"}, "Die verwachten wij niet."),
        (
            {"depth": "light", "to_month": 2},
            "Een lichte dip. Dit werk gaat even iets langzamer. Dat duurt ongeveer 3 maanden.",
        ),
        (
            {"depth": "light"},
            "Een lichte dip. Dit werk gaat even iets langzamer. Dat duurt ongeveer 1 maand.",
        ),
        (
            {"depth": "marked", "from_month": 1, "to_month": 3},
            "Een duidelijke dip. Dit werk gaat een tijd langzamer. "
            "Plan daar ruimte voor in. Dat begint na 1 maand en duurt ongeveer 3 maanden.",
        ),
    ],
)
def test_a_dip_says_how_deep_and_how_long(curve: dict[str, Any], text: str) -> None:
    assert said("dip_words", JCurve.model_validate(curve)) == text


@pytest.mark.parametrize(
    ("size", "effect", "text"),
    [
        ("S", "L", "Kleine stap, groot effect"),
        ("M", "M", "Middelgrote stap, middelgroot effect"),
        ("L", "S", "Grote stap, klein effect"),
    ],
)
def test_effort_says_size_and_effect(size: str, effect: str, text: str) -> None:
    doing = Action.model_validate(action("doe", effect=effect, effort={"size": size, "hours": "4 uur", "cost": "geen"}))

    assert said("effort_words", doing) == f"{text} Tijd: 4 uur Kosten buiten uw uren: geen"


@pytest.mark.parametrize(
    ("report", "label", "other"),
    [
        (samples.mixed(), "Eerste stap samen", "Uw eerste stap"),
        (samples.report(samples.ALONE, default="a"), "Uw eerste stap", "Eerste stap samen"),
    ],
    ids=["with staff", "alone"],
)
def test_the_first_step_is_taken_together_only_with_staff(report: Report, label: str, other: str) -> None:
    text = words(samples.document(report))

    assert text.count(label) == len(report.plan)
    assert other not in text


def test_a_pinch_point_without_a_step_says_so_beside_a_plan() -> None:
    report = samples.report()
    loose = replace(report, bottlenecks=(Finding("zoeken", "Zoeken kost tijd."),))

    assert said("bottlenecks", loose, str) == "Zoeken kost tijd. Dit staat nu niet in uw plan."
    assert said("bottlenecks", replace(loose, plan=()), str) == "Zoeken kost tijd."


def test_what_waits_for_a_basis_outside_the_plan_is_named() -> None:
    basis, robot = (Action.model_validate(action(name)) for name in ("basis", "robot"))
    report = replace(samples.report(), basis=(BasisLine(basis, (robot,), None),))

    assert "Deze stappen staan nu niet in uw plan." in said("basis_table", report, str)
    assert said("basis_table", report, str).endswith("Eerst Daarna pas Doe basis Doe robot")


def test_a_plan_in_which_nothing_waits_says_so() -> None:
    report = replace(samples.report(), basis=())

    assert said("basis_table", report, str) == "Er is nu geen stap die op een andere moet wachten."


@pytest.mark.parametrize(("number", "words_before"), [(1, "Uw antwoord: "), (2, "Uw antwoorden: ")])
def test_the_reasons_know_one_answer_from_more(number: int, words_before: str) -> None:
    cards = plan_cards(samples.report(), read_operator(), today=samples.TODAY)
    card = next(card for card in cards if len(card.answers) >= number)

    assert words_before in said("reasons", replace(card, answers=card.answers[:number]))


@pytest.mark.parametrize("path", [*WEB_TEMPLATES.rglob("*.html"), *REPORT_TEMPLATES.rglob("*.html")], ids=str)
def test_quotes_are_double(path: Path) -> None:
    assert "‘" not in path.read_text(encoding="utf-8")

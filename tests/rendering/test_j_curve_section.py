"""The line of the plan on the result page and on paper: the same values, each with its label and its warning."""

from collections.abc import Callable

import pytest

from app.domain.composing import compose_report
from app.domain.questionnaire import Questionnaire
from app.domain.report import Report
from app.rendering.j_curve_chart import j_curve_chart
from app.rendering.json_documents import report_json
from app.web.templating import page_environment
from tests.html import parse_part
from tests.page import text_of
from tests.rendering import samples
from tests.rendering.documents import words

HEADING = "Zo kan het de komende twee jaar gaan"
LABEL = "Deze lijn is een schatting van ons, geen meting."
WARNING = "vallen voor een deel samen. Meer dan 2 tegelijk raden wij af."


def on_page(report: Report) -> str:
    template = page_environment().get_template("owner/result/j_curve.html")
    part = template.render(page={"report": report, "j_curve": j_curve_chart(report.j_curve)})
    return text_of(parse_part(part))


def on_paper(report: Report) -> str:
    return words(samples.document(report))


def changed(**changes: object) -> Report:
    """Return a report on content in which every action has a long marked dip, changed further."""
    content = samples.questionnaire().model_dump(mode="json", exclude_defaults=True)
    for action in content["actions"]:
        action["j_curve"] = {"depth": "marked", "to_month": 12}
    shown = {name: value for name, value in (content | changes).items() if value is not None}
    return compose_report(
        Questionnaire.model_validate(shown), samples.FACTORY, dict.fromkeys(samples.questionnaire().question_by_id, "b")
    )


each_place = pytest.mark.parametrize("place", [on_page, on_paper])


@each_place
def test_it_shows_the_line_and_each_step_with_its_start(place: Callable[[Report], str]) -> None:
    report = samples.mixed()
    text = place(report)

    assert HEADING in text
    assert "Lijn van uw plan over 24 maanden" in text
    assert all(f"{number}. {step.action.title}" in text for number, step in enumerate(report.plan, start=1))
    assert text.count("Lijn van stap ") == len(report.plan)


@each_place
def test_it_says_that_it_is_an_estimate_and_by_whom(place: Callable[[Report], str]) -> None:
    text = place(samples.mixed())

    assert LABEL in text
    assert "De getallen zijn een schatting van onszelf. Niemand heeft ze gemeten." in text


@each_place
def test_it_explains_a_dip_beside_the_line(place: Callable[[Report], str]) -> None:
    assert "Die dip heet de J-curve" in place(samples.mixed()).partition(HEADING)[2]
    assert "Die dip heet de J-curve" not in place(samples.without_plan())


@each_place
def test_it_names_no_percentage(place: Callable[[Report], str]) -> None:
    section = place(samples.mixed()).partition(HEADING)[2].partition("Bron: SER Overijssel")[0]

    assert section
    assert "%" not in section


@each_place
def test_it_warns_when_too_many_marked_dips_come_together(place: Callable[[Report], str]) -> None:
    assert WARNING in place(changed())


@each_place
def test_otherwise_it_does_not_warn(place: Callable[[Report], str]) -> None:
    assert "Let op: veel tegelijk." not in place(samples.mixed())


@each_place
@pytest.mark.parametrize(
    "report",
    [samples.report(default="d"), samples.without_plan(), changed(j_curve=None)],
    ids=["nothing to gain", "no plan", "no numbers"],
)
def test_it_is_left_out_when_there_is_nothing_to_draw(place: Callable[[Report], str], report: Report) -> None:
    assert HEADING not in place(report)


def test_as_json_it_has_24_numbers_and_says_whether_it_warns() -> None:
    document = report_json(samples.mixed())["j_curve"]

    assert len(document["months"]) == 24
    assert document["warning"] is False
    assert report_json(changed())["j_curve"]["warning"] is True


def test_as_json_the_months_are_the_sum_of_the_steps() -> None:
    report = samples.mixed()
    document = report_json(report)["j_curve"]

    assert [step["action"] for step in document["steps"]] == [step.action.id for step in report.plan]
    for month, result in enumerate(document["months"]):
        assert sum(step["months"][month] for step in document["steps"]) == pytest.approx(result, abs=0.05)


def test_as_json_content_without_numbers_has_no_line() -> None:
    assert report_json(changed(j_curve=None))["j_curve"] is None

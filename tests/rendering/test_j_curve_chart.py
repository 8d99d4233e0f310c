"""The line of a plan and of its steps: what their shapes and words say about the months to come."""

import re
from fractions import Fraction
from typing import Any

import pytest

from app.domain.action import Action
from app.domain.j_curve import PlanCurve, plan_curve
from app.domain.questionnaire import JCurveRules
from app.rendering.j_curve_chart import JCurveChart, Line, Period, Result, Trend, j_curve_chart
from app.rendering.templates import make_environment
from tests.builders import action

RULES = JCurveRules.model_validate(
    {
        "depth": {"light": 1, "marked": 2},
        "gain": {"S": 1, "M": 2, "L": 3},
        "no_gain": ["keep"],
        "rise": 6,
        "starts": dict.fromkeys("SML", (0, 0, 4)),
        "marked_at_once": 2,
        "source": "redactioneel",
    }
)
NO_DIP = {"depth": "none"}
LIGHT = {"depth": "light", "to_month": 3}
MARKED = {"depth": "marked", "from_month": 1, "to_month": 5}


def curve(*dips: dict[str, Any], **changes: Any) -> PlanCurve:
    found = plan_curve(RULES, [Action.model_validate(action("doe", j_curve=dip, **changes)) for dip in dips])
    assert found
    return found


def chart(*dips: dict[str, Any], **changes: Any) -> JCurveChart:
    drawn = j_curve_chart(curve(*dips, **changes))
    assert drawn
    return drawn


def printed(name: str, *arguments: object) -> str:
    template = make_environment().get_template(f"report_templates/components/{name}.html")
    return str(getattr(template.module, name)(*arguments))


def heights(line: Line) -> list[float]:
    return [float(point.split()[1]) for point in line.path[1:].split("L")]


def title(svg: str) -> str:
    found = re.search("<title>(.*?)</title>", svg)
    assert found
    return found[1]


def test_content_without_numbers_has_no_chart() -> None:
    assert j_curve_chart(None) is None


@pytest.mark.parametrize("flat", [curve(), curve(NO_DIP, kind="keep")], ids=["no steps", "nothing happens"])
def test_a_plan_in_which_nothing_happens_has_no_chart(flat: PlanCurve) -> None:
    assert j_curve_chart(flat) is None


def test_a_line_begins_at_now_and_has_a_point_for_each_month() -> None:
    line = chart(LIGHT).line

    assert heights(line)[0] == float(line.now)
    assert len(heights(line)) == 24 + 2


def test_less_is_lower_and_more_is_higher() -> None:
    line = chart(LIGHT).line

    assert heights(line)[1] > float(line.now) > heights(line)[-1]


def test_a_line_stays_within_its_frame() -> None:
    for drawn in (chart(NO_DIP), chart(LIGHT), chart(MARKED, kind="keep"), chart(MARKED, MARKED, LIGHT)):
        for line in (drawn.line, *(step.line for step in drawn.steps)):
            assert line.frame.top <= min(heights(line)) <= max(heights(line)) <= line.frame.bottom


def test_a_line_stays_free_of_the_top_of_its_frame() -> None:
    for line in (chart(NO_DIP).line, chart(MARKED, MARKED, LIGHT).line):
        assert min(heights(line)) > line.frame.top + 10


def test_there_is_always_room_for_more_and_for_less() -> None:
    for line in (chart(NO_DIP).line, chart(MARKED, kind="keep").line):
        assert line.frame.top + 20 < float(line.now) < line.frame.bottom - 20


def test_only_what_lies_below_now_is_filled() -> None:
    line = chart(MARKED).line
    filled = [float(y) for y in re.findall(r"[\d.]+ ([\d.]+)", line.below or "")]

    assert min(filled) == float(line.now)
    assert max(filled) == max(heights(line))
    assert chart(NO_DIP).line.below is None


def test_the_filling_ends_where_the_line_crosses_now() -> None:
    line = chart({"depth": "light"}).line
    second, third = (Fraction(line.frame.right - line.frame.left) * month / 48 + line.frame.left for month in (1, 3))

    places = [float(x) for x in re.findall(r"([\d.]+) [\d.]+", line.below or "")]

    assert any(float(second) < place < float(third) for place in places)


def test_steps_are_drawn_on_one_scale() -> None:
    small, large = (
        chart(NO_DIP, NO_DIP).steps[0],
        chart(NO_DIP, {"depth": "marked", "to_month": 3}).steps[0],
    )

    assert float(small.line.now) > float(large.line.now)


def test_quarters_that_go_the_same_way_are_told_together() -> None:
    periods = chart(LIGHT).periods

    assert [(period.first, period.last, period.results, period.trends) for period in periods] == [
        (1, 1, ("less",), ("falls",)),
        (2, 2, ("less", "more"), ("rises",)),
        (3, 4, ("more",), ("rises",)),
        (5, 8, ("more",), ("stays",)),
    ]


def test_a_step_is_told_from_its_start() -> None:
    first, _, third = chart(MARKED, NO_DIP, LIGHT).steps

    assert first.results == ("same", "less", "more")
    assert third.curve.start == 4
    assert third.results == ("less", "more")


def test_the_title_of_the_line_says_it_is_an_estimate_and_where_it_goes() -> None:
    said = title(printed("j_curve", chart(LIGHT)))

    assert "een schatting van ons" in said
    assert "Kwartaal 1: minder resultaat, het daalt." in said
    assert "Kwartaal 2: minder, dan meer resultaat, het stijgt." in said
    assert "Kwartaal 5 tot en met 8: meer resultaat, het blijft gelijk." in said


def test_the_title_of_a_step_says_when_it_begins_and_where_it_goes() -> None:
    said = [title(printed("sparkline", step)) for step in chart(NO_DIP, NO_DIP, LIGHT).steps]

    assert said[0] == "Lijn van stap 1, die nu begint: evenveel, dan meer resultaat."
    assert said[2] == "Lijn van stap 3, die na 4 maanden begint: minder, dan meer resultaat."


def test_it_can_be_read_without_colour() -> None:
    svg = printed("j_curve", chart(LIGHT))

    assert svg.count("stroke-dasharray") == 1
    assert all(word in svg for word in (">meer<", ">evenveel<", ">minder<", ">nu<", ">1½ jaar<", ">2 jaar<"))


def test_a_line_takes_its_looks_from_nowhere_else() -> None:
    svg = printed("j_curve", chart(LIGHT)) + printed("sparkline", chart(LIGHT).steps[0])

    assert "style=" not in svg
    assert "var(" not in svg


def test_the_line_stays_small() -> None:
    assert len(printed("j_curve", chart(MARKED, MARKED, LIGHT))) < 3_000


@pytest.mark.parametrize(
    ("first", "last", "said"), [(3, 3, "Kwartaal 3"), (7, 8, "Kwartaal 7 en 8"), (5, 8, "Kwartaal 5 tot en met 8")]
)
def test_quarters_are_put_in_words(first: int, last: int, said: str) -> None:
    assert printed("quarter_words", Period(first, last, ("more",), ("stays",))) == said


@pytest.mark.parametrize(
    ("results", "said"), [(("less",), "minder"), (("same", "less", "more"), "evenveel, dan minder, dan meer")]
)
def test_results_are_put_in_words(results: tuple[Result, ...], said: str) -> None:
    assert printed("result_words", results) == said


@pytest.mark.parametrize(("month", "said"), [(0, "nu"), (1, "na 1 maand"), (9, "na 9 maanden")])
def test_a_start_is_put_in_words(month: int, said: str) -> None:
    assert printed("start_words", month) == said


@pytest.mark.parametrize(("trends", "said"), [(("stays",), "blijft gelijk"), (("falls", "rises"), "daalt, dan stijgt")])
def test_trends_are_put_in_words(trends: tuple[Trend, ...], said: str) -> None:
    assert printed("trend_words", trends) == said


def test_a_quarter_that_turns_says_both_ways() -> None:
    first = chart({"depth": "light", "to_month": 1}).periods[0]

    assert first.trends == ("falls", "rises")


def test_the_warning_names_the_steps() -> None:
    assert "De duidelijke dips van stap 1, 2 en 4 vallen voor een deel samen." in printed("clash_words", (1, 2, 4), 2)

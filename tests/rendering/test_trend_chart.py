"""The line of a figure over time: where its points lie, what noise makes of them, and where it is broken."""

import re
from fractions import Fraction

import pytest

from app.domain.display import INDEX
from app.domain.release_period import Period, period_of
from app.domain.trend import Trend, trend_of
from app.rendering.measure import Measure
from app.rendering.templates import make_environment
from app.rendering.trend_chart import CHART, Axis, TrendChart, axis_of, trend_chart
from tests.outcomes import figure, outcomes, release

AXIS = Axis(Fraction(40), Fraction(60), Fraction(10))


def trend(**scores: str | None) -> Trend:
    """Follow the index through releases of these years, such as y2024."""
    series = [outcomes(release(year[1:]), score, margin="2") for year, score in scores.items()]
    return trend_of(Measure(INDEX).of, series)


def chart(of: Trend, here: int | None = None) -> TrendChart:
    return trend_chart(of, AXIS, here=Period(here) if here else of.points[-1].period)


def printed(name: str, *arguments: object) -> str:
    template = make_environment().get_template(f"report_templates/components/{name}.html")
    return str(getattr(template.module, name)(*arguments))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (("48", "52"), (45, 55, 5)),
        (("42.5", "61"), (40, 70, 10)),
        (("50", "50"), (45, 55, 5)),
        (("3", "97"), (0, 100, 50)),
    ],
)
def test_a_scale_has_round_steps_around_all_figures(values: tuple[str, str], expected: tuple[int, int, int]) -> None:
    axis = axis_of([figure(value) for value in values], least_step=5, low=0, high=100)

    assert (float(axis.low), float(axis.high), float(axis.step)) == expected


def test_a_scale_stays_within_what_there_can_be() -> None:
    axis = axis_of([figure("1", "4"), figure("99", "4")], least_step=5, low=0, high=100)

    assert (float(axis.low), float(axis.high)) == (0, 100)


def test_a_scale_may_go_below_zero() -> None:
    axis = axis_of([figure("-7"), figure("3")], least_step=5)

    assert [float(value) for value in axis.values] == [-10, -5, 0, 5]


def test_a_scale_grows_with_its_figures() -> None:
    axis = axis_of([figure("0", "0"), figure("1500", "8")], least_step=5, low=0)

    assert [float(value) for value in axis.values] == [0, 500, 1000, 1500, 2000]


def test_a_higher_figure_lies_higher() -> None:
    low, high = chart(trend(y2024="45", y2025="55")).marks

    assert low.y
    assert high.y
    assert float(low.y) > float(high.y)
    assert float(low.x) < float(high.x)


def test_a_margin_reaches_as_far_as_its_points() -> None:
    (mark,) = chart(trend(y2025="50")).marks
    points = (CHART.bottom - CHART.top) / 20

    assert mark.low
    assert mark.y
    assert mark.high
    assert float(mark.low) - float(mark.y) == pytest.approx(2 * points)
    assert float(mark.y) - float(mark.high) == pytest.approx(2 * points)


def test_points_next_to_one_another_are_joined() -> None:
    found = chart(trend(y2024="45", y2025="55"))

    first, last = found.marks
    assert found.line == f"M{first.x} {first.y}L{last.x} {last.y}"
    assert not found.has_gap


@pytest.mark.parametrize("scores", [{"y2023": "45", "y2024": None, "y2025": "55"}, {"y2023": "45", "y2025": "55"}])
def test_no_line_goes_over_a_gap(scores: dict[str, str | None]) -> None:
    found = chart(trend(**scores))

    assert found.line == found.dashed == ""
    assert found.has_gap
    assert [mark.hatch is None for mark in found.marks] == [True, False, True]


def test_a_hatch_stays_between_the_edges() -> None:
    hatch = chart(trend(y2023="45", y2025="55")).marks[1].hatch
    assert hatch

    places = [tuple(map(float, place.split())) for place in re.findall(r"[\d.]+ [\d.]+", hatch)]
    assert places
    assert all(CHART.left <= x <= CHART.right and CHART.top <= y <= CHART.bottom for x, y in places)


def test_a_line_between_other_questions_is_dashed() -> None:
    series = [outcomes(release("2024")), outcomes(release("2025", questionnaire="q2"))]

    found = chart(trend_of(Measure(INDEX).of, series))

    assert found.dashed
    assert not found.line


def test_the_period_of_the_page_is_marked_and_named() -> None:
    found = chart(trend(**{f"y{year}": "50" for year in range(2010, 2026)}), here=2014)

    (here,) = [mark for mark in found.marks if mark.is_here]
    assert here.point.period == Period(2014)
    assert here.is_labelled


def test_many_periods_are_not_all_named() -> None:
    found = chart(trend(**{f"y{year}": "50" for year in range(2010, 2026)}))

    assert len([mark for mark in found.marks if mark.is_labelled]) <= 6


def test_the_drawing_tells_every_figure_in_words() -> None:
    svg = printed("trend_chart", chart(trend(y2023="45", y2024=None, y2025="55.5")), Measure(INDEX))

    assert "<title>Verloop: Totaalscore. 2023: 45,0. 2024: geen cijfer. 2025: 55,5.</title>" in svg


def test_a_quarter_is_named_in_words() -> None:
    series = [outcomes(release("2025Q3")), outcomes(release("2025Q4"))]
    found = trend_chart(trend_of(Measure(INDEX).of, series), AXIS, here=period_of("2025Q4"))

    assert "4e kwartaal 2025: 50,0." in printed("trend_chart", found, Measure(INDEX))


def test_the_small_drawing_has_a_dot_for_every_figure() -> None:
    svg = printed("small_trend", chart(trend(y2023="45", y2024=None, y2025="55")), Measure(INDEX))

    assert svg.count("<circle") == 2
    assert "<text" not in svg

"""The bars of figures with noise: what their shapes say."""

import re
from fractions import Fraction

import pytest

from app.domain.display import BALANCE
from app.domain.outcomes import Figure
from app.rendering.measure import COMPANIES, Measure
from app.rendering.outcome_charts import (
    LENGTH,
    POINTS,
    MarginBar,
    Scale,
    bar_scale,
    count_scale,
    margin_bar,
    round_step,
    signed_scale,
)
from app.rendering.templates import make_environment
from tests.rendering.outcome_samples import figure


def printed(bar: MarginBar) -> str:
    template = make_environment().get_template("report_templates/components/margin_bar.html")
    return str(getattr(template.module, "margin_bar")(bar))  # noqa: B009  # a macro is no known attribute


def test_a_bar_is_as_long_as_its_figure() -> None:
    bar = margin_bar(figure(50, 5))

    assert (bar.start, bar.filled, bar.low, bar.high) == ("0", "100", "90", "110")


def test_a_margin_stays_on_the_line() -> None:
    bar = margin_bar(figure(98, 5))

    assert (bar.low, bar.high) == ("186", str(LENGTH))


def test_a_bar_above_zero_begins_in_the_middle() -> None:
    bar = margin_bar(figure(10), scale=signed_scale([figure(10)]))

    assert (bar.start, bar.filled) == ("100", "50")


def test_a_bar_below_zero_ends_in_the_middle() -> None:
    bar = margin_bar(figure(-10), scale=signed_scale([figure(-10)]))

    assert (bar.start, bar.filled) == ("50", "50")


def test_what_it_is_compared_with_has_a_mark() -> None:
    assert margin_bar(figure(50), mark=figure(25)).mark == "50"
    assert margin_bar(figure(50)).mark is None


@pytest.mark.parametrize(("value", "end"), [(0, 20), (17, 20), (19, 40), (-55, 60), (99, 100)])
def test_a_scale_around_zero_holds_the_farthest_figure_with_its_margin(value: int, end: int) -> None:
    scale = signed_scale([figure(value, 2), figure(1)])

    assert [int(scale.low), int(scale.high)] == [-end, end]


def test_without_figures_there_is_a_scale_still() -> None:
    assert [int(scale.high) for scale in (signed_scale([]), count_scale([]))] == [20, 20]


def test_a_scale_of_companies_holds_the_largest_number_with_its_margin() -> None:
    scale = count_scale([figure(60, 8), figure(1000, 8)])

    assert [int(label) for label in scale.labels] == [0, 300, 600, 900, 1200]


@pytest.mark.parametrize(("least", "step"), [(0, 5), (5, 5), (6, 10), (252, 300), (401, 500)])
def test_a_step_is_round(least: int, step: int) -> None:
    assert round_step(Fraction(least)) == step


def test_what_is_hidden_is_hatched_and_has_no_bar() -> None:
    drawn = printed(margin_bar(None))

    assert "stroke-dasharray" in drawn
    assert margin_bar(None).hatch in drawn
    assert "#3f7d8c" not in drawn


@pytest.mark.parametrize("one", [None, Figure(Fraction(40), Fraction(3))])
def test_a_bar_is_drawn_by_attributes_and_hidden_from_screen_readers(one: Figure | None) -> None:
    drawn = printed(margin_bar(one, mark=figure(30)))

    assert 'aria-hidden="true"' in drawn
    assert "style" not in drawn
    assert set(re.findall(r'\b(?:fill|stroke)="([^"]+)"', drawn)) <= {
        "none", "#fff", "#e1e7e9", "#3f7d8c", "#101820", "#a35200", "#5b6b73", "#9aa7ad"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("measure", "scale"),
    [("technologie", POINTS), (BALANCE, signed_scale([figure(30)])), (COMPANIES, count_scale([figure(30)]))],
)
def test_each_measure_has_its_own_scale(measure: str, scale: Scale) -> None:
    assert bar_scale(Measure(measure), [figure(30)]) == scale

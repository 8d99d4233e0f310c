"""The wheel and the bars: what their shapes say about scores."""

import re
from fractions import Fraction

import pytest

from app.domain.report import ElementResult
from app.domain.scoring import Score, ScoreStatus
from app.rendering.charts import Slice, bar, wheel
from app.rendering.templates import make_environment
from tests.markdown import ROOT
from tests.rendering import samples

STYLESHEETS = ("report_templates/report.css", "app/web/static/site.css")
ELEMENT = samples.questionnaire().elements[0]
LEVELS = samples.questionnaire().levels


def result(value: int, *, low: int | None = None, high: int | None = None, shown: bool = True) -> ElementResult:
    score = Score(
        status=ScoreStatus.SHOWN if shown else ScoreStatus.TOO_FEW_ANSWERS,
        value=Fraction(value),
        low=Fraction(value if low is None else low),
        high=Fraction(value if high is None else high),
        coverage=Fraction(1),
        open_questions=(),
    )
    return ElementResult(ELEMENT, score, LEVELS[0] if shown else None)


def drawn(one: ElementResult) -> Slice:
    return wheel([one] * 5).slices[0]


def radius(path: str) -> float:
    found = re.search(r"A([\d.]+) ", path)
    assert found
    return float(found[1])


def printed(elements: list[ElementResult] | tuple[ElementResult, ...]) -> str:
    template = make_environment().get_template("report_templates/components/wheel.html")
    return str(getattr(template.module, "wheel")(wheel(elements)))  # noqa: B009  # a macro is no known attribute


def test_slices_are_numbered_from_one() -> None:
    assert [one.number for one in wheel([result(50)] * 5).slices] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("path", STYLESHEETS)
def test_a_slice_has_the_colour_that_the_stylesheet_gives_its_number(path: str) -> None:
    given = re.findall(r"slice-(\d)[: {]+(?:background: )?(#\w+);", (ROOT / path).read_text(encoding="utf-8"))

    assert given == [(str(one.number), one.colour) for one in wheel([result(50)] * 5).slices]


def test_a_score_of_100_fills_its_slice() -> None:
    assert drawn(result(100)).fill == drawn(result(100)).outline


def test_the_fill_grows_evenly_with_the_score() -> None:
    quarter, half, three_quarters = (radius(drawn(result(value)).fill or "") for value in (25, 50, 75))

    assert half - quarter == pytest.approx(three_quarters - half)


def test_a_score_of_0_is_empty_with_a_whole_rim() -> None:
    assert drawn(result(0)).fill is None
    assert "stroke-dasharray" not in printed([result(0)])


def test_no_score_is_empty_with_a_dashed_rim() -> None:
    assert drawn(result(50, shown=False)).fill is None
    assert printed([result(50, shown=False), result(0)]).count("stroke-dasharray") == 1


def test_a_band_is_drawn_only_where_the_score_could_differ() -> None:
    assert drawn(result(50)).band is None
    assert drawn(result(50, low=40, high=60)).band is not None
    assert drawn(result(50, low=40, high=60, shown=False)).band is None


def test_a_wheel_knows_whether_it_has_every_score() -> None:
    assert wheel([result(50), result(0)]).has_every_score
    assert not wheel([result(50), result(50, shown=False)]).has_every_score


def test_neighbours_do_not_touch() -> None:
    first, second = wheel([result(100)] * 5).slices[:2]

    assert first.outline.partition("L")[2].split("A")[0] not in second.outline


def test_the_same_scores_draw_the_same_wheel() -> None:
    assert wheel([result(33)] * 5) == wheel([result(33)] * 5)


def test_the_title_says_all_scores_in_words() -> None:
    title = printed([result(61), result(50, low=40, high=60), result(0, shown=False)])

    assert "1. Technologie: 61 van 100, niveau Aan het begin." in title
    assert "2. Technologie: 50 van 100, niveau Aan het begin (marge 40–60)." in title
    assert "3. Technologie: nog te weinig antwoorden." in title


def test_the_wheel_stays_small() -> None:
    assert len(printed(samples.mixed().elements)) < 3_000


def test_a_bar_is_filled_by_its_score() -> None:
    drawing = bar(result(50).score, levels=LEVELS)

    assert drawing.filled == str(drawing.length // 2)
    assert drawing.low is None


def test_a_bar_marks_where_levels_begin() -> None:
    bounds = [level.lower_bound for level in LEVELS if level.lower_bound]

    assert [float(tick) for tick in bar(result(50).score, levels=LEVELS).ticks] == [2 * bound for bound in bounds]


def test_a_bar_without_a_score_is_empty() -> None:
    drawing = bar(result(50, low=40, high=60, shown=False).score, levels=LEVELS)

    assert (drawing.filled, drawing.low, drawing.high) == ("0", None, None)

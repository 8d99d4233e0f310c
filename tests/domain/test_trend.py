from collections.abc import Sequence

from app.domain.display import INDEX
from app.domain.outcomes import Figure, Outcome, Outcomes
from app.domain.release_period import Period
from app.domain.trend import Trend, changed_questions, trend_of
from tests.outcomes import figure, outcomes, release

HIDDEN = None


def index(outcome: Outcome) -> Figure | None:
    return outcome.means.get(INDEX)


def years(**scores: str | None) -> Sequence[Outcomes]:
    """Return releases of these years, such as y2024."""
    return [outcomes(release(year[1:]), score) for year, score in scores.items()]


def trend(**scores: str | None) -> Trend:
    return trend_of(index, years(**scores))


def test_a_trend_goes_from_the_first_release_to_the_last() -> None:
    found = trend(y2023="50", y2024="51", y2025="55")

    assert [(point.period.year, point.figure) for point in found.points] == [
        (2023, figure("50")),
        (2024, figure("51")),
        (2025, figure("55")),
    ]


def test_a_period_without_a_release_is_a_gap() -> None:
    gap = trend(y2023="50", y2025="55").points[1]

    assert gap.period == Period(2024)
    assert gap.outcomes is None
    assert gap.figure is None
    assert not gap.is_hidden


def test_a_hidden_figure_is_a_gap() -> None:
    gap = trend(y2023="50", y2024=HIDDEN, y2025="55").points[1]

    assert gap.is_hidden
    assert gap.figure is None


def test_a_shown_release_without_the_measure_is_a_gap_and_not_hidden() -> None:
    (point,) = trend_of(lambda _: None, years(y2025="50")).points

    assert point.figure is None
    assert not point.is_hidden


def test_gaps_have_no_figures() -> None:
    assert trend(y2023="50", y2024=HIDDEN, y2026="55").figures == [figure("50"), figure("55")]


def test_quarters_go_on_into_the_next_year() -> None:
    series = [outcomes(release("2024Q4")), outcomes(release("2025Q2"))]

    assert [str(point.period) for point in trend_of(index, series).points] == ["2024Q4", "2025Q1", "2025Q2"]


def test_the_order_of_releases_does_not_matter() -> None:
    series = years(y2023="50", y2024="51")

    assert trend_of(index, list(reversed(series))) == trend_of(index, series)


def test_the_first_figure_has_no_change() -> None:
    assert trend(y2023="50").points[0].change is None


def test_a_change_is_from_the_point_before() -> None:
    change = trend(y2024="50", y2025="55").points[1].change

    assert change == figure("55").minus(figure("50"))


def test_a_change_over_a_gap_is_from_the_last_figure() -> None:
    last = trend(y2022="50", y2023=HIDDEN, y2025="55").points[-1]

    assert last.before is not None
    assert last.before.period == Period(2022)
    assert last.change == figure("55").minus(figure("50"))


def test_a_gap_has_no_change() -> None:
    assert trend(y2024="50", y2025=HIDDEN).points[1].change is None


def test_a_point_tells_whether_it_is_right_after_the_one_before() -> None:
    found = trend(y2022="50", y2023="51", y2025="55").points

    assert [point.is_right_after for point in found if point.figure] == [False, True, False]


def test_a_point_tells_when_its_questions_are_others() -> None:
    series = [outcomes(release("2023")), outcomes(release("2024")), outcomes(release("2025", questionnaire="q2"))]

    found = [point.has_other_questions for point in trend_of(index, series).points]

    assert found == [False, False, True]


def test_questions_are_others_also_over_a_gap() -> None:
    series = [
        outcomes(release("2023")),
        outcomes(release("2024", questionnaire="q2"), HIDDEN),
        outcomes(release("2025", questionnaire="q2")),
    ]

    assert trend_of(index, series).points[-1].has_other_questions


def test_changed_questions_are_told_by_the_periods_around_it() -> None:
    series = [outcomes(release("2023")), outcomes(release("2025", questionnaire="q2"))]

    assert changed_questions(series) == [(Period(2023), Period(2025))]
    assert changed_questions(series[:1]) == []

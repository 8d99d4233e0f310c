"""What is told of figures over time: of all measures, and of the one that was chosen."""

import re
from collections.abc import Sequence

import pytest

from app.domain.display import BALANCE, INDEX
from app.domain.outcomes import Outcomes
from app.domain.release_period import Period
from app.rendering.measure import COMPANIES, Measure
from app.rendering.templates import make_environment
from app.rendering.trend_page import TrendPage, trend_page
from tests.outcomes import outcomes, release


def page_of(series: Sequence[Outcomes], chosen: str = "") -> TrendPage:
    return trend_page(series, series[-1].release, chosen)


def years(**scores: str | None) -> Sequence[Outcomes]:
    """Return releases of these years, such as y2024."""
    return [outcomes(release(year[1:]), score) for year, score in scores.items()]


def printed(name: str, *arguments: object) -> str:
    template = make_environment().get_template(f"report_templates/components/{name}.html")
    plain = re.sub("<[^>]+>", " ", str(getattr(template.module, name)(*arguments)))
    return " ".join(plain.replace("&nbsp;", " ").split())


def changed(before: str, now: str) -> str:
    trend = page_of(years(y2024=before, y2025=now)).chosen
    return printed("change_words", trend.here, trend.measure)


def test_it_has_every_measure_the_index_first() -> None:
    page = page_of(years(y2025="50"))

    assert [row.measure.id for row in page.trends] == [INDEX, "technologie", "co_creatie", BALANCE, COMPANIES]
    assert page.chosen.measure.id == INDEX


def test_it_has_the_measure_that_was_chosen() -> None:
    page = page_of(years(y2025="50"), "co_creatie")

    assert page.chosen.measure.name == "Co-creatie"
    assert not page.is_other


@pytest.mark.parametrize("chosen", ["werkgeluk", "INDEX", "x' OR 1=1"])
def test_a_measure_that_there_is_not_is_the_index(chosen: str) -> None:
    page = page_of(years(y2025="50"), chosen)

    assert page.chosen.measure.id == INDEX
    assert page.is_other


def test_it_says_what_went_up_or_down_by_more_than_noise() -> None:
    assert changed("50", "52") == "▲ 2,0 hoger dan in 2024"
    assert changed("50", "48") == "▼ 2,0 lager dan in 2024"


@pytest.mark.parametrize("now", ["51.4", "48.6", "50"])
def test_it_says_no_more_than_noise_allows(now: str) -> None:
    assert changed("50", now) == "Geen duidelijk verschil met 2024"


def test_numbers_of_companies_are_more_or_less() -> None:
    series = [outcomes(release("2024"), companies=300), outcomes(release("2025"), companies=1690)]
    trend = page_of(series, COMPANIES).chosen

    assert printed("change_words", trend.here, trend.measure) == "▲ 1.390 meer dan in 2024"


def test_a_balance_goes_to_technology_or_to_the_other_four() -> None:
    more, less = (page_of(years(y2024="50", y2025=now)).chosen.here for now in ("60", "40"))

    assert printed("change_words", more, Measure(BALANCE)) == "▲ 10,0 punten meer naar technologie dan in 2024"
    assert printed("change_words", less, Measure(BALANCE)) == "▼ 10,0 punten meer naar de andere vier dan in 2024"


def test_the_table_has_the_newest_first_and_a_reason_for_every_gap() -> None:
    text = printed("trend_table", page_of(years(y2022="50", y2023=None, y2025="55")).chosen)

    assert re.search(
        r"2025 deze uitkomsten 55,0 ± 1,0 300 deelnemers ▲ 5,0 hoger dan in 2022 "
        r"2024 Geen uitkomsten van deze periode "
        r"2023 Te weinig deelnemers voor een betrouwbaar cijfer "
        r"2022 50,0 ± 1,0 300 deelnemers Eerste cijfer",
        text,
    )


def test_the_table_does_not_repeat_the_period_right_before() -> None:
    text = printed("trend_table", page_of(years(y2024="50", y2025="50")).chosen)

    assert "Geen duidelijk verschil 2024" in text


def test_the_table_names_other_questions() -> None:
    series = [outcomes(release("2024")), outcomes(release("2025", questionnaire="q2"))]
    page = page_of(series)

    assert printed("trend_table", page.chosen).count("Andere vragen") == 1
    assert page.changed_questions == [(Period(2024), Period(2025))]


def test_the_table_says_what_was_not_measured() -> None:
    later = outcomes(release("2025"))
    without = outcomes(release("2024"))
    del without.total.means["technologie"]  # type: ignore[attr-defined]  # a dict here

    assert "2024 Niet gemeten" in printed("trend_table", page_of([without, later], "technologie").chosen)


def test_the_table_of_numbers_says_them_once() -> None:
    text = printed("trend_table", page_of(years(y2025="50"), COMPANIES).chosen)

    assert text.count("300") == 1


def test_elements_and_index_have_one_axis() -> None:
    first, *rest = page_of(years(y2024="42", y2025="58")).trends
    assert first.chart

    for row in rest[:2]:
        assert row.chart
        assert row.chart.ticks == first.chart.ticks


def test_the_balance_and_numbers_have_zero_on_their_axis() -> None:
    *_, balance, companies = page_of(years(y2025="50")).trends

    for row in (balance, companies):
        assert row.chart
        assert 0 in [tick.value for tick in row.chart.ticks]


def test_where_all_is_hidden_nothing_is_drawn() -> None:
    page = page_of(years(y2024=None, y2025=None))

    assert page.axis is None
    assert all(row.chart is row.small is None for row in page.trends)


def test_an_earlier_release_stays_the_one_that_the_page_is_about() -> None:
    series = years(y2024="50", y2025="55")
    page = trend_page(series, series[0].release)

    assert page.chosen.here.point.period == Period(2024)
    assert [row.is_here for row in page.chosen.rows] == [False, True]


def test_one_release_is_alone() -> None:
    assert page_of(years(y2025="50")).is_alone
    assert not page_of(years(y2024="50", y2025="50")).is_alone

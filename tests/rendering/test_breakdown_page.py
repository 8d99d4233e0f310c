"""What a breakdown tells of each part of a province."""

from collections.abc import Mapping, Sequence

import pytest

from app.domain.cube import Key
from app.domain.outcomes import Outcome
from app.domain.release_specification import By
from app.rendering.breakdown_page import BreakdownPage, WiderRow, breakdown_page, tables_for
from app.rendering.measure import measures
from app.rendering.outcome_charts import POINTS
from tests.rendering.outcome_samples import NAMES, figure, hidden, outcomes, shown

Tables = Mapping[By, Sequence[Outcome]]
ICT, BUILDING, CARE = (Key(sector=code) for code in ("ict", "bouw", "zorg"))


def of_sectors(*cells: Outcome, element: str = "index", total: Outcome | None = None) -> BreakdownPage:
    return breakdown_page(outcomes({("sector",): cells}, total=total), ("sector",), element)


def test_all_that_can_be_seen_is_offered_in_order() -> None:
    assert [each.id for each in measures(NAMES.elements)] == [
        "index",
        "technologie",
        "co_creatie",
        "balans",
        "deelnemers",
    ]


def test_rows_have_the_names_of_their_table() -> None:
    page = of_sectors(shown(ICT), shown(CARE))

    assert [row.name for row in page.rows] == ["ICT", "Zorg en welzijn"]


def test_only_a_difference_beyond_the_noise_is_one() -> None:
    page = of_sectors(shown(ICT, 60), shown(BUILDING, 51), shown(CARE, 40))

    assert (page.higher, page.lower) == (["ICT"], ["Zorg en welzijn"])


def test_nothing_is_higher_than_a_province_that_is_hidden() -> None:
    page = of_sectors(shown(ICT, 60), total=hidden(Key()))

    assert page.rows[0].difference is None
    assert page.rows[0].bar.mark is None


def test_numbers_of_companies_are_not_compared_with_the_province() -> None:
    page = of_sectors(shown(ICT, companies=60), element="deelnemers")

    assert page.rows[0].figure == figure(60, 8)
    assert page.rows[0].difference is None
    assert not page.is_compared


def test_the_balance_has_its_zero_in_the_middle() -> None:
    page = of_sectors(shown(ICT, balance=-12), element="balans")

    assert page.scale.low == -page.scale.high == -20


@pytest.mark.parametrize("element", ["index", "technologie"])
def test_scores_lie_on_the_whole_scale(element: str) -> None:
    page = of_sectors(shown(ICT), element=element)

    assert page.scale == POINTS


def test_a_hidden_row_has_no_figure_and_is_counted() -> None:
    page = of_sectors(hidden(ICT), shown(CARE))

    assert page.rows[0].figure is None
    assert page.hidden_count == 1


def test_a_hidden_sector_leads_to_its_main_group() -> None:
    tables: Tables = {("sector",): [hidden(ICT)], ("main_group",): [shown(Key(sector="techniek"))]}

    page = breakdown_page(outcomes(tables), ("sector",), "index")

    assert page.rows[0].wider == WiderRow("main_group", "techniek", "Techniek")


def test_a_hidden_municipality_leads_to_its_region() -> None:
    tables: Tables = {("municipality",): [hidden(Key("GM1"))], ("region",): [shown(Key("AM1"))]}

    page = breakdown_page(outcomes(tables), ("municipality",), "index")

    assert page.rows[0].wider == WiderRow("region", "AM1", "Twente")


def test_it_leads_to_nothing_that_is_hidden_itself() -> None:
    tables: Tables = {("sector",): [hidden(ICT)], ("main_group",): [hidden(Key(sector="techniek"))]}

    page = breakdown_page(outcomes(tables), ("sector",), "index")

    assert page.rows[0].wider is None


def test_a_hidden_size_leads_nowhere() -> None:
    page = breakdown_page(outcomes({("size",): [hidden(Key(size="1"))]}), ("size",), "index")

    assert page.rows[0].wider is None


def test_distributions_are_of_the_element_alone() -> None:
    cell = shown(ICT, shares=(10, 20, 40, 20, 10))

    assert of_sectors(cell, element="technologie").has_distributions
    assert not of_sectors(cell, element="index").has_distributions
    assert not of_sectors(cell, element="co_creatie").has_distributions


@pytest.mark.parametrize(
    ("by", "names"),
    [
        (("size",), {"total", "size"}),
        (("sector",), {"total", "sector", "main_group"}),
        (("municipality",), {"total", "municipality", "region"}),
        (("region", "sector"), {"total", "region_sector", "region", "sector"}),
    ],
)
def test_the_tables_that_it_needs_are_few(by: By, names: set[str]) -> None:
    assert tables_for(by) == names

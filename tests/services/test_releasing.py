"""What a release has, and what it costs each company."""

from dataclasses import replace
from itertools import product

import pytest

from app.db import releases
from app.db.engine import Database
from app.domain.display import BALANCE, INDEX
from app.domain.dutch_days import day_of
from app.domain.questionnaire import Questionnaire
from app.domain.release import SHARES, Cell, CellStatus, Kind, Statistic
from app.domain.release_period import period_of
from app.domain.release_specification import ReleaseSpecification, table_name
from app.services.release_plans import cube_of, plan
from app.services.releasing import Terms
from tests.databases import on_both, on_sqlite
from tests.db.release_rows import CELLS, MEASUREMENTS, RELEASE
from tests.finished_scans import (
    ELSEWHERE,
    HERE,
    IN_MAY,
    LATER,
    ZWOLLE,
    finish,
    release,
    specification,
    terms,
    with_quarters,
)
from tests.services.made_releases import BUDGET, by_quarters, change, made_by, spent

__all__ = ["by_quarters", "made_by"]

IN_AUGUST = IN_MAY.replace(month=8)


@on_both
@pytest.mark.parametrize("companies", [0, 40])
def test_a_release_has_every_figure_of_every_cell_shown_or_hidden(
    database: Database, shipped: Questionnaire, made_by: Terms, companies: int
) -> None:
    for _ in range(companies):
        finish(database, shipped)

    made = release(database, made_by)

    with database.read() as session:
        cells = releases.cells_of(session, made.id)
    found = [(each.table, each.region, each.sector, each.size, each.element, each.statistic) for each in cells]
    assert sorted(found) == sorted(every_figure(made_by.specification))


def every_figure(of: ReleaseSpecification) -> list[tuple[str, ...]]:
    cube, elements = cube_of(of, HERE), of.dimensions.elements
    means = [(name, Statistic.MEAN) for name in (*elements, INDEX, BALANCE)]
    figures = [("", Statistic.COMPANIES), *means, *product(elements, SHARES)]
    return [
        (table_name(by), *key, *figure)
        for by in of.tier_for(250, Kind.YEAR).published
        for key in cube.keys(by)
        for figure in figures
    ]


@on_both
def test_a_release_is_found_as_it_was_returned(database: Database, made_by: Terms) -> None:
    made = release(database, made_by)

    with database.read() as session:
        assert releases.find_release(session, "flevoland-2025") == made


@on_both
def test_companies_spend_half_on_a_quarter_and_half_on_the_year(
    database: Database, shipped: Questionnaire, by_quarters: Terms
) -> None:
    finish(database, shipped)

    release(database, by_quarters, "2025Q2")
    after_quarter = spent(database)
    release(database, by_quarters)

    assert (after_quarter, spent(database)) == ([500], [1000])


@on_both
def test_companies_spend_all_on_a_year_without_quarters(
    database: Database, shipped: Questionnaire, made_by: Terms
) -> None:
    finish(database, shipped)

    release(database, made_by)

    assert spent(database) == [1000]


@on_sqlite
def test_a_year_costs_what_quarters_left_also_when_they_cost_less(database: Database, shipped: Questionnaire) -> None:
    finish(database, shipped)
    release(database, terms(shipped, with_quarters(budget=BUDGET | {"quarter": 300})), "2025Q2")

    release(database, terms(shipped, with_quarters(version="2026.2")))

    assert spent(database) == [1000]


@on_sqlite
@pytest.mark.parametrize("number", ["k", None])
def test_a_company_that_moves_is_not_measured_again(
    database: Database, shipped: Questionnaire, made_by: Terms, number: str | None
) -> None:
    finish(database, shipped, kvk_token=number)
    release(database, made_by)
    before = spent(database)

    change(database, municipality=ZWOLLE)
    release(database, made_by, province=ELSEWHERE)

    assert spent(database) == before


@on_sqlite
@pytest.mark.parametrize(("first", "then"), [("k", None), (None, "k"), ("k", "other")])
def test_a_company_with_another_number_is_not_measured_again(
    database: Database, shipped: Questionnaire, made_by: Terms, first: str | None, then: str | None
) -> None:
    finish(database, shipped, kvk_token=first)
    release(database, made_by)
    before = spent(database)

    change(database, municipality=ZWOLLE, kvk_token=then)
    release(database, made_by, province=ELSEWHERE)

    assert spent(database) == before


@on_sqlite
def test_a_company_that_starts_all_over_is_not_measured_again(
    database: Database, shipped: Questionnaire, made_by: Terms
) -> None:
    finish(database, shipped, kvk_token="k")
    release(database, made_by)
    before = spent(database)

    change(database, kvk_token=None)
    finish(database, shipped, kvk_token="k", municipality=ZWOLLE)
    release(database, made_by, province=ELSEWHERE)

    assert spent(database) == before


@on_sqlite
def test_a_company_spent_what_its_scan_did_and_what_its_number_did(
    database: Database, shipped: Questionnaire, by_quarters: Terms
) -> None:
    finish(database, shipped, IN_MAY)
    finish(database, shipped, IN_AUGUST, kvk_token="k")
    for quarter in ("2025Q2", "2025Q3"):
        release(database, by_quarters, quarter)
    before = spent(database)

    change(database, kvk_token="k")
    release(database, by_quarters)

    assert (before, spent(database)) == ([500, 500, 500], [500, 500, 500])


@on_sqlite
def test_the_tier_follows_from_the_noisy_number_of_an_earlier_year(database: Database, made_by: Terms) -> None:
    before = tier_planned(database, made_by)

    publish_earlier(database, replace(CELLS[0], value=700, companies=700))

    assert (before, tier_planned(database, made_by)) == ("S", "M")


@on_sqlite
def test_the_tier_is_the_coarsest_after_a_year_too_small_to_show(database: Database, shipped: Questionnaire) -> None:
    hopeful = terms(shipped, specification(expected={"default": 800, "source": "-"}))
    before = tier_planned(database, hopeful)

    publish_earlier(database, replace(CELLS[0], value=None, companies=None, status=CellStatus.TOO_IMPRECISE))

    assert (before, tier_planned(database, hopeful)) == ("M", "S")


def publish_earlier(database: Database, total: Cell) -> None:
    earlier = replace(RELEASE, id="flevoland-2024", province=HERE, period="2024", specification_version="2020.1")
    with database.write() as session:
        releases.add_release(session, earlier, [total], MEASUREMENTS)


def tier_planned(database: Database, made_by: Terms) -> str:
    return plan(database, made_by.specification, province=HERE, period=period_of("2025"), today=day_of(LATER)).tier.id

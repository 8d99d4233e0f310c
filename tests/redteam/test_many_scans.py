"""A company that scans often does not weaken the noise: it counts once, and spends no more than its budget."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from itertools import product
from random import Random

import pytest
from sqlmodel import SQLModel

from app.content import read_release_specification
from app.db import ledger
from app.db.engine import Database
from app.domain.contribution import Contribution
from app.domain.query import queries, tabulate
from app.domain.questionnaire import Questionnaire
from app.domain.release_period import period_of
from app.domain.release_specification import Tier
from app.services.freezing import Counted, freeze
from app.services.questionnaires import PublishedQuestionnaires
from app.services.release_plans import cube_of
from tests.databases import on_both, on_sqlite
from tests.finished_scans import ALMERE, ELSEWHERE, HERE, IN_MAY, ZWOLLE, finish, release, terms, with_quarters

PERIODS = ("2025Q1", "2025Q2", "2025Q3", "2025Q4", "2025")
QUARTER = timedelta(days=91)
SPECIFICATION = read_release_specification()


def spent(database: Database) -> Sequence[int]:
    with database.read() as session:
        return sorted(ledger.spent_in(session, 2025).values())


@on_both
def test_a_company_that_scans_each_quarter_spends_its_budget_once(database: Database, shipped: Questionnaire) -> None:
    for quarter in (-1, 0, 1, 2):
        finish(database, shipped, IN_MAY + quarter * QUARTER, kvk_token="k")

    for period in PERIODS:
        release(database, terms(shipped, with_quarters()), period)

    # Under its number, and under the first of its scans.
    assert spent(database) == [1000, 1000]


def test_what_each_scan_counts_for_would_be_more_than_its_budget() -> None:
    """What five releases cost a company that counts in each of them: what a ledger is for."""
    budget = with_quarters().budget

    assert 4 * budget.quarter + (budget.rho_per_year - budget.quarter) > 2 * budget.rho_per_year


@on_sqlite
@pytest.mark.parametrize("seed", range(3))
def test_whatever_companies_do_none_spends_more_than_its_budget(
    database: Database, shipped: Questionnaire, seed: int
) -> None:
    """Between releases they scan again, move, and add, change or remove their number."""
    draw, made_by = Random(seed), terms(shipped, with_quarters())
    scan = SQLModel.metadata.tables["scan"]
    for period, province in product(PERIODS, (HERE, ELSEWHERE)):
        for _ in range(3):
            finish(database, shipped, IN_MAY + draw.choice((-1, 0, 1, 2)) * QUARTER, kvk_token=draw.choice("klmnopqr"))
        for place, number in product((ALMERE, ZWOLLE), (None, "k", "l", "s")):
            with database.write() as session:
                some = scan.update().where(scan.c.id % 16 == draw.randrange(16))
                session.execute(some.values(municipality=place, kvk_token=number))
        release(database, made_by, period, province=province)

    assert max(spent(database)) == 1000


def counted(database: Database) -> Sequence[Counted]:
    cube, published = cube_of(SPECIFICATION, HERE), PublishedQuestionnaires(database)
    return freeze(database, published, cube, period_of("2025Q2"), follow=lambda completed: None).counted


@on_sqlite
def test_all_scans_of_a_company_move_a_release_by_one_contribution_at_most(
    database: Database, shipped: Questionnaire
) -> None:
    draw = Random(9)
    for _ in range(40):
        finish(
            database,
            shipped,
            IN_MAY + draw.choice((-1, 0, 0, 1)) * QUARTER,
            kvk_token=draw.choice("klmnop"),
            municipality=draw.choice((ALMERE, ALMERE, ZWOLLE)),
            options=draw.sample((0, 1, 2, 3), 2),
            minutes=draw.choice((1, 11)),
        )
    everybody = contributions(counted(database))

    moved = [moved_by(database, company, everybody) for company in "klmnop"]

    assert max(moved) == 1
    assert sum(moved) == everybody.total()


def moved_by(database: Database, company: str, everybody: Counter[Contribution]) -> int:
    """Return by how many contributions a release changes if a company took part in nothing."""
    scan = SQLModel.metadata.tables["scan"]
    of_company = scan.update().where(scan.c.kvk_token == company)
    with database.write() as session:
        session.execute(of_company.values(may_count=False))
    others = contributions(counted(database))
    with database.write() as session:
        session.execute(of_company.values(may_count=True))
    return ((everybody - others) + (others - everybody)).total()


def contributions(of: Sequence[Counted]) -> Counter[Contribution]:
    return Counter(each.contribution for each in of)


@pytest.mark.parametrize("tier", SPECIFICATION.tiers, ids=lambda tier: tier.id)
def test_one_contribution_moves_a_measurement_no_further_than_its_noise_is_made_for(
    tier: Tier,
) -> None:
    cube = cube_of(SPECIFICATION, HERE)
    companies = [Contribution(base, scores) for base in cube.bases()[:2] for scores in ((0,) * 5, (100,) * 5)]

    for query in queries(SPECIFICATION, tier, rho=1000):
        before = tabulate(query, cube, [])
        for company in companies:
            change = [after - was for was, after in zip(before, tabulate(query, cube, [company]), strict=True)]
            assert sum(part**2 for part in change) <= query.distance**2 * (1 + 1e-9)

"""When no release is made, and nothing is stored."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.db import ledger
from app.db.engine import Database
from app.domain.dutch_days import day_of
from app.domain.questionnaire import Questionnaire
from app.domain.release_errors import (
    LedgerBudgetError,
    LedgerClosedError,
    LedgerKeyError,
    PeriodNotOverError,
    ReleaseExistsError,
    SpecificationError,
    SpecificationTakenError,
    TooFewForQuartersError,
    YearReleasedError,
)
from app.domain.release_period import period_of
from app.services.release_plans import plan
from app.services.releasing import Terms
from tests.builders import both_elements
from tests.databases import on_both, on_sqlite
from tests.finished_scans import ELSEWHERE, HERE, LATER, finish, release, specification, terms, with_quarters
from tests.services.made_releases import BUDGET, by_quarters, made_by, refused

__all__ = ["by_quarters", "made_by"]


@on_both
def test_a_second_time_is_refused(database: Database, shipped: Questionnaire, made_by: Terms) -> None:
    finish(database, shipped)
    release(database, made_by)
    finish(database, shipped)

    refused(ReleaseExistsError, database, made_by)


@on_sqlite
def test_a_quarter_after_the_year_is_refused(database: Database, by_quarters: Terms) -> None:
    release(database, by_quarters)

    refused(YearReleasedError, database, by_quarters, "2025Q4")


@on_sqlite
@pytest.mark.parametrize("period", ["2025", "2025Q4"])
def test_a_period_is_over_at_midnight_in_the_netherlands(database: Database, by_quarters: Terms, period: str) -> None:
    midnight = datetime(2025, 12, 31, 23, tzinfo=UTC)
    refused(PeriodNotOverError, database, by_quarters, period, now=midnight - timedelta(seconds=1))

    assert release(database, by_quarters, period, now=midnight).published_at == midnight


@on_sqlite
def test_a_quarter_with_few_scans_is_refused(database: Database, made_by: Terms) -> None:
    refused(TooFewForQuartersError, database, made_by, "2025Q2")


@on_sqlite
def test_lists_that_are_not_those_of_the_questionnaire_are_refused(database: Database) -> None:
    refused(SpecificationError, database, terms(both_elements()))


@on_sqlite
def test_an_expectation_of_what_is_no_province_is_refused(database: Database, shipped: Questionnaire) -> None:
    misspelt = specification(expected={"default": 250, "provinces": {"Overijsel": 800}, "source": "-"})

    refused(SpecificationError, database, terms(shipped, misspelt))


@on_sqlite
def test_a_table_that_does_not_follow_is_refused(database: Database, shipped: Questionnaire) -> None:
    coarse = json.loads(specification().document)["tiers"]
    coarse[0]["published"].append(["municipality"])

    refused(SpecificationError, database, terms(shipped, specification(tiers=coarse)))


@on_sqlite
def test_a_specification_that_changed_under_the_same_version_is_refused(
    database: Database, shipped: Questionnaire, made_by: Terms
) -> None:
    release(database, made_by)
    changed = specification(quarters_from=151)

    refused(SpecificationTakenError, database, terms(shipped, changed), province=ELSEWHERE)


@on_both
def test_another_budget_within_a_year_is_refused(database: Database, shipped: Questionnaire, made_by: Terms) -> None:
    release(database, made_by)
    more = specification(version="2026.2", budget=BUDGET | {"rho_per_year": 2000})

    refused(LedgerBudgetError, database, terms(shipped, more), province=ELSEWHERE)


@on_sqlite
def test_a_plan_with_another_budget_than_the_year_began_with_is_refused(database: Database, by_quarters: Terms) -> None:
    release(database, by_quarters, "2025Q2")
    less = with_quarters(version="2026.2", budget=BUDGET | {"rho_per_year": 400, "quarter": 200})

    with pytest.raises(LedgerBudgetError):
        plan(database, less, province=HERE, period=period_of("2025"), today=day_of(LATER))


@on_both
def test_a_year_that_was_closed_is_refused(database: Database, shipped: Questionnaire, made_by: Terms) -> None:
    finish(database, shipped)
    release(database, made_by)
    with database.write() as session:
        ledger.forget_keys(session, days=31, now=LATER + timedelta(days=32))

    refused(LedgerClosedError, database, made_by, province=ELSEWHERE)


@on_both
def test_another_key_than_the_year_began_with_is_refused(
    database: Database, shipped: Questionnaire, made_by: Terms
) -> None:
    finish(database, shipped)
    release(database, made_by)

    refused(LedgerKeyError, database, replace(made_by, secret_key=b"x" * 32), province=ELSEWHERE)

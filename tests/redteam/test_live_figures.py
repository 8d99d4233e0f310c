"""Figures that change when a scan comes, changes or goes give that scan away; those of a release never change."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict

import pytest
from sqlalchemy import text
from sqlmodel import SQLModel

from app.db.engine import Database
from app.domain.contribution import Base, Contribution
from app.domain.questionnaire import Questionnaire
from app.domain.release_errors import ReleaseExistsError
from app.services.published_releases import get_tables, list_releases
from tests.databases import on_both
from tests.finished_scans import finish, release, terms
from tests.redteam.naive import ExactCell
from tests.redteam.naive_site import NaiveSite, combined, invented, levels, only_one_in

TABLES = ("release", "release_cell", "release_measurement", "budget_spent", "ledger_year")
K = 5


def all_that_is_public(database: Database) -> bytes:
    """Return all that any reader may get, and all that is stored of it, as bytes."""
    read = [table for each in list_releases(database) for table in get_tables(database, each.id)]
    with database.read() as session:
        rows = {name: session.connection().execute(SQLModel.metadata.tables[name].select()).all() for name in TABLES}
    stored = {name: sorted(repr(tuple(row)) for row in found) for name, found in rows.items()}
    return json.dumps([[asdict(table) | {"digest": table.digest} for table in read], stored], default=str).encode()


def come(database: Database, questionnaire: Questionnaire) -> None:
    finish(database, questionnaire)


def change(database: Database, _questionnaire: Questionnaire) -> None:
    _do(database, "UPDATE scan SET municipality = 'GM0995', size = '1'", "UPDATE answer SET code = 'a'")


def withdraw(database: Database, _questionnaire: Questionnaire) -> None:
    _do(database, "UPDATE scan SET may_count = false, kvk_token = NULL")


def leave(database: Database, _questionnaire: Questionnaire) -> None:
    _do(database, "DELETE FROM answer", "DELETE FROM scan")


def _do(database: Database, *statements: str) -> None:
    with database.write() as session:
        for statement in statements:
            session.execute(text(statement))


@on_both
@pytest.mark.parametrize("happen", [come, change, withdraw, leave])
def test_what_happens_to_scans_changes_no_byte_of_a_release(
    database: Database, shipped: Questionnaire, happen: Callable[[Database, Questionnaire], None]
) -> None:
    for number in range(3):
        finish(database, shipped, kvk_token=f"k{number}")
    release(database, terms(shipped))
    before = all_that_is_public(database)

    happen(database, shipped)
    with pytest.raises(ReleaseExistsError):
        release(database, terms(shipped))

    assert all_that_is_public(database) == before


def by_place_and_sector(base: Base) -> tuple[str, ...]:
    return (base.municipality, base.sector)


def exposed_newcomers(companies: list[Contribution], *, known: int) -> list[bool]:
    """Look at a live table before and after each newcomer, in the cells that are shown, and tell who is exposed."""
    found = []
    for at in range(known, len(companies)):
        before = NaiveSite(companies[:at], K).table(by_place_and_sector)
        after = NaiveSite(companies[: at + 1], K).table(by_place_and_sector)
        if changed := _changed(before, after):
            found.append(only_one_in(combined((1, changed[1]), (-1, changed[0]))) == levels(companies[at]))
    return found


def _changed(
    before: Mapping[tuple[str, ...], ExactCell], after: Mapping[tuple[str, ...], ExactCell]
) -> tuple[ExactCell, ExactCell] | None:
    return next(((before[key], cell) for key, cell in after.items() if key in before and before[key] != cell), None)


def test_a_live_table_exposes_newcomers_in_the_cells_it_shows() -> None:
    exposed = exposed_newcomers([*invented(600)], known=500)

    assert len(exposed) > 20
    assert sum(exposed) > 0.9 * len(exposed)

"""What tests ask of releases that were made, or refused."""

from collections.abc import Mapping
from typing import Any

import pytest
from sqlmodel import SQLModel

from app.db import ledger
from app.db.engine import Database
from app.domain.questionnaire import Questionnaire
from app.domain.release_errors import ReleaseError
from app.services.releasing import Terms
from tests.finished_scans import release, terms, with_quarters

BUDGET = {"rho_per_year": 1000, "quarter": 500, "delta": "1/1000000", "source": "proef"}


@pytest.fixture
def made_by(shipped: Questionnaire) -> Terms:
    return terms(shipped)


@pytest.fixture
def by_quarters(shipped: Questionnaire) -> Terms:
    return terms(shipped, with_quarters())


def stored(database: Database) -> Mapping[str, list[tuple[Any, ...]]]:
    """Return all rows about releases and of the ledger."""
    tables = ("release", "release_cell", "release_measurement", "ledger_year", "budget_spent")
    with database.read() as session:
        rows = {name: session.connection().execute(SQLModel.metadata.tables[name].select()) for name in tables}
        return {name: sorted(map(tuple, found), key=repr) for name, found in rows.items()}


def spent(database: Database, year: int = 2025) -> list[int]:
    """Return what each number and each scan spent, the least first."""
    with database.read() as session:
        return sorted(ledger.spent_in(session, year).values())


def change(database: Database, **to: Any) -> None:
    """Change all scans."""
    with database.write() as session:
        session.execute(SQLModel.metadata.tables["scan"].update().values(**to))


def refused(why: type[ReleaseError], database: Database, by: Terms, period: str = "2025", **how: Any) -> None:
    """Check that a release is refused for this reason, and that nothing is stored for it."""
    before = stored(database)
    with pytest.raises(ReleaseError) as found:
        release(database, by, period, **how)
    assert type(found.value) is why
    assert stored(database) == before

"""The releases and the ledger, which a restore may not forget: the same companies could be measured again.

Nor may it forget which releases their provinces opened, or closed again.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy
from sqlalchemy import Table, inspect
from sqlmodel import Session, SQLModel, col, or_, select

from app.db import ledger
from app.db.before_restore import copy_of, keep_copy
from app.db.release_tables import LedgerYearRow, ReleaseOpeningRow, ReleaseRow

_NAMES = ("release", "release_cell", "release_measurement", "release_opening", "ledger_year", "budget_spent")
_TABLES = {name: SQLModel.metadata.tables[name] for name in _NAMES}
# Where PostgreSQL keeps those of the database before a restore until it is done.
RELEASES_BEFORE = {name: copy_of(table, f"{name}_before_restore") for name, table in _TABLES.items()}
_ROWS_AT_A_TIME = 2000
# A year takes in what was spent only while it has a key: until that goes again, this stands for one that is gone.
_NO_KEY = ""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class KnownReleases:
    """The releases of a database before a restore, and its ledger, where they can be read."""

    session: Session
    tables: Mapping[str, Table]

    def parts_of(self, name: str, **values: str) -> Iterator[Sequence[Row]]:
        """Read the rows of a table that have these values, in parts; none if the database is of a version without."""
        table = self.tables[name]
        if not inspect(self.session.connection()).has_table(table.name):
            return
        found = sqlalchemy.select(table).filter_by(**values).execution_options(yield_per=_ROWS_AT_A_TIME)
        for part in self.session.execute(found).mappings().partitions():
            yield [dict(row) for row in part]

    def check(self) -> None:
        """Read all there is: damage shows in that."""
        for name in self.tables:
            for _ in self.parts_of(name):
                pass


def releases_in(session: Session) -> KnownReleases:
    return KnownReleases(session, _TABLES)


def keep_releases(session: Session) -> None:
    """Copy the releases and the ledger, if there are any, to where a restore leaves them."""
    for name, table in _TABLES.items():
        keep_copy(session, table, RELEASES_BEFORE[name])


def add_releases(session: Session, known: KnownReleases) -> None:
    """Add the releases that a backup did not have with what was spent on them, close the years that were closed, and
    open or close releases as their provinces did since.
    """
    years = [year for part in known.parts_of("ledger_year") for year in part]
    _open_years(session, years)
    for part in known.parts_of("release"):
        for release in part:
            if not _is_there(session, release):
                _add(session, known, release)
    _close_years(session, years)
    _add_openings(session, known)


def _open_years(session: Session, years: Sequence[Row]) -> None:
    new = [year for year in years if session.get(LedgerYearRow, year["year"]) is None]
    _insert(session, "ledger_year", [year | {"nonce": year["nonce"] or _NO_KEY} for year in new])


def _is_there(session: Session, release: Row) -> bool:
    of_period = (ReleaseRow.province == release["province"]) & (ReleaseRow.period == release["period"])
    found = select(ReleaseRow.id).where(or_(col(ReleaseRow.id) == release["id"], of_period))
    return session.exec(found).first() is not None


def _add(session: Session, known: KnownReleases, release: Row) -> None:
    for name in ("release_cell", "release_measurement"):
        for part in known.parts_of(name, release_id=release["id"]):
            _insert(session, name, part)
    _spend(session, known, release["id"])
    _insert(session, "release", [release])


def _spend(session: Session, known: KnownReleases, release_id: str) -> None:
    """Note what was spent on a release, as far as the backup has a year open and a company has budget left there."""
    budgets = ledger.open_budgets(session)
    spent = {year: ledger.spent_in(session, year) for year in budgets}

    def left(line: Row) -> int:
        return budgets.get(line["year"], 0) - spent.get(line["year"], {}).get(line["token"], 0)

    for lines in known.parts_of("budget_spent", release_id=release_id):
        fitting = [line | {"rho": min(line["rho"], left(line))} for line in lines]
        _insert(session, "budget_spent", [line for line in fitting if line["rho"] > 0])


def _close_years(session: Session, years: Sequence[Row]) -> None:
    """Close the years that were closed, and those with another key: what was spent under one is lost to the other."""
    for year in years:
        row = session.get_one(LedgerYearRow, year["year"])
        row.nonce = row.nonce if row.nonce == year["nonce"] else None


def _add_openings(session: Session, known: KnownReleases) -> None:
    """Add what was opened and ended since: of both databases together, the latest says which it is."""
    for part in known.parts_of("release_opening"):
        _insert(session, "release_opening", [opening for opening in part if _is_new(session, opening)])


def _is_new(session: Session, opening: Row) -> bool:
    release_id, at = opening["release_id"], opening["at"]
    is_there = session.get(ReleaseOpeningRow, (release_id, at)) is not None
    return not is_there and session.get(ReleaseRow, release_id) is not None


def _insert(session: Session, name: str, rows: Sequence[Row]) -> None:
    if rows:
        session.execute(_TABLES[name].insert(), rows)

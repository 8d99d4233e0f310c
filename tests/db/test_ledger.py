"""The ledger: no company spends more than its budget of a year, however often and by however many it is tried."""

import shutil
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Barrier

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from app.db import ledger, releases
from app.db.engine import Database
from tests.conftest import NOW
from tests.db.release_rows import ANNA, BERT, named, open_year, publish

BUDGET = 1000
Spend = tuple[int, frozenset[str], int]
SPENDS = st.lists(
    st.tuples(
        st.sampled_from([2025, 2026]),
        st.frozensets(st.sampled_from([ANNA, BERT, "carla"]), min_size=1),
        st.sampled_from([250, 500, 501, 1000, 1001]),
    ),
    max_size=8,
)


def published(database: Database, name: str, spent: Spend) -> bool:
    year, tokens, rho = spent
    try:
        with database.write() as session:
            publish(session, named(name), year=year, tokens=tokens, rho=rho)
    except IntegrityError:
        return False
    return True


def spent_by_company(database: Database, year: int) -> dict[str, int]:
    with database.read() as session:
        return dict(ledger.spent_in(session, year))


@settings(max_examples=25)
@given(spends=SPENDS)
def test_no_sequence_of_releases_spends_more_than_a_budget(prepared_sqlite: Path, spends: Sequence[Spend]) -> None:
    expected: dict[int, Counter[str]] = {2025: Counter(), 2026: Counter()}
    with TemporaryDirectory() as folder:
        path = shutil.copy(prepared_sqlite, Path(folder) / "scan.db")
        with closing(Database(f"sqlite:///{path}")) as database:
            for number, (year, tokens, rho) in enumerate(spends):
                fits = all(expected[year][token] + rho <= BUDGET for token in tokens)
                assert published(database, str(number), (year, tokens, rho)) == fits
                expected[year].update(dict.fromkeys(tokens, rho) if fits else {})
            assert {year: spent_by_company(database, year) for year in expected} == expected


def test_a_release_that_is_refused_leaves_nothing(database: Database) -> None:
    first = published(database, "one", (2026, frozenset([ANNA]), 600))

    second = published(database, "two", (2026, frozenset([BERT, ANNA]), 600))

    assert (first, second) == (True, False)
    assert spent_by_company(database, 2026) == {ANNA: 600}
    with database.read() as session:
        assert [release.id for release in releases.list_releases(session)] == ["one"]
        assert not releases.cells_of(session, "two")


def test_of_releases_at_once_only_what_fits_gets_in(database: Database) -> None:
    with database.write() as session:
        open_year(session)
    barrier = Barrier(4)

    def release(number: int) -> bool:
        barrier.wait()
        return published(database, str(number), (2026, frozenset([ANNA, str(number)]), 400))

    with ThreadPoolExecutor(max_workers=4) as jobs:
        made = list(jobs.map(release, range(4)))

    assert sum(made) == 2
    assert spent_by_company(database, 2026)[ANNA] == 800
    assert len(spent_by_company(database, 2026)) == 3


def test_two_who_open_a_year_at_once_open_the_same(database: Database) -> None:
    barrier = Barrier(2)

    def open_it(nonce: str) -> str | None:
        barrier.wait()
        with database.write() as session:
            return ledger.lock_year(session, 2026, budget=BUDGET, nonce=nonce, now=NOW).nonce

    with ThreadPoolExecutor(max_workers=2) as jobs:
        one, other = jobs.map(open_it, ("one", "other"))

    assert one == other


def test_a_year_that_is_open_keeps_its_budget_and_nonce(database: Database) -> None:
    with database.write() as session:
        open_year(session)
        again = ledger.lock_year(session, 2026, budget=5000, nonce="another", now=NOW)

    assert (again.budget, again.nonce) == (BUDGET, "2026" * 16)


@pytest.mark.parametrize(
    ("opened_at", "last_day"),
    [
        (datetime(2026, 4, 1, tzinfo=UTC), date(2027, 1, 31)),
        (datetime(2027, 2, 10, 22, 59, tzinfo=UTC), date(2027, 3, 13)),
        (datetime(2027, 2, 10, 23, 0, tzinfo=UTC), date(2027, 3, 14)),  # the next day in the Netherlands
    ],
)
def test_the_key_of_a_year_goes_after_so_many_days(database: Database, opened_at: datetime, last_day: date) -> None:
    with database.write() as session:
        open_year(session, now=opened_at)
        on_the_day = ledger.forget_keys(session, days=31, now=noon(last_day))
        day_after = ledger.forget_keys(session, days=31, now=noon(last_day + timedelta(1)))

    assert (on_the_day, day_after) == (0, 1)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)

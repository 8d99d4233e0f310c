"""A number of eight digits is found again from its hash by trying them all, unless that takes a key."""

import hashlib
import hmac
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import SQLModel, select

from app.db import ledger
from app.db.engine import Database
from app.db.release_tables import BudgetSpentRow, LedgerYearRow
from app.domain.questionnaire import Questionnaire
from app.services.pseudonyms import pseudonym
from tests.databases import on_both, on_sqlite
from tests.finished_scans import KEY, LATER, finish, release, terms

NAME, NUMBER = "Kanariepiet", 70417311
KVK_TOKEN = pseudonym(KEY, "kvk", str(NUMBER))
TRIED = range(NUMBER - 5_000, NUMBER + 5_000)
TABLES = ("release", "release_cell", "release_measurement", "budget_spent", "ledger_year")
Hash = Callable[[str], str]


def unsalted(number: str) -> str:
    return hashlib.sha256(number.encode()).hexdigest()


def found_by_trying(hashed: set[str], *ways: Hash) -> set[int]:
    return {number for number in TRIED if not hashed.isdisjoint(way(str(number)) for way in ways)}


def without_key(*known: str) -> Iterator[Hash]:
    """Yield the ways to hash that are open to whoever has all that stands in the database, but not the key."""
    yield unsalted
    for key in ("", *known):
        yield lambda number, key=key: hmac.digest(key.encode(), number.encode(), hashlib.sha256).hex()  # type: ignore[misc]
        yield lambda number, key=key: pseudonym(key.encode(), "kvk", number)  # type: ignore[misc]
        yield lambda number, key=key: pseudonym(key.encode(), "ledger", number)  # type: ignore[misc]
        yield lambda number, key=key: unsalted(f"{key}:{number}")  # type: ignore[misc]


@pytest.fixture
def released(database: Database, shipped: Questionnaire) -> Database:
    finish(database, shipped, kvk_token=KVK_TOKEN, company_name=NAME)
    release(database, terms(shipped))
    return database


def year_of(database: Database) -> LedgerYearRow:
    with database.read() as session:
        return session.exec(select(LedgerYearRow)).one()


def tokens(database: Database) -> set[str]:
    with database.read() as session:
        return set(session.exec(select(BudgetSpentRow.token)))


def token(nonce: str | None) -> str:
    return pseudonym(KEY, "ledger", f"{nonce}:{KVK_TOKEN}")


def forget(database: Database) -> None:
    with database.write() as session:
        assert ledger.forget_keys(session, days=31, now=LATER + timedelta(days=32)) == 1


def test_an_unsalted_hash_is_found_by_trying() -> None:
    assert found_by_trying({unsalted(str(NUMBER))}, unsalted) == {NUMBER}


@on_sqlite
def test_nothing_that_is_stored_is_found_by_trying_without_the_key(released: Database) -> None:
    nonce = year_of(released).nonce or ""

    assert found_by_trying({KVK_TOKEN} | tokens(released), *without_key(nonce, KVK_TOKEN)) == set()


@on_sqlite
def test_with_the_key_and_the_nonce_it_is_found(released: Database) -> None:
    """The search does find what can be found."""
    nonce = year_of(released).nonce

    found = found_by_trying(
        tokens(released), lambda number: pseudonym(KEY, "ledger", f"{nonce}:{pseudonym(KEY, 'kvk', number)}")
    )

    assert found == {NUMBER}


@on_both
def test_once_the_key_of_a_year_is_gone_the_key_of_the_site_finds_nobody(released: Database) -> None:
    nonce = year_of(released).nonce
    assert token(nonce) in tokens(released)

    forget(released)

    assert year_of(released).nonce is None
    assert tokens(released).isdisjoint(token(guess) for guess in (None, "", "2025", "0" * 64))


@on_sqlite
def test_the_key_of_a_year_does_not_stay_behind_in_the_file(released: Database, tmp_path: Path) -> None:
    nonce = (year_of(released).nonce or "").encode()
    parts = [nonce[at : at + 16] for at in range(0, len(nonce), 16)]
    before = content(released, tmp_path)

    forget(released)

    after = content(released, tmp_path)
    assert [(part in before, part in after) for part in parts] == [(True, False)] * len(parts)


def content(database: Database, folder: Path) -> bytes:
    database.close()
    return b"".join(path.read_bytes() for path in folder.glob("scan.db*"))


@on_both
def test_the_tables_of_releases_have_nothing_of_a_scan(released: Database) -> None:
    with released.read() as session:
        scan = session.connection().execute(SQLModel.metadata.tables["scan"].select()).one()
        stored = "".join(
            repr(session.connection().execute(SQLModel.metadata.tables[name].select()).all()) for name in TABLES
        )

    hidden = (
        str(NUMBER),
        unsalted(str(NUMBER)),
        scan.kvk_token,
        scan.secret_hash,
        scan.secret_hash[:12],
        "Kanariepiet",
    )
    assert [word for word in hidden if word in stored] == []
    assert "scan_id" not in {column.name for table in TABLES for column in SQLModel.metadata.tables[table].c}

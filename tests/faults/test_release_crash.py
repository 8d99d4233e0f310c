"""`scan release` that is killed at any step, or runs twice at once: a release with all that it cost, or nothing."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from app.content import RELEASE_FILE
from app.db import ledger, releases
from app.db.engine import Database
from app.domain.questionnaire import Questionnaire
from tests.databases import on_both
from tests.faults.release_processes import KILLED, ReleaseProcesses, forking
from tests.finished_scans import ALMERE, ELSEWHERE, HERE, KEY, ZWOLLE, finish

COMPANIES = 3
TABLES = ("release", "release_cell", "release_measurement", "budget_spent")


@pytest.fixture(scope="module")
def server() -> Iterator[subprocess.Popen[str]]:
    with forking() as found:
        yield found


@pytest.fixture
def patience() -> float:
    return 5


@pytest.fixture
def scan(
    server: subprocess.Popen[str], database: Database, database_url: str, tmp_path: Path, shipped: Questionnaire
) -> ReleaseProcesses:
    """The command, on a site where companies finished a scan in two provinces."""
    for municipality in [ALMERE, ZWOLLE] * COMPANIES:
        finish(database, shipped, municipality=municipality)
    environment = {"SCAN_DATA_DIR": str(tmp_path), "SCAN_SECRET_KEY": KEY.decode()}
    if database_url.startswith("postgresql"):
        environment["SCAN_DATABASE_URL"] = database_url
    return ReleaseProcesses(server, environment)


def with_quarters_in(folder: Path) -> Path:
    """Write a specification under which enough scans are expected for quarters."""
    text_of = RELEASE_FILE.read_text(encoding="utf-8")
    assert "  default: 250\n" in text_of
    path = folder / "release.yaml"
    path.write_text(text_of.replace("  default: 250\n", "  default: 800\n"), encoding="utf-8")
    return path


def sizes(database: Database) -> tuple[int, ...]:
    with database.read() as session:
        return tuple(session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() for table in TABLES)


def spent(database: Database) -> list[int]:
    with database.read() as session:
        return sorted(ledger.spent_in(session, 2025).values())


def whole(database: Database) -> list[bool]:
    """Tell of each release whether it has cells, measurements and what it cost each company."""
    parts = TABLES[1:]
    with database.read() as session:
        return [
            all(
                session.execute(text(f"SELECT 1 FROM {part} WHERE release_id = :id LIMIT 1"), {"id": each.id}).first()
                for part in parts
            )
            for each in releases.list_releases(session)
        ]


@on_both
def test_whenever_it_is_killed_there_is_a_whole_release_or_none(scan: ReleaseProcesses, database: Database) -> None:
    # Every fifth step of about twenty: before each query and each commit.
    for step in range(2, 60, 5):
        scan.run(HERE, "2025", dies_at=step)
        found = sizes(database)
        if any(found):
            break

    assert step > 15
    assert (whole(database), spent(database)) == ([True], [1000] * COMPANIES)
    assert scan.run(HERE, "2025") == 1
    assert sizes(database) == found


@on_both
def test_after_it_was_killed_it_can_be_made(scan: ReleaseProcesses, database: Database) -> None:
    assert scan.run(HERE, "2025", dies_at=15) == KILLED
    assert not any(sizes(database))

    assert scan.run(HERE, "2025") == 0
    assert (whole(database), spent(database)) == ([True], [1000] * COMPANIES)


@on_both
def test_of_two_at_once_one_makes_the_release(scan: ReleaseProcesses, database: Database) -> None:
    codes = scan.run_at_once((HERE, "2025"), (HERE, "2025"))

    assert sorted(codes) == [0, 1]
    assert (whole(database), spent(database)) == ([True], [1000] * COMPANIES)


@on_both
def test_two_provinces_at_once_both_get_their_release(scan: ReleaseProcesses, database: Database) -> None:
    codes = scan.run_at_once((HERE, "2025"), (ELSEWHERE, "2025"))

    assert codes == [0, 0]
    assert (whole(database), spent(database)) == ([True, True], [1000] * 2 * COMPANIES)


@on_both
def test_of_a_quarter_and_the_year_at_once_nobody_spends_too_much(scan: ReleaseProcesses, database: Database) -> None:
    codes = scan.run_at_once((HERE, "2025Q2"), (HERE, "2025"))

    # The quarter is refused if the year came first.
    assert codes in ([0, 0], [1, 0])
    assert whole(database) == [True] * codes.count(0)
    assert spent(database) == [1000] * COMPANIES

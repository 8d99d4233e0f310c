"""The command `scan release`, as who publishes for a province uses it."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.content import RELEASE_FILE, read_release_specification
from app.db import releases
from app.db.engine import Database
from app.db.urls import sqlite_url
from app.domain.questionnaire import Questionnaire
from app.services.questionnaires import publish
from tests.conftest import NOW
from tests.finished_scans import finish
from tests.test_cli import run

COMPANIES = 3
# What a web node does without, and what the commands say there.
_WITHOUT_STATISTICS = """
import json, sys
sys.modules.update(dict.fromkeys(["numpy", "opendp", "scipy"]))
import app.main
from typer.testing import CliRunner
from app.cli import app
for more in ["--dry-run"], []:
    result = CliRunner().invoke(app, ["release", "Flevoland", "2025", *more])
    print(json.dumps([result.exit_code, " ".join(result.output.split())]))
"""


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SCAN_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def filled(data_dir: Path, prepared_sqlite: Path, shipped: Questionnaire) -> Iterator[Database]:
    """A database with a few companies that count."""
    data_dir.mkdir()
    (data_dir / "scan.db").write_bytes(prepared_sqlite.read_bytes())
    with closing(Database(sqlite_url(data_dir / "scan.db"))) as database:
        publish(database, shipped, now=NOW)
        for _ in range(COMPANIES):
            finish(database, shipped)
        yield database


def told(*arguments: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(run("release", *arguments, "--json", errors=False))
    return document


def rows(database: Database) -> list[int]:
    """Return how many rows there are about releases and their ledger."""
    tables = ("release", "release_cell", "release_measurement", "budget_spent", "ledger_year")
    with database.read() as session:
        return [session.connection().exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one() for table in tables]


def test_a_dry_run_says_by_what_it_would_be_made(filled: Database) -> None:
    specification = read_release_specification()

    said = run("release", "Flevoland", "2025", "--dry-run")

    stated = (specification.version, specification.hash)
    for part in ("tier S", "rho 1 of 1", "epsilon 7.8", "2.5 companies", "main_group", *stated):
        assert part in said
    assert "Nothing was measured." in said


def test_a_dry_run_stores_nothing(filled: Database) -> None:
    run("release", "Flevoland", "2025", "--dry-run")

    assert not any(rows(filled))


def test_a_dry_run_is_the_same_without_scans(filled: Database, shipped: Questionnaire) -> None:
    before = run("release", "Flevoland", "2025", "--dry-run")
    for _ in range(COMPANIES):
        finish(filled, shipped)

    assert run("release", "Flevoland", "2025", "--dry-run") == before


def test_a_dry_run_is_documented_for_programs(filled: Database) -> None:
    planned = told("Flevoland", "2025", "--dry-run")

    assert planned["published_at"] is None
    assert {table["shown"] for table in planned["published"]} == {None}
    assert [table["cells"] for table in planned["published"]] == [1, 4, 4, 2]
    assert sum(query["rho"] for query in planned["measured"]) == pytest.approx(planned["rho"])


def test_a_release_is_documented_for_programs(filled: Database) -> None:
    planned = told("Flevoland", "2025", "--dry-run")

    made = told("flevoland", "2025")

    with filled.read() as session:
        stored = releases.find_release(session, made["id"])
    assert stored
    assert (made["tier"], made["rho"]) == (stored.tier, stored.rho / 1000)
    assert made["specification"] == {"version": stored.specification_version, "hash": stored.specification_hash}
    assert datetime.fromisoformat(made["published_at"]) == stored.published_at
    assert {table["shown"] for table in made["published"]} == {0}
    assert made.keys() == planned.keys()


def test_a_release_says_that_it_is_for_ever(filled: Database) -> None:
    assert "Published, for ever." in run("release", "Flevoland", "2025")


def test_a_release_says_no_number_of_scans(filled: Database, shipped: Questionnaire) -> None:
    for _ in range(34):
        finish(filled, shipped)

    assert "37" not in run("release", "Flevoland", "2025").replace(read_release_specification().hash, "")


def test_a_second_release_is_refused(filled: Database) -> None:
    run("release", "Flevoland", "2025")
    before = rows(filled)

    said = run("release", "Flevoland", "2025", code=1)

    assert "flevoland-2025 was released before." in said
    assert rows(filled) == before


THIS_YEAR = str(datetime.now(UTC).year)


@pytest.mark.parametrize(
    ("province", "period", "why"),
    [
        ("Flevoland", "2025Q5", "'2025Q5' is no period."),
        ("Flevoland", "\uff12\uff10\uff12\uff15", "is no period."),
        ("Flevoland", THIS_YEAR, f"{THIS_YEAR} is not over yet: release it on 01-01-{int(THIS_YEAR) + 1} or later."),
        ("Flevoland", "2099", "2099 is not over yet"),
        ("Flevoland", "2025Q3", "Release the year instead."),
        ("Vlaanderen", "2025", "There is no province 'Vlaanderen'. There are: Drenthe,"),
        ("", "2025", "There is no province ''."),
    ],
)
def test_what_cannot_be_released_is_refused(filled: Database, province: str, period: str, why: str) -> None:
    assert why in run("release", province, period, code=1)
    assert why in run("release", province, period, "--dry-run", code=1)


def test_without_a_database_it_is_refused() -> None:
    assert "There is no database" in run("release", "Flevoland", "2025", code=1)


def test_a_specification_that_is_not_right_is_refused(
    filled: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "release.yaml").write_text("version: a", encoding="utf-8")
    monkeypatch.setenv("SCAN_RELEASE_SPECIFICATION", str(tmp_path / "release.yaml"))

    assert "release.yaml: version is 'a'" in run("release", "Flevoland", "2025", code=1)


def test_a_dry_run_refuses_lists_that_are_not_those_of_the_questionnaire(
    filled: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = RELEASE_FILE.read_text(encoding="utf-8")
    (tmp_path / "release.yaml").write_text(shipped.replace("sectors: [zorg]", "sectors: [care]"), encoding="utf-8")
    monkeypatch.setenv("SCAN_RELEASE_SPECIFICATION", str(tmp_path / "release.yaml"))

    said = run("release", "Flevoland", "2025", "--dry-run", code=1)

    assert "its sectors are not those of the questionnaire" in said


def test_a_web_node_has_no_statistics_and_says_how_to_get_them(filled: Database) -> None:
    folder = Path(__file__).parents[1]
    process = subprocess.run(
        [sys.executable, "-c", _WITHOUT_STATISTICS], cwd=folder, capture_output=True, text=True, check=True
    )

    planned, (code, said) = map(json.loads, process.stdout.splitlines())

    assert planned[0] == 0
    assert "Nothing was measured." in planned[1]
    assert (code, "Run script/setup release" in said) == (1, True)
    assert not any(rows(filled))

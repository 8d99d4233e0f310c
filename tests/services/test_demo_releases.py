"""The releases of the demo: made as those of a real province are, and of scans that are kept no longer than others."""

import random
import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from app.content import read_operator, read_release_specification
from app.db import ledger, releases
from app.db.engine import Database
from app.db.urls import sqlite_url
from app.domain.dutch_days import day_of
from app.domain.invented.releases import InventedRelease, invent_releases
from app.domain.questionnaire import Questionnaire
from app.domain.release import Release
from app.services import published_releases
from app.services.demo import StoredScan, Terms, invent, invent_earlier, invented_model, store_scans
from app.services.demo_organisations import add_organisations
from app.services.demo_releases import let_go, make_releases, open_releases
from app.services.questionnaires import publish
from app.settings import Settings
from tests.conftest import NOW
from tests.services.filled import KEY

RETENTION = read_operator(Settings().organisation).retention


class Published(NamedTuple):
    database: Database
    invented: Sequence[InventedRelease]
    made: Sequence[Release]
    earlier: Sequence[StoredScan]
    left: Sequence[StoredScan]


@pytest.fixture(scope="module")
def published(
    prepared_sqlite: Path, shipped: Questionnaire, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Published]:
    folder = tmp_path_factory.mktemp("demo")
    shutil.copy(prepared_sqlite, folder / "scan.db")
    with closing(Database(sqlite_url(folder / "scan.db"))) as database:
        yield publish_in(database, shipped, folder)


def publish_in(database: Database, shipped: Questionnaire, folder: Path) -> Published:
    publish(database, shipped, now=NOW)
    draw, terms = random.Random(1), Terms(shipped, consent_version="2026.1", secret_key=KEY)
    stored = store_scans(database, terms, invent(shipped, 60, now=NOW, draw=draw))
    earlier = store_scans(database, terms, invent_earlier(shipped, 200, now=NOW, draw=draw))
    invented, specification = invent_releases(invented_model().releases, NOW), read_release_specification()
    made = list(make_releases(database, specification, shipped, KEY, invented))
    accounts = [login.account for login in add_organisations(database, shipped, KEY, now=NOW, draw=draw)]
    open_releases(database, invented, made, accounts)
    left = let_go(database, RETENTION, [*earlier, *stored], folder / "backups", now=NOW)
    return Published(database, invented, made, earlier, left)


def test_every_year_is_made_and_no_quarter_that_the_plan_refuses(published: Published) -> None:
    assert {release.id for release in published.made} == {
        "overijssel-2024",
        "overijssel-2025",
        "gelderland-2025",
        "drenthe-2025",
    }


def test_a_release_is_stored_as_made_some_weeks_after_its_period(published: Published) -> None:
    stored = {release.id: release for release in published_releases.list_releases(published.database)}

    assert stored == {release.id: release for release in published.made}
    assert day_of(stored["overijssel-2024"].published_at) == date(2025, 1, 21)


def test_other_provinces_are_open_data_by_somebody_of_their_own(published: Published) -> None:
    with published.database.read() as session:
        (opening,) = releases.openings_of(session, "drenthe-2025")

    assert {release.id for release in published_releases.list_open(published.database)} == {
        "gelderland-2025",
        "drenthe-2025",
    }
    assert opening.account_name


def test_the_years_of_the_ledger_that_are_over_are_closed(published: Published) -> None:
    with published.database.read() as session:
        assert not ledger.open_budgets(session)
        assert sum(ledger.spent_in(session, 2024).values()) > 0


def test_scans_are_kept_as_long_as_any(published: Published) -> None:
    left = {scan.id for scan in published.left}
    first_day = day_of(NOW) - timedelta(RETENTION.finished_days)

    assert {scan.id for scan in published.earlier if day_of(scan.invented.changed_at) >= first_day} == left & {
        scan.id for scan in published.earlier
    }
    assert len(left) >= 60

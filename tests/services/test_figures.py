"""Amounts and hours of an owner: kept exactly, replaced whole, forgotten on request and with the scan."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from app.db.engine import Database
from app.domain.errors import ScanNotFoundError
from app.domain.figures import Figures
from app.domain.questionnaire import Questionnaire
from app.domain.scan import Scan
from app.services import scans
from app.services.figures import NOTHING, figures_of, keep_figures
from app.services.questionnaires import PublishedQuestionnaires
from tests.builders import profile
from tests.conftest import NOW

LATER = NOW + timedelta(days=1)


@pytest.fixture
def load(database: Database, shipped: Questionnaire) -> Callable[[], Scan]:
    """Load one scan, as it is stored at that moment."""
    secret = scans.start_scan(database, shipped, profile(), now=NOW)
    published = PublishedQuestionnaires(database)
    return lambda: scans.get_scan(database, published, secret)


def figures(**told: Any) -> Figures:
    return Figures.model_validate(told)


def rows(database: Database) -> int:
    with database.read() as session:
        return int(session.execute(text("SELECT count(*) FROM figures")).scalar_one())


def test_nothing_is_known_before_it_is_told(database: Database, load: Callable[[], Scan]) -> None:
    assert figures_of(database, load()) == NOTHING


def test_figures_are_kept_exactly(database: Database, load: Callable[[], Scan]) -> None:
    told = figures(year=2025, turnover=10**12, purchases=0.01, result=-0.1, hours_worked=1)

    keep_figures(database, load(), told, confirmed=["ways_differ"], now=LATER)

    kept = figures_of(database, load())
    assert (kept.figures, kept.confirmed) == (told, ("ways_differ",))


def test_later_figures_take_their_place_whole(database: Database, load: Callable[[], Scan]) -> None:
    keep_figures(database, load(), figures(turnover=5, persons=2), confirmed=["ways_differ"], now=NOW)

    keep_figures(database, load(), figures(turnover=6), confirmed=[], now=LATER)

    kept = figures_of(database, load())
    assert (kept.figures, kept.confirmed) == (figures(turnover=6), ())


def test_keeping_them_changes_the_scan(database: Database, load: Callable[[], Scan]) -> None:
    keep_figures(database, load(), figures(turnover=5), confirmed=[], now=LATER)

    assert load().changed_at == LATER


def test_nothing_told_is_nothing_kept(database: Database, load: Callable[[], Scan]) -> None:
    keep_figures(database, load(), figures(turnover=5), confirmed=[], now=NOW)

    keep_figures(database, load(), Figures(), confirmed=[], now=LATER)

    assert rows(database) == 0
    assert figures_of(database, load()) == NOTHING


def test_they_go_with_the_scan(database: Database, load: Callable[[], Scan]) -> None:
    scan = load()
    keep_figures(database, scan, figures(turnover=5), confirmed=[], now=NOW)

    scans.delete_scan(database, scan.id, now=LATER)

    assert rows(database) == 0


def test_a_scan_that_is_gone_keeps_nothing(database: Database, load: Callable[[], Scan]) -> None:
    scan = load()
    scans.delete_scan(database, scan.id, now=NOW)

    with pytest.raises(ScanNotFoundError):
        keep_figures(database, scan, figures(turnover=5), confirmed=[], now=LATER)

    assert rows(database) == 0

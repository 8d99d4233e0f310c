"""PDFs of a scan: kept for what they show, and never for a scan that changed or went while they were made."""

from datetime import timedelta
from pathlib import Path

import pytest

from app.content import read_operator
from app.db.engine import Database
from app.domain.errors import ScanNotFoundError
from app.domain.figures import Figures
from app.domain.questionnaire import Questionnaire
from app.domain.scan import Scan
from app.rendering.html import Edition
from app.services import scans
from app.services.figures import keep_figures
from app.services.questionnaires import PublishedQuestionnaires
from app.services.reports import Reports
from tests.builders import profile
from tests.conftest import NOW
from tests.db.rows import get_rows


@pytest.fixture
def secret(database: Database, shipped: Questionnaire) -> str:
    return scans.start_scan(database, shipped, profile(), now=NOW)


@pytest.fixture
def scan(database: Database, secret: str) -> Scan:
    return scans.get_scan(database, PublishedQuestionnaires(database), secret)


@pytest.fixture
def reports(database: Database, tmp_path: Path) -> Reports:
    return Reports(database, read_operator(), tmp_path)


def kept(database: Database) -> list[tuple[str, bytes]]:
    return [(row["edition"], row["pdf"]) for row in get_rows(database.engine)["report"]]


def fail(_document: str) -> bytes:
    raise AssertionError


@pytest.mark.parametrize("edition", Edition)
def test_what_is_kept_is_not_made_again(reports: Reports, scan: Scan, edition: Edition) -> None:
    reports.pdf(scan, edition, lambda _: b"%PDF", now=NOW)

    assert reports.pdf(scan, edition, fail, now=NOW) == b"%PDF"


def test_each_edition_is_kept(reports: Reports, database: Database, scan: Scan) -> None:
    for edition in Edition:
        reports.pdf(scan, edition, lambda _, edition=edition: edition.encode(), now=NOW)  # type: ignore[misc]  # a default

    assert kept(database) == [("full", b"full"), ("short", b"short")]


def test_a_scan_that_changes_meanwhile_keeps_nothing(reports: Reports, database: Database, scan: Scan) -> None:
    def change(_document: str) -> bytes:
        scans.save_answer(database, scan, question_id="planning", code="a", now=NOW + timedelta(hours=1))
        return b"%PDF"

    assert reports.pdf(scan, Edition.FULL, change, now=NOW) == b"%PDF"
    assert kept(database) == []


def test_a_scan_that_goes_meanwhile_keeps_nothing(reports: Reports, database: Database, scan: Scan) -> None:
    def remove(_document: str) -> bytes:
        scans.delete_scan(database, scan.id, now=NOW)
        return b"%PDF"

    with pytest.raises(ScanNotFoundError):
        reports.pdf(scan, Edition.FULL, remove, now=NOW)

    assert kept(database) == []


def test_both_editions_go_with_the_scan(reports: Reports, database: Database, scan: Scan) -> None:
    for edition in Edition:
        reports.pdf(scan, edition, lambda _: b"%PDF", now=NOW)

    scans.delete_scan(database, scan.id, now=NOW)

    assert kept(database) == []


def test_both_editions_go_when_the_company_changes(reports: Reports, database: Database, scan: Scan) -> None:
    for edition in Edition:
        reports.pdf(scan, edition, lambda _: b"%PDF", now=NOW)

    changes = {"company_name": "Nieuw", "may_count": False, "consent_version": "2026-11"}
    scans.change_profile(database, scan, scan.profile, changes, now=NOW)  # type: ignore[arg-type]  # is one

    assert kept(database) == []


def test_another_campaign_leaves_what_is_kept(reports: Reports, database: Database, secret: str, scan: Scan) -> None:
    reports.pdf(scan, Edition.FULL, lambda _: b"%PDF", now=NOW)
    changes = {**scan.company.model_dump(), "campaign": "salland"}

    scans.change_profile(database, scan, scan.profile, changes, now=NOW + timedelta(days=1))  # type: ignore[arg-type]  # is one

    changed = scans.get_scan(database, PublishedQuestionnaires(database), secret)
    assert changed.company.campaign == "salland"
    assert reports.pdf(changed, Edition.FULL, fail, now=NOW) == b"%PDF"


def test_both_editions_go_when_the_figures_change(reports: Reports, database: Database, scan: Scan) -> None:
    for edition in Edition:
        reports.pdf(scan, edition, lambda _: b"%PDF", now=NOW)

    keep_figures(database, scan, Figures(), confirmed=[], now=NOW)

    assert kept(database) == []

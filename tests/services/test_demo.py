"""Filling an empty database with invented scans."""

from collections import Counter
from collections.abc import Sequence

import pytest

from app.db import scans as stored_scans
from app.db.engine import Database
from app.domain.questionnaire import Questionnaire
from app.domain.scan import Scan
from app.services import scans
from app.services.demo import DataPresentError, StoredScan, check_empty
from app.services.figures import figures_of
from app.services.pseudonyms import pseudonym
from app.services.questionnaires import PublishedQuestionnaires
from tests.builders import profile
from tests.conftest import NOW
from tests.services.filled import KEY, Filled, fill


def opened(database: Database, stored: Sequence[StoredScan]) -> list[Scan]:
    published = PublishedQuestionnaires(database)
    return [scans.get_scan(database, published, scan.secret) for scan in stored]


def test_both_databases_can_be_filled(database: Database, shipped: Questionnaire) -> None:
    filled = fill(database, shipped, 25)

    assert [scan.id for scan in opened(database, filled.stored)] == [scan.id for scan in filled.stored]
    assert len(filled.logins) == 11


def test_all_scans_are_stored(demo: Filled) -> None:
    with demo.database.read() as session:
        assert stored_scans.count(session) == len(demo.stored) == 130


def test_a_stored_scan_opens_as_it_was_invented(demo: Filled) -> None:
    for scan, each in zip(opened(demo.database, demo.stored), demo.stored, strict=True):
        assert scan.profile == each.invented.company.profile
        assert scan.answers == {name: code for name, (code, _) in each.invented.answers.items()}
        assert scan.is_finished == (each.invented.finished_at is not None)


def test_a_stored_scan_keeps_its_moments(demo: Filled) -> None:
    scan, each = opened(demo.database, demo.stored[:1])[0], demo.stored[0]

    with demo.database.read() as session:
        answered_at = stored_scans.answered_at(session, each.id)

    assert (scan.started_at, scan.changed_at) == (each.invented.started_at, each.invented.changed_at)
    assert answered_at == {name: moment for name, (_, moment) in each.invented.answers.items()}


def test_a_finished_scan_has_a_plan(demo: Filled) -> None:
    finished = [scan for scan in opened(demo.database, demo.stored) if scan.is_finished]

    assert len(finished) > 100
    assert all(scan.report.plan for scan in finished)


def test_a_company_that_returns_has_one_token(demo: Filled) -> None:
    companies = [scan.company for scan in opened(demo.database, demo.stored)]
    tokens = Counter(company.kvk_token for company in companies if company.kvk_token)
    numbers = Counter(each.invented.company.kvk_number for each in demo.stored if each.invented.company.kvk_number)

    assert tokens == {pseudonym(KEY, "kvk", str(number)): count for number, count in numbers.items()}
    assert max(tokens.values()) == 2


def test_figures_are_kept_as_told(demo: Filled) -> None:
    told = [each for each in demo.stored if not each.invented.figures.is_empty]

    assert told
    for each, scan in zip(told, opened(demo.database, told), strict=True):
        assert figures_of(demo.database, scan).figures == each.invented.figures


def test_every_owner_chose_whether_to_count(demo: Filled) -> None:
    companies = [scan.company for scan in opened(demo.database, demo.stored)]

    assert all(company.consent_version == "2026.1" for company in companies)
    assert {company.may_count for company in companies} == {True, False}


def test_an_empty_database_is_empty(database: Database) -> None:
    check_empty(database)


def test_a_database_with_a_scan_is_not_empty(database: Database, shipped: Questionnaire) -> None:
    scans.start_scan(database, shipped, profile(), now=NOW)

    with pytest.raises(DataPresentError, match="scans or accounts"):
        check_empty(database)

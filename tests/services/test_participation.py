"""Exact numbers of scans, from the database."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlmodel import select

from app.db import removals
from app.db.account_tables import OrganisationRow
from app.db.engine import Database
from app.db.questionnaire_tables import QuestionnaireRow
from app.db.scan_tables import RemovedScansRow, ScanRow
from app.db.sharing_tables import ConsentRow
from app.domain.counting import doubt_about
from app.domain.participation import NO_CHANNEL, Elsewhere, NotCounting, Participation, Step, total_of
from app.services import scans
from app.services.participation import participation_in
from app.services.questionnaires import PublishedQuestionnaires
from tests.accounts import organisation
from tests.services.filled import Filled

TODAY = date(2026, 11, 20)
MARCH, JULY = datetime(2026, 3, 2, 12, tzinfo=UTC), datetime(2026, 7, 6, 12, tzinfo=UTC)
LAST_YEAR = datetime(2025, 12, 31, 22, 59, tzinfo=UTC)
NEW_YEAR = datetime(2025, 12, 31, 23, 0, tzinfo=UTC)


def add_scan(database: Database, name: str = "a", **changes: Any) -> None:
    known = {"sector": "zorg", "size": "1", "goal": "groei", "municipality": "GM0150", "family_business": False}
    with database.write() as session:
        questionnaire = session.exec(select(QuestionnaireRow.hash)).one()
        row = {"secret_hash": name, "questionnaire_hash": questionnaire, "started_at": MARCH, "changed_at": MARCH}
        session.add(ScanRow(**{**known, **row, **changes}))


def share(database: Database, name: str, at: datetime, *, key: str = "k") -> None:
    with database.write() as session:
        advisers = session.exec(select(OrganisationRow.id)).first()
        proof: dict[str, Any] = {"scan_hash": name, "organisation_id": advisers, "text_version": "x", "scope": "case"}
        session.add(ConsentRow(key=key, given_at=at, ends_on=TODAY, **proof))


def counted(database: Database, year: int | None = None) -> Participation:
    found = participation_in(database, year, today=TODAY)
    assert found is not None
    return found


def places(database: Database, step: Step) -> Mapping[str, int]:
    return {place: counts[step] for place, counts in counted(database).by_place.items() if step in counts}


def test_without_scans_there_is_nothing_to_count(database: Database) -> None:
    assert participation_in(database, today=TODAY) is None


def test_scans_are_counted_in_their_province(database: Database) -> None:
    for name, municipality in (("a", "GM0150"), ("b", "GM0014"), ("c", None), ("d", "GM0150")):
        add_scan(database, name, municipality=municipality)

    assert places(database, Step.STARTED) == {"Overijssel": 2, "Groningen": 1, Elsewhere.UNTOLD: 1}


def test_a_step_counts_in_the_dutch_year_in_which_it_happened(database: Database) -> None:
    add_scan(database, started_at=LAST_YEAR, finished_at=NEW_YEAR, may_count=True)

    assert counted(database, 2025).total == {Step.STARTED: 1}
    assert counted(database, 2026).by_quarter[1] == {Step.FINISHED: 1, Step.MAY_COUNT: 1, Step.COUNTING: 1}


@pytest.mark.parametrize("asked", [None, 2024, 2027])
def test_a_year_without_anything_to_count_gives_this_year(database: Database, asked: int | None) -> None:
    add_scan(database, started_at=LAST_YEAR)

    found = counted(database, asked)

    assert (found.year, list(found.years)) == (2026, [2026, 2025])


def test_of_one_company_only_the_first_scan_of_the_year_counts(database: Database) -> None:
    for name, finished_at in (("later", JULY), ("first", MARCH)):
        add_scan(database, name, kvk_token="company", finished_at=finished_at, may_count=True)
    add_scan(database, "other", finished_at=JULY, may_count=True)

    found = counted(database)

    assert [found.by_quarter[quarter][Step.COUNTING] for quarter in (1, 3)] == [1, 1]
    assert found.not_counting == {NotCounting.REPEATED: 1}


def test_a_scan_that_was_shared_twice_is_shared_once_on_the_first_day(database: Database) -> None:
    organisation(database)
    add_scan(database)
    share(database, "a", JULY)
    share(database, "a", MARCH, key="l")

    assert [counted(database).by_quarter[quarter].get(Step.SHARED) for quarter in (1, 3)] == [1, None]


def test_a_removed_scan_was_shared_all_the_same(database: Database) -> None:
    organisation(database)
    add_scan(database)
    share(database, "removed", JULY)

    assert places(database, Step.SHARED) == {Elsewhere.REMOVED: 1}


def test_removed_scans_count_in_the_month_in_which_they_were_started(database: Database) -> None:
    with database.write() as session:
        session.add(RemovedScansRow(month="2025-12", was_finished=True, count=9))
        session.add(RemovedScansRow(month="2026-03", was_finished=True, count=2))
        session.add(RemovedScansRow(month="2026-04", was_finished=False, count=5))

    found = counted(database)

    assert list(found.years) == [2026, 2025]
    assert found.by_place == {Elsewhere.REMOVED: {Step.STARTED: 7, Step.FINISHED: 2}}
    assert found.by_quarter[1] == {Step.STARTED: 2, Step.FINISHED: 2}


def test_the_counts_of_realistic_scans_are_those_of_the_rule(demo: Filled) -> None:
    published = PublishedQuestionnaires(demo.database)
    opened = [scans.get_scan(demo.database, published, each.secret) for each in demo.stored]
    finished = [scan for scan in opened if scan.finished_at]
    doubts = [doubt_about(scan) for scan in finished if scan.company.may_count]

    years = [counted(demo.database, year) for year in counted(demo.database).years]

    assert sum(found.total[Step.STARTED] for found in years) == len(opened)
    assert sum(found.total[Step.FINISHED] for found in years) == len(finished)
    assert sum(found.total[Step.MAY_COUNT] for found in years) == len(doubts)
    repeated = sum(found.not_counting.get(NotCounting.REPEATED, 0) for found in years)
    assert sum(found.total[Step.COUNTING] for found in years) == doubts.count(None) - repeated


def channels(database: Database, year: int = 2026) -> dict[str, Mapping[Step, int]]:
    return {code: total_of(quarters) for code, quarters in counted(database, year).by_channel.items()}


def test_scans_are_counted_for_the_campaign_they_came_by(database: Database) -> None:
    organisation(database)
    add_scan(database, "a", campaign="park", finished_at=JULY, may_count=True)
    add_scan(database, "b", campaign="city", started_at=LAST_YEAR)
    add_scan(database, "c")
    share(database, "a", JULY)

    steps = dict.fromkeys(Step, 1)
    assert channels(database) == {"park": steps, NO_CHANNEL: {Step.STARTED: 1}}
    assert channels(database, 2025) == {"city": {Step.STARTED: 1}}


def test_removed_scans_still_count_for_their_campaign(database: Database) -> None:
    add_scan(database, "a", campaign="park", finished_at=JULY, may_count=True)
    add_scan(database, "b", campaign="park")
    before = channels(database)["park"]
    with database.write() as session:
        for scan_id in session.exec(select(ScanRow.id)).all():
            removals.erase_scan(session, scan_id or 0, now=JULY)

    after = channels(database)["park"]

    assert [before[step] for step in (Step.STARTED, Step.FINISHED)] == [2, 1]
    assert after == {Step.STARTED: 2, Step.FINISHED: 1}


def test_a_removed_scan_was_shared_by_no_campaign_that_is_known(database: Database) -> None:
    organisation(database)
    add_scan(database)
    share(database, "removed", JULY)

    assert channels(database) == {NO_CHANNEL: {Step.STARTED: 1}}

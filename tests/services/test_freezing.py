"""Which scans count in a release, and what they contribute."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select

from app.content import read_release_specification
from app.db.engine import Database
from app.db.scan_tables import ScanRow
from app.domain.questionnaire import Questionnaire
from app.domain.release_period import period_of
from app.services import scans
from app.services.freezing import Follow, Frozen, freeze
from app.services.questionnaires import PublishedQuestionnaires, publish
from app.services.release_plans import cube_of
from app.services.scans import stored_scan
from tests.builders import both_elements, profile
from tests.conftest import NOW
from tests.databases import on_both, on_sqlite
from tests.finished_scans import ALMERE, HERE, IN_MAY, ZWOLLE, finish

MONTH = timedelta(days=30)


def frozen(database: Database, period: str = "2025", *, follow: Follow = lambda completed: None) -> Frozen:
    cube = cube_of(read_release_specification(), HERE)
    return freeze(database, PublishedQuestionnaires(database), cube, period_of(period), follow=follow)


def counted(database: Database, period: str = "2025") -> set[str]:
    """Return what companies that count are known by: their number, else their scan."""
    return {each.names[0] for each in frozen(database, period).counted}


@on_both
def test_finished_scans_count_if_their_owner_agreed(database: Database, shipped: Questionnaire) -> None:
    agreed = finish(database, shipped)
    finish(database, shipped, may_count=False)
    scans.start_scan(database, shipped, profile(municipality=ALMERE), now=IN_MAY)

    assert counted(database) == {agreed}


@on_both
@pytest.mark.parametrize(
    ("period", "first", "day_after"),
    [
        ("2025", "2024-12-31 23:00", "2025-12-31 23:00"),
        ("2025Q1", "2024-12-31 23:00", "2025-03-31 22:00"),
        ("2025Q2", "2025-03-31 22:00", "2025-06-30 22:00"),
        ("2025Q4", "2025-09-30 22:00", "2025-12-31 23:00"),
    ],
)
def test_a_period_begins_and_ends_at_midnight_in_the_netherlands(
    database: Database, shipped: Questionnaire, period: str, first: str, day_after: str
) -> None:
    begin, end = (datetime.fromisoformat(moment).replace(tzinfo=UTC) for moment in (first, day_after))
    moment = timedelta(microseconds=1)
    finish(database, shipped, begin - moment)
    inside = {finish(database, shipped, begin), finish(database, shipped, end - moment)}
    finish(database, shipped, end)

    assert counted(database, period) == inside


@on_sqlite
def test_of_a_company_the_first_scan_counts(database: Database, shipped: Questionnaire) -> None:
    finish(database, shipped, IN_MAY + MONTH, kvk_token="k", options=(-2, -1))
    finish(database, shipped, IN_MAY, kvk_token="k", options=(0, 1))

    (only,) = frozen(database).counted

    assert max(only.contribution.scores) < 50


@on_sqlite
def test_a_company_that_was_first_in_another_quarter_does_not_count(database: Database, shipped: Questionnaire) -> None:
    finish(database, shipped, IN_MAY, kvk_token="k")
    finish(database, shipped, IN_MAY + 3 * MONTH, kvk_token="k")

    assert (counted(database, "2025Q2"), counted(database, "2025Q3")) == ({"k"}, set())


@on_sqlite
def test_a_company_that_was_first_in_another_province_does_not_count(
    database: Database, shipped: Questionnaire
) -> None:
    finish(database, shipped, IN_MAY, kvk_token="k", municipality=ZWOLLE)
    finish(database, shipped, IN_MAY + MONTH, kvk_token="k")

    assert counted(database) == set()


@on_sqlite
def test_a_company_that_goes_on_in_another_province_counts_where_it_was_first(
    database: Database, shipped: Questionnaire
) -> None:
    finish(database, shipped, IN_MAY, kvk_token="k")
    finish(database, shipped, IN_MAY + MONTH, kvk_token="k", municipality=ZWOLLE)

    assert counted(database) == {"k"}


@on_sqlite
def test_a_company_of_the_year_before_counts_again(database: Database, shipped: Questionnaire) -> None:
    finish(database, shipped, IN_MAY.replace(year=2024), kvk_token="k")
    finish(database, shipped, IN_MAY, kvk_token="k")

    assert (counted(database, "2024"), counted(database)) == ({"k"}, {"k"})


@on_sqlite
@pytest.mark.parametrize("first", [{"minutes": 1}, {"options": (2,)}, {"may_count": False}])
def test_a_second_scan_counts_if_the_first_cannot(
    database: Database, shipped: Questionnaire, first: dict[str, Any]
) -> None:
    finish(database, shipped, IN_MAY, kvk_token="k", **first)
    finish(database, shipped, IN_MAY + MONTH, kvk_token="k", options=(-2, -1))

    (only,) = frozen(database).counted

    assert min(only.contribution.scores) > 50


@on_sqlite
def test_scans_without_a_number_count_each_for_itself(database: Database, shipped: Questionnaire) -> None:
    found = {finish(database, shipped, IN_MAY), finish(database, shipped, IN_MAY)}

    assert counted(database) == found


@on_sqlite
@pytest.mark.parametrize("other", [{"municipality": None}, {"municipality": "GM9999"}, {"municipality": ZWOLLE}])
def test_a_scan_from_elsewhere_does_not_count(
    database: Database, shipped: Questionnaire, other: dict[str, Any]
) -> None:
    finish(database, shipped, **other)

    assert counted(database) == set()


@on_sqlite
def test_a_scan_without_a_score_for_each_element_does_not_count(database: Database, shipped: Questionnaire) -> None:
    finish(database, shipped, options=(1, None, None, None, 3))

    assert counted(database) == set()


@on_sqlite
def test_a_scan_on_content_with_other_elements_does_not_count(database: Database) -> None:
    small = both_elements().model_copy(update={"version": "2000.1"})
    publish(database, small, now=NOW)
    finish(database, small)

    assert counted(database) == set()


@on_sqlite
def test_a_company_contributes_its_scores_in_whole_points(database: Database, shipped: Questionnaire) -> None:
    finish(database, shipped, sector="zorg", size="10-49")

    (only,) = frozen(database).counted

    assert only.contribution.base == (ALMERE, "zorg", "10-49")
    with database.read() as session:
        shown = stored_scan(session, session.exec(select(ScanRow)).one()).scores.shown
    assert only.contribution.scores == tuple(round(shown[element.id]) for element in shipped.elements)
    assert len(set(only.contribution.scores)) > 1


@on_sqlite
def test_a_company_is_known_by_its_number_and_by_its_scan(database: Database, shipped: Questionnaire) -> None:
    secret_hash = finish(database, shipped, kvk_token="k")

    (only,) = frozen(database).counted

    assert list(only.names) == ["k", secret_hash]


@on_sqlite
def test_who_follows_hears_that_it_is_done(database: Database, shipped: Questionnaire) -> None:
    finish(database, shipped)
    parts: list[float] = []

    frozen(database, follow=lambda completed: parts.append(completed))

    assert parts == [1]


@on_sqlite
def test_where_nobody_finished_a_scan_nobody_counts(database: Database) -> None:
    assert frozen(database) == Frozen([], [])

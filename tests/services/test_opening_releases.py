"""Opening a release to everybody and ending that: who, when, and the latest counts."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from app.db.engine import Database
from app.domain.account import Account, Kind
from app.domain.questionnaire import Questionnaire
from app.domain.release import Opening
from app.services.opening_releases import end_opening, open_release, openings_of
from app.services.published_releases import list_open
from tests import accounts
from tests.conftest import NOW
from tests.published import publish_release

LATER = NOW + timedelta(days=1)
ID = "overijssel-2025"


@pytest.fixture
def petra(database: Database, shipped: Questionnaire) -> Account:
    publish_release(database, shipped, tier="S")
    province = accounts.organisation(database, Kind.PROVINCE, name="Provincie Overijssel", province="Overijssel")
    return accounts.account(database, province, name="Petra Vos")


def open_ids(database: Database) -> list[str]:
    return [release.id for release in list_open(database)]


def test_a_release_is_open_once_somebody_opened_it(database: Database, petra: Account) -> None:
    assert open_ids(database) == []

    open_release(database, ID, by=petra, now=NOW)

    assert open_ids(database) == [ID]
    assert openings_of(database, ID) == [Opening(NOW, True, "Petra Vos")]


def test_no_other_release_is_opened_with_it(database: Database, shipped: Questionnaire, petra: Account) -> None:
    publish_release(database, shipped, "Gelderland", tier="S")

    open_release(database, ID, by=petra, now=NOW)

    assert open_ids(database) == [ID]


def test_it_is_open_no_more_once_somebody_ended_that(database: Database, petra: Account) -> None:
    open_release(database, ID, by=petra, now=NOW)

    end_opening(database, ID, by=petra, now=LATER)

    assert open_ids(database) == []
    assert [each.is_open for each in openings_of(database, ID)] == [False, True]


@pytest.mark.parametrize("change", [open_release, end_opening])
def test_doing_it_again_changes_nothing(database: Database, petra: Account, change: Callable[..., None]) -> None:
    open_release(database, ID, by=petra, now=NOW)
    change(database, ID, by=petra, now=LATER)
    before = openings_of(database, ID)

    change(database, ID, by=petra, now=LATER + timedelta(days=1))

    assert openings_of(database, ID) == before


def test_ending_what_was_never_open_leaves_no_trace(database: Database, petra: Account) -> None:
    end_opening(database, ID, by=petra, now=NOW)

    assert openings_of(database, ID) == []


def test_what_is_done_in_one_moment_counts_in_its_order(database: Database, petra: Account) -> None:
    for change in (open_release, end_opening, open_release):
        change(database, ID, by=petra, now=NOW)

    assert [each.is_open for each in openings_of(database, ID)] == [True, False, True]
    assert open_ids(database) == [ID]


def test_the_last_counts_by_a_clock_that_was_set_back(database: Database, petra: Account) -> None:
    open_release(database, ID, by=petra, now=LATER)

    end_opening(database, ID, by=petra, now=NOW)

    assert open_ids(database) == []


def test_many_at_once_open_it_once(database: Database, petra: Account) -> None:
    with ThreadPoolExecutor(8) as everybody:
        done = [everybody.submit(open_release, database, ID, by=petra, now=NOW) for _ in range(8)]
        for each in done:
            each.result()

    assert len(openings_of(database, ID)) == 1

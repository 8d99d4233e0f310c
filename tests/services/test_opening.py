"""Opening scans, and the limit on guessing at links."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime, timedelta

import pytest

from app.db.attempts import add_attempt, find_attempts, remove_attempts
from app.db.engine import Database
from app.domain.company import Company
from app.domain.errors import ScanNotFoundError, TooManyAttemptsError
from app.domain.profile import Profile
from app.domain.questionnaire import Questionnaire
from app.services import scans
from app.services.opening import MOST_FAILURES, WINDOW, open_by_cookie, open_by_link
from app.services.questionnaires import PublishedQuestionnaires
from tests.builders import profile
from tests.conftest import NOW

SHORTLY = timedelta(seconds=1)


def guess(database: Database, visitor: str = "v", times: int = 1, now: datetime = NOW) -> None:
    for _ in range(times):
        with suppress(ScanNotFoundError):
            open_by_link(database, PublishedQuestionnaires(database), "fout", visitor=visitor, now=now)


def started(database: Database, shipped: Questionnaire) -> str:
    company: Profile = profile(sector="handel", size="2-9", goal="groei")
    return scans.start_scan(database, shipped, company, Company(), now=NOW)


def test_the_last_failure_that_is_allowed_is_one_before_the_limit(database: Database) -> None:
    guess(database, times=MOST_FAILURES - 1)

    with pytest.raises(TooManyAttemptsError):
        guess(database)


def test_after_too_many_failures_a_good_link_is_refused_too(database: Database, shipped: Questionnaire) -> None:
    secret = started(database, shipped)
    with suppress(TooManyAttemptsError):
        guess(database, times=MOST_FAILURES)

    with pytest.raises(TooManyAttemptsError) as refused:
        open_by_link(database, PublishedQuestionnaires(database), secret, visitor="v", now=NOW + SHORTLY)

    assert refused.value.wait == WINDOW - SHORTLY


def test_a_scan_that_is_open_stays_open_for_who_shares_the_address(database: Database, shipped: Questionnaire) -> None:
    secret = started(database, shipped)
    with suppress(TooManyAttemptsError):
        guess(database, times=MOST_FAILURES)

    assert open_by_cookie(database, PublishedQuestionnaires(database), secret, visitor="v", now=NOW).id


def test_others_are_not_refused(database: Database) -> None:
    with suppress(TooManyAttemptsError):
        guess(database, times=MOST_FAILURES)

    guess(database, visitor="w")


def test_the_limit_passes_by_itself(database: Database, shipped: Questionnaire) -> None:
    secret = started(database, shipped)
    with suppress(TooManyAttemptsError):
        guess(database, times=MOST_FAILURES)

    assert open_by_link(database, PublishedQuestionnaires(database), secret, visitor="v", now=NOW + WINDOW).id


def test_a_failure_after_the_window_begins_a_new_series(database: Database) -> None:
    with database.write() as session:
        for moment in (NOW, NOW + SHORTLY, NOW + WINDOW + SHORTLY):
            add_attempt(session, "v", now=moment, window_start=moment - WINDOW)
        found = find_attempts(session, "v")

    assert found
    assert (found.count, found.since) == (1, NOW + WINDOW + SHORTLY)


AHEAD = NOW + timedelta(days=366)


def test_what_a_clock_that_was_ahead_counted_keeps_nobody_out(database: Database, shipped: Questionnaire) -> None:
    secret = started(database, shipped)
    with suppress(TooManyAttemptsError):
        guess(database, times=MOST_FAILURES, now=AHEAD)

    assert open_by_link(database, PublishedQuestionnaires(database), secret, visitor="v", now=NOW).id


def test_a_failure_after_a_clock_that_was_ahead_begins_a_new_series(database: Database) -> None:
    guess(database, times=3, now=AHEAD)
    guess(database)

    assert count_of(database) == 1


def test_what_a_clock_that_was_ahead_counted_is_forgotten(database: Database) -> None:
    guess(database, now=AHEAD)

    with database.write() as session:
        remove_attempts(session, now=NOW, window_start=NOW - WINDOW)
        assert find_attempts(session, "v") is None


def test_a_success_counts_nothing(database: Database, shipped: Questionnaire) -> None:
    open_by_link(database, PublishedQuestionnaires(database), started(database, shipped), visitor="v", now=NOW)

    with database.read() as session:
        assert find_attempts(session, "v") is None


def test_once_it_is_too_often_nothing_more_is_written(database: Database) -> None:
    for _ in range(2):
        with suppress(TooManyAttemptsError):
            guess(database, times=MOST_FAILURES)

    assert count_of(database) == MOST_FAILURES


def test_failures_at_the_same_moment_on_two_nodes_all_count(database: Database, database_url: str) -> None:
    other = Database(database_url)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(guess, [database, other] * 10))

    other.close()
    assert count_of(database) == 20


def test_old_attempts_are_forgotten(database: Database) -> None:
    with database.write() as session:
        add_attempt(session, "old", now=NOW, window_start=NOW - WINDOW)
        add_attempt(session, "new", now=NOW + SHORTLY, window_start=NOW - WINDOW)
        remove_attempts(session, now=NOW + SHORTLY, window_start=NOW)
        assert [bool(find_attempts(session, name)) for name in ("old", "new")] == [False, True]


def count_of(database: Database) -> int:
    with database.read() as session:
        found = find_attempts(session, "v")
    assert found
    return found.count

"""The clock ends a share on its day and tells the owner two weeks before, whoever runs that, and however often."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from app.db import cases as case_queries
from app.db.engine import Database
from app.domain.scan import Scan
from app.domain.sharing import Scope, Terms
from app.services import sharing
from app.services.expired_shares import ExpiredShares, expire_shares
from tests.accounts import organisation
from tests.services.shares import LAST_DAY, OWNER, cases, consents, letters, logged, scan_to_share, share

# The last day of a share ends at midnight in the Netherlands, an hour before it does in UTC.
LAST_MOMENT = datetime(2027, 2, 20, 22, 59, tzinfo=UTC)
AFTER = datetime(2027, 2, 20, 23, 0, tzinfo=UTC)
FIRST_WARNED = datetime(2027, 2, 6, 12, tzinfo=UTC)
DESK, JAN = "balie@ondernemershuis.example", "jan@bedrijf.example"
TO_DESK, ENDS_SOON, IS_OVER = (
    (DESK, "De tijd van een gedeelde scan is voorbij"),
    (JAN, "Het delen van uw scan loopt bijna af"),
    (JAN, "Uw scan wordt niet meer gedeeld"),
)


@pytest.fixture
def scan(content: Database) -> Scan:
    found = scan_to_share(content)
    share(content, found, organisation(content))
    return found


def test_it_lasts_through_its_last_day(content: Database, scan: Scan) -> None:
    assert expire_shares(content, can_mail=True, now=LAST_MOMENT).ended == 0
    assert sharing.find_share(content, scan.id, today=LAST_DAY)


def test_it_ends_after_its_last_day(content: Database, scan: Scan) -> None:
    assert expire_shares(content, can_mail=True, now=AFTER).ended == 1

    assert cases(content) == []
    assert [(one.ended_by, one.ended_at) for one in consents(content)] == [("expired", AFTER)]
    assert logged(content) == ["shared", "expired"]


def test_both_hear_that_it_ended(content: Database, scan: Scan) -> None:
    expire_shares(content, can_mail=True, now=AFTER)

    assert letters(content) == [TO_DESK, IS_OVER]


def test_access_ends_on_the_day_whether_or_not_the_command_ran(content: Database, scan: Scan) -> None:
    (case,) = cases(content)

    with content.read() as session:
        found = [
            case_queries.find_case(session, case.key, organisation_id=case.organisation_id, today=day) is not None
            for day in (LAST_DAY, LAST_DAY + timedelta(1))
        ]

    assert found == [True, False]
    assert sharing.find_share(content, scan.id, today=LAST_DAY + timedelta(1)) is None


def test_it_can_be_shared_again_before_the_command_ran(content: Database, scan: Scan) -> None:
    others = organisation(content, name="Kennispoort Zwolle")

    assert share(content, scan, others, ends_on=date(2027, 12, 1), now=AFTER) is None

    assert [case.organisation_id for case in cases(content)] == [others.id]
    assert [one.ended_by for one in consents(content)] == ["expired", None]


def test_the_owner_is_warned_two_weeks_before_and_no_earlier(content: Database, scan: Scan) -> None:
    early = expire_shares(content, can_mail=True, now=FIRST_WARNED - timedelta(1)).warned

    assert (early, expire_shares(content, can_mail=True, now=FIRST_WARNED).warned) == (0, 1)
    assert letters(content)[1:] == [ENDS_SOON]


def test_the_owner_is_warned_once(content: Database, scan: Scan) -> None:
    for days in range(3):
        expire_shares(content, can_mail=True, now=FIRST_WARNED + timedelta(days))

    assert letters(content).count(ENDS_SOON) == 1


def test_two_runs_at_once_warn_and_end_once(content: Database, scan: Scan) -> None:
    for moment, subject in ((FIRST_WARNED, ENDS_SOON), (AFTER, IS_OVER)):
        with ThreadPoolExecutor() as threads:
            list(threads.map(lambda now: expire_shares(content, can_mail=True, now=now), [moment] * 4))

        assert letters(content).count(subject) == 1


def test_a_site_that_cannot_mail_ends_shares_and_warns_nobody(content: Database, scan: Scan) -> None:
    quiet = [expire_shares(content, now=moment) for moment in (FIRST_WARNED, AFTER)]

    assert quiet == [ExpiredShares(ended=0, warned=0), ExpiredShares(ended=1, warned=0)]
    assert letters(content) == []


def test_who_was_not_warned_for_lack_of_mail_is_warned_once_there_is(content: Database, scan: Scan) -> None:
    expire_shares(content, now=FIRST_WARNED)

    assert expire_shares(content, can_mail=True, now=FIRST_WARNED).warned == 1


def test_a_clock_that_was_a_year_ahead_ends_a_share_once(content: Database, scan: Scan) -> None:
    for moment in (AFTER + timedelta(365), FIRST_WARNED, AFTER):
        expire_shares(content, can_mail=True, now=moment)

    assert (logged(content), letters(content).count(IS_OVER)) == (["shared", "expired"], 1)


def test_an_owner_without_an_address_is_not_written_to(content: Database) -> None:
    share(content, scan_to_share(content), organisation(content), details=replace(OWNER, email=""))

    assert expire_shares(content, can_mail=True, now=FIRST_WARNED).warned == 0
    assert expire_shares(content, can_mail=True, now=AFTER).ended == 1
    assert letters(content) == [TO_DESK]


def test_one_that_is_prolonged_goes_on_and_is_warned_of_anew(content: Database, scan: Scan) -> None:
    expire_shares(content, can_mail=True, now=FIRST_WARNED)
    sharing.agree_anew(content, scan.id, Terms(Scope.CASE, "2026.1", date(2027, 8, 20)), now=FIRST_WARNED)

    assert expire_shares(content, can_mail=True, now=AFTER) == ExpiredShares(ended=0, warned=0)
    assert expire_shares(content, can_mail=True, now=datetime(2027, 8, 10, tzinfo=UTC)).warned == 1


def test_a_dry_run_counts_and_changes_nothing(content: Database, scan: Scan) -> None:
    found = [expire_shares(content, can_mail=True, now=moment, dry_run=True) for moment in (FIRST_WARNED, AFTER)]

    assert found == [ExpiredShares(ended=0, warned=1), ExpiredShares(ended=1, warned=0)]
    assert (len(cases(content)), logged(content)) == (1, ["shared"])

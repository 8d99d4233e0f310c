"""Exact numbers of scans: every scan in its own place and quarter, and one reason for each that does not count."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.counting import Doubt
from app.domain.participation import (
    NO_CHANNEL,
    Elsewhere,
    FinishedScan,
    Happening,
    NotCounting,
    Participation,
    Step,
    participation,
    quarter_of,
    total_of,
)

MAY = datetime(2026, 5, 4, 12, tzinfo=UTC)


def finished(
    scan_id: int, *, company: str = "", at: datetime = MAY, may_count: bool = True, doubt: str | None = None
) -> FinishedScan:
    return FinishedScan(scan_id, company or str(scan_id), "Drenthe", at, may_count, doubt)


def counted(*scans: FinishedScan) -> Participation:
    return participation(2026, [2026], [], scans)


def test_what_happened_counts_for_the_year_the_place_and_the_quarter() -> None:
    started = [Happening(Step.STARTED, "Drenthe", 1), Happening(Step.STARTED, Elsewhere.REMOVED, 2, scans=3)]

    found = participation(2026, [2026], started, [])

    assert found.total == {Step.STARTED: 4}
    assert found.by_place == {"Drenthe": {Step.STARTED: 1}, Elsewhere.REMOVED: {Step.STARTED: 3}}
    assert found.by_quarter == {1: {Step.STARTED: 1}, 2: {Step.STARTED: 3}, 3: {}, 4: {}}


def test_a_scan_without_a_reason_counts() -> None:
    found = counted(finished(1))

    assert found.by_quarter[2] == {Step.FINISHED: 1, Step.MAY_COUNT: 1, Step.COUNTING: 1}
    assert found.not_counting == {}


@pytest.mark.parametrize("doubt", [*Doubt, NotCounting.UNJUDGED])
def test_a_doubt_is_the_reason(doubt: str) -> None:
    found = counted(finished(1, doubt=doubt))

    assert found.total == {Step.FINISHED: 1, Step.MAY_COUNT: 1}
    assert found.not_counting == {doubt: 1}


def test_what_the_owner_chose_comes_before_a_doubt() -> None:
    found = counted(finished(1, may_count=False, doubt=Doubt.TOO_FAST))

    assert found.total == {Step.FINISHED: 1}
    assert found.not_counting == {NotCounting.REFUSED: 1}


def test_of_a_company_the_first_scan_that_may_and_can_count_counts() -> None:
    scans = [
        finished(1, company="a", doubt=Doubt.TOO_FAST),
        finished(2, company="a", at=MAY.replace(month=6)),
        finished(3, company="a", at=MAY.replace(month=9)),
    ]

    found = counted(*scans)

    assert found.by_quarter[2][Step.COUNTING] == 1
    assert found.not_counting == {NotCounting.TOO_FAST: 1, NotCounting.REPEATED: 1}


@pytest.mark.parametrize(("month", "quarter"), [(1, 1), (3, 1), (4, 2), (6, 2), (7, 3), (9, 3), (10, 4), (12, 4)])
def test_a_quarter_has_three_months(month: int, quarter: int) -> None:
    assert quarter_of(MAY.replace(month=month)) == quarter


def test_a_quarter_begins_when_it_does_in_the_netherlands() -> None:
    assert quarter_of(datetime(2026, 6, 30, 22, 0, tzinfo=UTC)) == 3


FINISHED = st.builds(
    finished,
    st.integers(),
    company=st.sampled_from("abc"),
    at=st.integers(1, 12).map(lambda month: MAY.replace(month=month)),
    may_count=st.booleans(),
    doubt=st.sampled_from([None, *Doubt, NotCounting.UNJUDGED]),
)


@given(st.lists(FINISHED, unique_by=lambda scan: scan.id))
def test_each_finished_scan_counts_or_has_one_reason_why_not(scans: list[FinishedScan]) -> None:
    found = counted(*scans)

    assert found.total.get(Step.COUNTING, 0) + sum(found.not_counting.values()) == len(scans)
    assert sum(quarter.get(Step.COUNTING, 0) for quarter in found.by_quarter.values()) == found.total.get(
        Step.COUNTING, 0
    )


def test_what_came_by_a_campaign_counts_for_it_in_its_quarter() -> None:
    started = [
        Happening(Step.STARTED, "Drenthe", 1, channel="park"),
        Happening(Step.STARTED, Elsewhere.REMOVED, 2, scans=3, channel="park"),
        Happening(Step.STARTED, "Drenthe", 1),
    ]

    found = participation(2026, [2026], started, [finished(1)._replace(channel="park")])

    done = {Step.FINISHED: 1, Step.MAY_COUNT: 1, Step.COUNTING: 1}
    assert found.by_channel["park"] == {1: {Step.STARTED: 1}, 2: {Step.STARTED: 3, **done}, 3: {}, 4: {}}
    assert found.by_channel[NO_CHANNEL][1] == {Step.STARTED: 1}


def test_what_is_not_known_of_a_campaign_counts_for_none() -> None:
    found = participation(2026, [2026], [Happening(Step.SHARED, Elsewhere.REMOVED, 1, channel=None)], [])

    assert (found.total, found.by_channel) == ({Step.SHARED: 1}, {})


def test_of_one_company_the_first_scan_counts_for_the_campaign_it_came_by() -> None:
    later = datetime(2026, 8, 4, 12, tzinfo=UTC)
    first, second = finished(1, company="c"), finished(2, company="c", at=later)

    found = counted(first._replace(channel="park"), second._replace(channel="city"))

    assert [total_of(found.by_channel[code])[Step.COUNTING] for code in ("park", "city")] == [1, 0]


def test_quarters_add_up_to_the_year() -> None:
    assert total_of({1: {Step.STARTED: 1}, 2: {Step.STARTED: 2, Step.SHARED: 1}, 3: {}}) == {
        Step.STARTED: 3,
        Step.SHARED: 1,
    }

"""Follow-ups: every day is in one group, and what was heard is held against how it stands."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from app.domain.agreed_action import ActionStatus, AgreedAction
from app.domain.case import CaseStatus
from app.domain.follow_up import DueCases, DueGroup, FollowUp, Standing, days_of_groups

TODAY = date(2026, 12, 3)
NOW = datetime(2026, 12, 3, 12, tzinfo=UTC)
ACTION = AgreedAction(title="Dagstart", who="Jan", id=1, added_by="Anna", added_at=NOW, changed_at=NOW)
THERE = Standing(CaseStatus.FOLLOWING_UP, TODAY, [ACTION, replace(ACTION, id=2, status=ActionStatus.DONE)])
SAME = FollowUp({1: ActionStatus.PLANNED}, CaseStatus.FOLLOWING_UP, TODAY, "Het loopt.")


def groups_of(day: date) -> list[DueGroup]:
    groups = days_of_groups(TODAY, soon_days=7).items()
    return [
        group
        for group, days in groups
        if (days.first is None or days.first <= day) and (days.last is None or day <= days.last)
    ]


def test_each_day_is_in_one_group() -> None:
    found = {ahead: groups_of(TODAY + timedelta(ahead)) for ahead in (-400, -1, 0, 1, 7, 8, 400)}

    assert found == {
        -400: [DueGroup.LATE],
        -1: [DueGroup.LATE],
        0: [DueGroup.TODAY],
        1: [DueGroup.SOON],
        7: [DueGroup.SOON],
        8: [DueGroup.LATER],
        400: [DueGroup.LATER],
    }


def test_what_is_not_shown_is_counted() -> None:
    assert DueCases([], 12).more == 12


def test_each_part_counts_in_the_digest() -> None:
    others = (
        replace(THERE, status=CaseStatus.CLOSED),
        replace(THERE, follow_up_on=None),
        replace(THERE, actions=[ACTION]),
        replace(THERE, actions=[replace(ACTION, status=ActionStatus.STARTED), THERE.actions[1]]),
    )

    assert len({THERE.digest, *(other.digest for other in others)}) == 5


def test_the_same_is_no_change_whatever_the_note() -> None:
    assert THERE.is_as_in(SAME)


def test_another_status_or_day_or_an_action_that_is_gone_is_a_change() -> None:
    others = (
        replace(SAME, status=CaseStatus.CLOSED),
        replace(SAME, next_on=None),
        replace(SAME, statuses={1: ActionStatus.STARTED}),
        replace(SAME, statuses={3: ActionStatus.PLANNED}),
    )

    assert [THERE.is_as_in(other) for other in others] == [False] * 4


def test_all_that_was_agreed_is_counted_by_how_it_goes_after_it() -> None:
    after = THERE.after(replace(SAME, statuses={1: ActionStatus.STOPPED}))

    assert after == {ActionStatus.STOPPED: 1, ActionStatus.DONE: 1}

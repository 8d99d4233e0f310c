"""What was agreed: whether it is still to be done, and whether it is late."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.domain.agreed_action import ActionStatus, AgreedAction, Agreement

DUE = date(2026, 12, 1)
LATER = date(2026, 12, 2)
AGREED = Agreement("Een planbord ophangen", "Jan", DUE)


@pytest.mark.parametrize(
    ("status", "is_open"),
    [
        (ActionStatus.PLANNED, True),
        (ActionStatus.STARTED, True),
        (ActionStatus.STOPPED, False),
        (ActionStatus.DONE, False),
    ],
)
def test_what_is_not_done_or_stopped_is_open_and_late_after_its_day(status: ActionStatus, is_open: bool) -> None:
    agreed = replace(AGREED, status=status)

    assert (agreed.is_open, agreed.is_overdue(LATER)) == (is_open, is_open)


def test_it_is_not_late_on_the_day_itself_nor_without_a_day() -> None:
    assert not AGREED.is_overdue(DUE)
    assert not replace(AGREED, due_on=None).is_overdue(LATER)


def test_any_other_word_day_or_status_makes_it_another_agreement() -> None:
    others = (
        replace(AGREED, title="Een bord"),
        replace(AGREED, who="Piet"),
        replace(AGREED, due_on=None),
        replace(AGREED, status=ActionStatus.DONE),
    )

    assert len({AGREED.digest, *(other.digest for other in others)}) == 5


def test_what_is_stored_is_the_same_agreement_as_what_was_typed() -> None:
    at = datetime(2026, 11, 20, tzinfo=UTC)

    stored = AgreedAction("Een planbord ophangen", "Jan", DUE, id=3, added_by="Anna", added_at=at, changed_at=at)

    assert stored.digest == AGREED.digest

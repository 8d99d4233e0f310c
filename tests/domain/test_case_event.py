"""What happens at a case."""

from datetime import UTC, date, datetime

from app.domain.case_event import CaseEvent, CaseEventKind


def test_the_day_of_an_event_is_that_in_the_netherlands() -> None:
    event = CaseEvent(datetime(2026, 11, 20, 23, 30, tzinfo=UTC), CaseEventKind.SHARED, None, None, {})

    assert event.day == date(2026, 11, 21)

"""When invented companies fill in their scan."""

import random
from datetime import UTC, date, datetime, timedelta
from itertools import islice, pairwise

import pytest

from app.domain.dutch_days import NETHERLANDS
from app.domain.invented.model import InventedModel
from app.domain.invented.moments import at_work_after, calendar_until, paced, start_on
from tests.conftest import NOW

FRIDAY, SUNDAY = date(2026, 11, 13), date(2026, 11, 15)


def test_days_run_from_january_of_last_year_to_about_now(model: InventedModel) -> None:
    days = calendar_until(model.moments, NOW).days

    assert (days[0], days[-1]) == (date(2025, 1, 1), date(2026, 11, 18))


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2026, 1, 2), date(2026, 12, 31)])
def test_there_are_days_at_any_time_of_the_year(model: InventedModel, day: date) -> None:
    now = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)

    assert calendar_until(model.moments, now).day(random.Random(1)).year in (2025, 2026)


def test_a_summer_day_is_quieter_than_one_in_autumn(model: InventedModel) -> None:
    calendar = calendar_until(model.moments, NOW)
    weights = dict(zip(calendar.days, calendar.weights, strict=True))

    assert weights[date(2026, 7, 17)] < weights[date(2026, 10, 16)]


def test_a_weekend_day_is_quieter_than_a_working_day(model: InventedModel) -> None:
    calendar = calendar_until(model.moments, NOW)
    weights = dict(zip(calendar.days, calendar.weights, strict=True))

    assert weights[SUNDAY] < weights[FRIDAY]


def test_a_company_comes_back_in_the_next_year(model: InventedModel) -> None:
    calendar = calendar_until(model.moments, NOW)

    back_on = calendar.day_of_return(random.Random(1), visited=date(2025, 11, 2), apart=280)

    assert back_on
    assert back_on >= date(2026, 8, 9)


@pytest.mark.parametrize(("visited", "apart"), [(date(2026, 1, 5), 280), (date(2025, 12, 31), 400)])
def test_a_company_does_not_come_back_this_year_or_in_the_future(
    model: InventedModel, visited: date, apart: int
) -> None:
    assert calendar_until(model.moments, NOW).day_of_return(random.Random(1), visited=visited, apart=apart) is None


@pytest.mark.parametrize("seed", range(20))
def test_a_visit_begins_in_working_hours_or_in_the_evening(model: InventedModel, seed: int) -> None:
    hour = start_on(model.moments, FRIDAY, random.Random(seed)).astimezone(NETHERLANDS).hour

    assert 8 <= hour < 17 or 19 <= hour < 23


def test_a_visit_may_begin_on_a_weekend_day(model: InventedModel) -> None:
    start = start_on(model.moments, SUNDAY, random.Random(1)).astimezone(NETHERLANDS)

    assert start.date() == SUNDAY
    assert 10 <= start.hour < 22


def test_who_works_comes_on_the_next_working_day(model: InventedModel) -> None:
    friday_noon = datetime(2026, 11, 13, 12, tzinfo=UTC)

    moment = at_work_after(model.moments, friday_noon, random.Random(1)).astimezone(NETHERLANDS)

    assert moment.date() == date(2026, 11, 16)
    assert 8 <= moment.hour < 17


@pytest.mark.parametrize("seed", range(20))
def test_answering_takes_8_to_20_minutes(model: InventedModel, seed: int) -> None:
    steady = model.moments.model_copy(update={"interrupted": 0, "unevenness": 0.001})

    moments = list(islice(paced(steady, NOW, core=20, hurried=False, draw=random.Random(seed)), 20))

    assert timedelta(minutes=7.9) < moments[-1] - NOW < timedelta(minutes=20.1)


def test_who_does_not_read_is_done_within_two_minutes(model: InventedModel) -> None:
    moments = list(islice(paced(model.moments, NOW, core=20, hurried=True, draw=random.Random(1)), 20))

    assert moments[-1] - NOW < timedelta(minutes=2)


def test_who_is_interrupted_goes_on_later(model: InventedModel) -> None:
    interrupted = model.moments.model_copy(update={"interrupted": 1, "interruption_hours": (5, 5)})

    moments = list(islice(paced(interrupted, NOW, core=20, hurried=False, draw=random.Random(1)), 20))

    assert sum(after - before > timedelta(hours=5) for before, after in pairwise([NOW, *moments])) == 1

"""Which releases the demo makes, and when."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest

from app.domain.dutch_days import day_of
from app.domain.invented.model import InventedModel
from app.domain.invented.releases import InventedRelease, invent_releases
from app.municipalities import municipalities
from tests.conftest import NOW


def invented(model: InventedModel, now: datetime = NOW) -> Sequence[InventedRelease]:
    return invent_releases(model.releases, now)


def periods(releases: Sequence[InventedRelease], province: str) -> list[str]:
    return [str(release.period) for release in releases if release.province == province]


def test_a_province_has_outcomes_of_the_last_year_that_is_over(model: InventedModel) -> None:
    assert periods(invented(model), "Gelderland") == ["2025"]


def test_a_province_with_more_has_a_year_before_and_the_quarters_that_are_over(model: InventedModel) -> None:
    assert periods(invented(model), "Overijssel") == ["2024", "2025", "2026Q1", "2026Q2", "2026Q3"]


def test_they_are_made_one_after_another_some_weeks_after_each_period(model: InventedModel) -> None:
    releases = invented(model)

    assert [release.made_at for release in releases] == sorted(release.made_at for release in releases)
    for release in releases:
        assert day_of(release.made_at) == release.period.day_after + timedelta(model.releases.days_after)


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2026, 1, 7), date(2026, 4, 2)])
def test_none_is_made_in_the_future(model: InventedModel, day: date) -> None:
    now = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)

    assert all(release.made_at <= now for release in invented(model, now))
    assert all(release.period.end <= now for release in invented(model, now))


def test_some_are_open_data(model: InventedModel) -> None:
    assert {release.is_open for release in invented(model)} == {True, False}


def test_every_province_of_which_there_are_outcomes_has_people(model: InventedModel) -> None:
    released = {each.province for each in model.releases.provinces}

    assert released == {each.province for each in model.organisations.provinces}
    assert released <= {each.province for each in municipalities().values()}

"""Which releases the demo makes, and when they would have been made."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.domain.dutch_days import begin_of, day_of
from app.domain.invented.release_model import ReleasedProvince, ReleasesModel
from app.domain.release_period import Period


@dataclass(frozen=True, slots=True)
class InventedRelease:
    province: str
    period: Period
    made_at: datetime
    is_open: bool


def invent_releases(model: ReleasesModel, now: datetime) -> Sequence[InventedRelease]:
    """Return the releases that would have been made until now, the first one first."""
    last_year = day_of(now).year - 1
    found = [
        _release(model, province, period, now)
        for province in model.provinces
        for period in _periods(province, last_year)
        if period.day_after <= day_of(now)
    ]
    return sorted(found, key=lambda release: release.period.end)


def _periods(province: ReleasedProvince, last_year: int) -> Iterator[Period]:
    if province.earlier:
        yield Period(last_year - 1)
    yield Period(last_year)
    if province.quarters:
        yield from (Period(last_year + 1, quarter) for quarter in (1, 2, 3, 4))


def _release(model: ReleasesModel, province: ReleasedProvince, period: Period, now: datetime) -> InventedRelease:
    made_at = begin_of(period.day_after + timedelta(model.days_after)) + timedelta(hours=model.hour)
    return InventedRelease(province.province, period, min(made_at.astimezone(UTC), now), province.is_open)

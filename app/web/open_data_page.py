"""The page about the open data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.dutch_days import day_of
from app.domain.open_data import OpenDataset
from app.domain.release import Release
from app.domain.release_period import Period, period_of

_ANY_RELEASE = "overijssel-2025"


@dataclass(frozen=True, slots=True)
class OpenReleaseRow:
    """A release in the list."""

    id: str
    province: str
    period: Period
    published_on: date


@dataclass(frozen=True, slots=True)
class OpenDataPage:
    """What there is; `origin` is where this site is for who asks from elsewhere."""

    dataset: OpenDataset
    releases: Sequence[Release]
    origin: str

    @property
    def rows(self) -> Sequence[OpenReleaseRow]:
        return [
            OpenReleaseRow(each.id, each.province, period_of(each.period), day_of(each.published_at))
            for each in self.releases
        ]

    @property
    def example(self) -> str:
        """The id of a release to show the use of: one that is there, if any is."""
        return self.releases[0].id if self.releases else _ANY_RELEASE

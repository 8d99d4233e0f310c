"""Which releases people of a province may see: their own, and open data of other provinces."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.changes import newest_first
from app.domain.dutch_days import day_of
from app.domain.release import Release
from app.domain.release_period import Period, period_of


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    release: Release
    is_here: bool

    @property
    def period(self) -> Period:
        return period_of(self.release.period)

    @property
    def published_on(self) -> date:
        return day_of(self.release.published_at)


@dataclass(frozen=True, slots=True)
class ReleasesPage:
    """The releases of one's own province and the open ones of others, each the newest first."""

    own: Sequence[ReleaseRow]
    others: Sequence[ReleaseRow]

    @property
    def latest(self) -> Release | None:
        return self.own[0].release if self.own else None

    @property
    def has_choice(self) -> bool:
        """Tell whether there is one to see beside the one of this page."""
        return any(not row.is_here for row in (*self.own, *self.others))


def releases_page(found: Sequence[Release], *, province: str | None, here: str = "") -> ReleasesPage:
    """Sort these releases into own ones and those of others; `here` is the id of the one of this page."""
    rows = [ReleaseRow(release, release.id == here) for release in newest_first(found)]
    return ReleasesPage(
        own=[row for row in rows if row.release.province == province],
        others=[row for row in rows if row.release.province != province],
    )

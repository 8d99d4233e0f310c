"""What changed between two releases of a province: which one came before, and by how much a figure differs."""

from collections.abc import Iterable, Sequence
from operator import attrgetter

from app.domain.outcomes import Figure, Outcome
from app.domain.release import Release
from app.domain.release_period import Period, period_of


def releases_before(release: Release, releases: Iterable[Release]) -> Sequence[Release]:
    """Return the earlier ones of these of the same province and kind, the latest first."""
    series = series_of(release, releases)
    return series[: series.index(release)][::-1]


def series_of(release: Release, releases: Iterable[Release]) -> Sequence[Release]:
    """Return this release and those among the others of the same province and kind, the earliest first."""
    alike = [each for each in releases if (each.province, each.kind) == (release.province, release.kind)]
    return sorted({each.id: each for each in [*alike, release]}.values(), key=_begin)


def newest_first(releases: Iterable[Release]) -> list[Release]:
    """Return releases by the end of their periods, and a year before a quarter that ends on the same day."""
    by_province = sorted(releases, key=attrgetter("province"))
    return sorted(by_province, key=lambda release: (_period(release).end, -_begin(release)), reverse=True)


def change_of(name: str, now: Outcome, before: Outcome) -> Figure | None:
    """Return how much an element, the index or the balance went up, or None where one of both is hidden."""
    if name not in now.means or name not in before.means:
        return None
    return now.means[name].minus(before.means[name])


def _period(release: Release) -> Period:
    return period_of(release.period)


def _begin(release: Release) -> float:
    return _period(release).begin.timestamp()

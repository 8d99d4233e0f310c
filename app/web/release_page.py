"""What every page about a release has: which it is, whose, and the row of links to its other pages."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import Request

from app.domain.account import Account
from app.domain.release import Release
from app.domain.release_period import Period, period_of
from app.web.tabs import Tab, release_tabs


@dataclass(frozen=True, slots=True)
class ReleasePage:
    release: Release
    is_own: bool
    tabs: Sequence[Tab]

    @property
    def period(self) -> Period:
        return period_of(self.release.period)


def release_page(request: Request, release: Release, account: Account) -> ReleasePage:
    is_own = release.province == account.organisation.province
    return ReleasePage(release, is_own, release_tabs(request, release.id))

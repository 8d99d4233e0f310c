"""The release that a page of a province is about: one of the province itself, or one that is open data."""

from typing import Annotated

from fastapi import Depends

from app.domain.errors import ReleaseNotFoundError
from app.domain.release import Release
from app.services.published_releases import get_for_province
from app.web.dependencies import CurrentSite
from app.web.signed_in import CurrentAccount


def current_release(site: CurrentSite, account: CurrentAccount, release_id: str) -> Release:
    """Return the release in the address. Raises ReleaseNotFoundError."""
    return get_for_province(site.database, release_id, province=account.organisation.province)


CurrentRelease = Annotated[Release, Depends(current_release)]


def own_release(release: CurrentRelease, account: CurrentAccount) -> Release:
    """Return the release in the address if it is of the province of who asks. Raises ReleaseNotFoundError."""
    if release.province != account.organisation.province:
        raise ReleaseNotFoundError
    return release


OwnRelease = Annotated[Release, Depends(own_release)]

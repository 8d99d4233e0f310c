"""The case that the address of a page is about, found through the organisation of who is signed in."""

from typing import Annotated

from fastapi import Depends

from app.domain.case import Case
from app.domain.dutch_days import day_of
from app.services import cases
from app.web.dependencies import CurrentSite, Now
from app.web.signed_in import CurrentAccount


def current_case(site: CurrentSite, account: CurrentAccount, key: str, now: Now) -> Case:
    """Return the case. Raises CaseNotFoundError."""
    return cases.get_case(
        site.database, site.published, key, organisation_id=account.organisation.id, today=day_of(now)
    )


CurrentCase = Annotated[Case, Depends(current_case)]

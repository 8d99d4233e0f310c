"""What the address of an administrator's page names: an organisation or a kind of them, an account, a campaign or a
year.
"""

import re
from typing import Annotated

from fastapi import Depends, Request

from app.domain.account import Kind
from app.domain.administration import ListedOrganisation, Member
from app.domain.campaign import Campaign
from app.domain.dutch_days import day_of
from app.domain.errors import AccountNotFoundError, CampaignNotFoundError, OrganisationNotFoundError
from app.services import campaigns, members, organisations
from app.web.dependencies import CurrentSite, Now
from app.web.messages import message

# What both databases take as an id.
_ID = re.compile(r"[1-9][0-9]{0,8}")


def named_kind(kind: str) -> Kind:
    """Return the kind of organisation. Raises OrganisationNotFoundError."""
    for each in Kind:
        if message("organisation_slugs", each) == kind:
            return each
    raise OrganisationNotFoundError


NamedKind = Annotated[Kind, Depends(named_kind)]


def named_organisation(site: CurrentSite, organisation_id: str, now: Now) -> ListedOrganisation:
    """Return the organisation. Raises OrganisationNotFoundError."""
    if not _ID.fullmatch(organisation_id):
        raise OrganisationNotFoundError
    return organisations.get_organisation(site.database, int(organisation_id), today=day_of(now))


NamedOrganisation = Annotated[ListedOrganisation, Depends(named_organisation)]


def named_member(site: CurrentSite, account_id: str, now: Now) -> Member:
    """Return the account. Raises AccountNotFoundError."""
    if not _ID.fullmatch(account_id):
        raise AccountNotFoundError
    return members.get_member(site.database, int(account_id), now=now)


NamedMember = Annotated[Member, Depends(named_member)]


def named_campaign(site: CurrentSite, campaign_code: str) -> Campaign:
    """Return the campaign. Raises CampaignNotFoundError."""
    return campaigns.get_campaign(site.database, campaign_code)


NamedCampaign = Annotated[Campaign, Depends(named_campaign)]


def running_campaign(campaign: NamedCampaign) -> Campaign:
    """Return the campaign, unless it ended. Raises CampaignNotFoundError."""
    if campaign.is_closed:
        raise CampaignNotFoundError
    return campaign


RunningCampaign = Annotated[Campaign, Depends(running_campaign)]


def named_year(request: Request) -> int | None:
    """Return the year to count; None if the address has none that could be one."""
    asked = request.query_params.get("jaar", "")
    return int(asked) if asked.isdecimal() and len(asked) == len("2026") else None


NamedYear = Annotated[int | None, Depends(named_year)]

"""Campaigns that tests start and end, as an administrator does."""

from datetime import UTC, datetime

from fastapi import FastAPI

from app.domain.account import Account
from app.domain.campaign import CampaignDetails, CampaignKind
from app.services import campaigns

PARK = "Parkmanagement Hessenpoort"
CODE = "hessen-poort"


def start_campaign(site: FastAPI, by: Account, code: str = CODE, *, name: str = PARK) -> str:
    """Start a campaign and return its code."""
    details = CampaignDetails(CampaignKind.PARK_MANAGER, name)
    added = campaigns.add_campaign(site.state.site.database, details, code, by=by, now=datetime.now(UTC))
    assert added is not None
    return added.code


def end_campaign(site: FastAPI, by: Account, code: str = CODE) -> None:
    campaigns.close(site.state.site.database, code, by=by, now=datetime.now(UTC))

"""Starts the campaigns of the demo, by which part of its scans came."""

import random
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from app.content import read_yaml
from app.db.campaigns import mark_scans
from app.db.engine import Database
from app.domain.account import Account, Kind
from app.domain.campaign import CampaignDetails, CampaignKind
from app.domain.parsed import Parsed, Text
from app.services import campaigns
from app.services.demo import StoredScan


class DemoCampaign(Parsed):
    code: Text
    kind: CampaignKind
    name: Text
    municipalities: Sequence[str]
    per_cent: Annotated[int, Field(ge=1, le=100)]
    is_closed: bool


class DemoCampaigns(Parsed):
    begun_days_ago: Annotated[int, Field(ge=1)]
    source: Text
    campaigns: Sequence[DemoCampaign]


@cache
def demo_campaigns() -> DemoCampaigns:
    path = Path(__file__).parent / "demo_campaigns.yaml"
    return DemoCampaigns.model_validate(read_yaml(path, path.name))


def add_campaigns(
    database: Database,
    stored: Sequence[StoredScan],
    accounts: Iterable[Account],
    *,
    now: datetime,
    draw: random.Random,
) -> None:
    """Start campaigns as an administrator, with a part of the scans near each; the last to draw a scan has it."""
    admin = next(account for account in accounts if account.kind is Kind.ADMIN)
    begun = now - timedelta(demo_campaigns().begun_days_ago)
    for campaign in demo_campaigns().campaigns:
        details = CampaignDetails(campaign.kind, campaign.name)
        campaigns.add_campaign(database, details, campaign.code, by=admin, now=begun)
        came = [scan.id for scan in stored if _is_near(scan, campaign) and draw.random() * 100 < campaign.per_cent]
        with database.write() as session:
            mark_scans(session, came, campaign=campaign.code)
        if campaign.is_closed:
            campaigns.close(database, campaign.code, by=admin, now=now)


def _is_near(scan: StoredScan, campaign: DemoCampaign) -> bool:
    return not campaign.municipalities or scan.invented.company.profile.municipality in campaign.municipalities

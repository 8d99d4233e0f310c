"""The campaigns of the demo, and the scans that came by them."""

import random

from sqlmodel import select

from app.db.engine import Database
from app.db.scan_tables import ScanRow
from app.domain.campaign import CampaignKind
from app.domain.questionnaire import Questionnaire
from app.services import campaigns
from app.services.demo_campaigns import add_campaigns, demo_campaigns
from tests.conftest import NOW
from tests.services.filled import fill


def test_scans_came_by_campaigns_of_every_kind_that_has_a_place(database: Database, shipped: Questionnaire) -> None:
    demo = fill(database, shipped, 60)
    accounts = [login.account for login in demo.logins]

    add_campaigns(database, demo.stored, accounts, now=NOW, draw=random.Random(2))

    added = campaigns.list_campaigns(database)
    with database.read() as session:
        came = set(session.exec(select(ScanRow.campaign)))
    assert {campaign.kind for campaign in added} == set(CampaignKind) - {CampaignKind.OTHER}
    assert [campaign.is_closed for campaign in added].count(True) == 1
    assert None in came
    assert came - {None} <= {campaign.code for campaign in demo_campaigns().campaigns}
    assert len(came) > 1

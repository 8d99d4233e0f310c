"""Holds the workshops of the demo: for each organisation of advisers one that is over and one that is open."""

import random
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from app.db.engine import Database
from app.domain.account import Account, Kind
from app.domain.invented.moments import at_work_after
from app.services.demo import StoredScan, invented_model
from app.services.joining import join_with
from app.services.questionnaires import PublishedQuestionnaires
from app.services.scans import get_scan
from app.services.workshops import close_workshop, get_workshop, open_workshop


def hold_workshops(
    database: Database,
    stored: Sequence[StoredScan],
    accounts: Iterable[Account],
    *,
    now: datetime,
    draw: random.Random,
) -> None:
    """Have the latest scans take part in workshops near them, as if their owners were there."""
    rules = invented_model().casework
    over, today = rules.workshop_titles
    long = timedelta(hours=rules.workshop_hours)
    # One adviser of each organisation.
    for adviser in {account.organisation.id: account for account in accounts if account.kind is Kind.ADVISER}.values():
        earlier, later = _participants(stored, adviser, each=rules.workshop_size)
        begun = at_work_after(invented_model().moments, now - timedelta(rules.workshop_days_ago), draw)
        key = _hold(database, over, earlier, adviser, at=begun)
        close_workshop(database, key, organisation_id=adviser.organisation.id, now=begun + long)
        _hold(database, today, later, adviser, at=now)


def _participants(
    stored: Sequence[StoredScan], adviser: Account, *, each: int
) -> tuple[Sequence[StoredScan], Sequence[StoredScan]]:
    """Return the scans of two groups of companies in the area of an adviser, none of them in both."""
    area = adviser.organisation.municipalities
    near = [scan for scan in stored if scan.invented.company.profile.municipality in area]
    return near[-2 * each : -each], near[-each:]


def _hold(database: Database, title: str, participants: Sequence[StoredScan], adviser: Account, *, at: datetime) -> str:
    published = PublishedQuestionnaires(database)
    key = open_workshop(database, title, by=adviser, now=at)
    code = get_workshop(database, key, organisation_id=adviser.organisation.id, now=at).code
    for scan in participants:
        join_with(database, get_scan(database, published, scan.secret), code, now=at)
    return key

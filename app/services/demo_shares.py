"""Shares invented scans with the advisers of their area, as their owners would have done; nobody gets mail of it."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.db import scans
from app.db.engine import Database
from app.domain.account import Account, Kind
from app.domain.audit import AuditAction
from app.domain.invented.sharing import InventedShare, invent_share
from app.services.audit import add_line
from app.services.demo import StoredScan, invented_model
from app.services.sharing import share_scan, withdraw
from app.services.stored_shares import end_share


@dataclass(frozen=True, slots=True)
class StoredShare:
    """A scan as it was shared, with an adviser of the organisation that got it."""

    scan: StoredScan
    share: InventedShare
    adviser: Account

    @property
    def opened_at(self) -> datetime | None:
        return self.share.opened_at

    @property
    def is_over(self) -> bool:
        return self.share.is_over


def some_of(stored: Sequence[StoredScan], *, draw: random.Random) -> Sequence[StoredScan]:
    """Return the scans of whose owners some share, not more than advisers have time for."""
    at_most = invented_model().sharing.at_most
    return stored if len(stored) <= at_most else draw.sample(stored, at_most)


def share_scans(
    database: Database,
    stored: Sequence[StoredScan],
    accounts: Sequence[Account],
    *,
    consent_version: str,
    now: datetime,
    draw: random.Random,
) -> Sequence[StoredShare]:
    """Share some of the scans, each with the organisation in whose area its company is; some shares are over."""
    advisers = _advisers_by_municipality(accounts)
    shares = []
    for scan in stored:
        nearby = advisers.get(scan.invented.company.profile.municipality or "", ())
        if nearby and (share := invent_share(invented_model(), scan.invented, now=now, draw=draw)):
            shares.append(StoredShare(scan, share, draw.choice(nearby)))
            _store(database, shares[-1], consent_version=consent_version)
    return shares


def _advisers_by_municipality(accounts: Sequence[Account]) -> Mapping[str, Sequence[Account]]:
    found: dict[str, list[Account]] = {}
    for account in accounts:
        if account.kind is Kind.ADVISER:
            for code in account.organisation.municipalities:
                found.setdefault(code, []).append(account)
    return found


def _store(database: Database, stored: StoredShare, *, consent_version: str) -> None:
    scan, share, adviser = stored.scan, stored.share, stored.adviser
    share_scan(
        database,
        scan.id,
        adviser.organisation.id,
        share.owner,
        consent_version=consent_version,
        ends_on=share.ends_on,
        scope=share.scope,
        now=share.shared_at,
    )
    if share.opened_at:
        with database.write() as session:
            add_line(session, AuditAction.OPENED, by=adviser, scan_hash=scan.secret_hash, now=share.opened_at)
    if share.withdrawn_at:
        withdraw(database, scan.id, now=share.withdrawn_at)
    if share.expired_at:
        with database.write() as session:
            scans.lock_row(session, scan.id)
            end_share(session, scan.id, AuditAction.EXPIRED, ended_by="expired", now=share.expired_at)

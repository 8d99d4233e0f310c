"""Makes true again, in a restored database, what a restore may not undo."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, delete, select, update

from app.db import cases, removals
from app.db.account_tables import AccountRow, OrganisationRow, RecoveryCodeRow
from app.db.campaign_tables import CampaignRow
from app.db.inserts import insert_into
from app.db.lasting_facts import (
    EndedConsent,
    KnownAccount,
    KnownCampaign,
    KnownOrganisation,
    LastingFacts,
    RecoveryCode,
    UncountedScan,
)
from app.db.lasting_lines import LogLine, add_lines
from app.db.lasting_releases import KnownReleases, add_releases
from app.db.scan_tables import ScanRow
from app.db.sharing_tables import CaseRow, ConsentRow


@dataclass(frozen=True, slots=True)
class Returned:
    """How much a backup had brought back that was removed again."""

    scans: int
    shares: int


def reapply(
    session: Session,
    facts: LastingFacts,
    *,
    log: Iterable[Sequence[LogLine]],
    releases: KnownReleases,
    now: datetime,
) -> Returned:
    """Make what a database knew true in one that was restored. Safe to repeat."""
    shares = _end_shares(session, {consent.key: consent for consent in facts.consents})
    scans = removals.erase_again(session, {scan.secret_hash: scan.erased_at for scan in facts.erased}, now=now)
    _count_no_more(session, {scan.secret_hash: scan for scan in facts.uncounted})
    organisations = _close_organisations(session, facts.organisations)
    accounts = _sign_in_as_before(session, facts.accounts, facts.codes)
    _keep_campaigns(session, facts.campaigns)
    add_lines(session, log, organisations=organisations, accounts=accounts)
    add_releases(session, releases)
    return Returned(scans=scans, shares=shares)


def _end_shares(session: Session, ended: Mapping[str, EndedConsent]) -> int:
    found = select(CaseRow.scan_id, ConsentRow.key).join(ConsentRow, col(ConsentRow.id) == CaseRow.consent_id)
    again = [(scan_id, ended[key]) for scan_id, key in session.exec(found) if key in ended]
    for scan_id, consent in again:
        cases.end_case(session, scan_id, ended_by=consent.ended_by, now=consent.ended_at)
    return len(again)


def _count_no_more(session: Session, uncounted: Mapping[str, UncountedScan]) -> None:
    """Leave out again the scans that their owners let count in the backup, and no longer let count since."""
    found = session.exec(select(ScanRow.id, ScanRow.secret_hash).where(col(ScanRow.may_count).is_(True)))
    again = [(scan_id, uncounted[secret_hash]) for scan_id, secret_hash in found if secret_hash in uncounted]
    for scan_id, scan in again:
        chosen = {"may_count": False, "consent_version": scan.consent_version, "kvk_token": None}
        session.exec(update(ScanRow).where(col(ScanRow.id) == scan_id).values(**chosen))


def _close_organisations(session: Session, known: Sequence[KnownOrganisation]) -> AbstractSet[int]:
    """Close those that were closed, and return which are the same in both databases: a number may be used again."""
    same = set()
    for organisation in known:
        row = session.get(OrganisationRow, organisation.id)
        if row and row.added_at == organisation.added_at:
            row.closed_at = row.closed_at or organisation.closed_at
            same.add(organisation.id)
    return same


def _sign_in_as_before(
    session: Session, known: Sequence[KnownAccount], codes: Sequence[RecoveryCode]
) -> AbstractSet[int]:
    """Let people sign in as they last did, if they still may, and return who are the same in both databases."""
    same = set()
    for account in known:
        row = session.get(AccountRow, account.id)
        if row and row.added_at == account.added_at:
            row.sqlmodel_update(account.model_dump() | {"blocked_at": row.blocked_at or account.blocked_at})
            same.add(account.id)
    session.exec(delete(RecoveryCodeRow).where(col(RecoveryCodeRow.account_id).in_(same)))
    session.add_all(RecoveryCodeRow(**code.model_dump()) for code in codes if code.account_id in same)
    return same


def _keep_campaigns(session: Session, known: Sequence[KnownCampaign]) -> None:
    """Add the campaigns that a backup did not have, whose codes are on paper, and end those that ended."""
    for campaign in known:
        row = session.get(CampaignRow, campaign.code)
        if row is None:
            adding = insert_into(session, CampaignRow).values(**campaign.model_dump())
            session.exec(adding.on_conflict_do_nothing())
        else:
            row.closed_at = row.closed_at or campaign.closed_at

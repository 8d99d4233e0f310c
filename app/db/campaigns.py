"""Queries on campaigns."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select, update

from app.db.audit_tables import AuditRow
from app.db.campaign_tables import CampaignRow
from app.db.inserts import insert_into
from app.db.scan_tables import ScanRow
from app.domain.audit import AuditAction
from app.domain.campaign import CampaignDetails


def insert_campaign(session: Session, code: str, letters: str, details: CampaignDetails, *, now: datetime) -> bool:
    """Add a campaign, and tell whether its code was free."""
    row = {"code": code, "letters": letters, "kind": details.kind, "name": details.name, "added_at": now}
    adding = insert_into(session, CampaignRow).values(**row).on_conflict_do_nothing().returning(col(CampaignRow.code))
    return session.execute(adding).scalar_one_or_none() is not None


def find_campaign(session: Session, letters: str) -> CampaignRow | None:
    return session.exec(select(CampaignRow).where(CampaignRow.letters == letters)).one_or_none()


def lock_campaign(session: Session, code: str) -> CampaignRow | None:
    """Find a campaign and keep others from changing it until the transaction ends."""
    return session.exec(select(CampaignRow).where(CampaignRow.code == code).with_for_update()).one_or_none()


def find_just_added(session: Session, details: CampaignDetails, *, by: int, since: datetime) -> CampaignRow | None:
    """Find a running campaign of the same kind and name that this account added since a moment."""
    same = (CampaignRow.kind == details.kind, CampaignRow.name == details.name, col(CampaignRow.closed_at).is_(None))
    found = select(CampaignRow).join(AuditRow, col(AuditRow.about_campaign) == CampaignRow.code)
    found = found.where(*same, AuditRow.action == AuditAction.ADDED_CAMPAIGN, AuditRow.account_id == by)
    return session.exec(found.where(col(AuditRow.at) > since).order_by(col(AuditRow.at).desc())).first()


def list_campaigns(session: Session) -> Sequence[CampaignRow]:
    """Return all campaigns by name."""
    return session.exec(select(CampaignRow).order_by(col(CampaignRow.name), col(CampaignRow.code))).all()


def mark_scans(session: Session, scan_ids: Sequence[int], *, campaign: str) -> None:
    """Store that scans came by a campaign."""
    session.exec(update(ScanRow).where(col(ScanRow.id).in_(scan_ids)).values(campaign=campaign))

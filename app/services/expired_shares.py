"""What the clock does with shares: it ends those that are over, and tells owners before."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from app.db import scans, shares
from app.db.account_tables import OrganisationRow
from app.db.engine import Database
from app.db.sharing_tables import CaseRow
from app.domain.audit import AuditAction
from app.domain.dutch_days import day_of
from app.rendering.letters import ended_letter, expired_letter, warning_letter
from app.services.mail import post_letter, post_to_organisation
from app.services.sharing_rules import sharing_rules
from app.services.stored_shares import current_share, end_share


@dataclass(frozen=True, slots=True)
class ExpiredShares:
    """How many shares ended by the clock, and of how many the owner heard that they will."""

    ended: int
    warned: int


def expire_shares(database: Database, *, can_mail: bool = False, now: datetime, dry_run: bool = False) -> ExpiredShares:
    """End the shares whose last day was before today and warn the owners of those that end soon, or only count them.

    Nobody is warned by a site that cannot mail.
    """
    today, warned_until = day_of(now), day_of(now) + timedelta(sharing_rules().warning_days)
    with database.read() as session:
        ended = shares.ended_before(session, today)
        soon = shares.to_warn(session, since=today, until=warned_until) if can_mail else ()
    if dry_run:
        return ExpiredShares(len(ended), len(soon))
    return ExpiredShares(
        ended=sum(_expire(database, scan_id, can_mail=can_mail, now=now) for scan_id in ended),
        warned=sum(_warn(database, scan_id, now=now) for scan_id in soon),
    )


def _expire(database: Database, scan_id: int, *, can_mail: bool, now: datetime) -> bool:
    with database.write() as session:
        scans.lock_row(session, scan_id)
        return end_if_over(session, scan_id, can_mail=can_mail, now=now)


def end_if_over(session: Session, scan_id: int, *, can_mail: bool, now: datetime) -> bool:
    """End a share if its last day was before today, and write to both; the owner may have gone on with it meanwhile."""
    if current_share(session, scan_id, today=day_of(now)):
        return False
    ended = end_share(session, scan_id, AuditAction.EXPIRED, ended_by="expired", now=now)
    if ended is None:
        return False
    if can_mail:
        _write_to_both(session, *ended, now=now)
    return True


def _write_to_both(session: Session, case: CaseRow, organisation: OrganisationRow, *, now: datetime) -> None:
    post_to_organisation(session, ended_letter(), organisation, now=now)
    if case.contact_email:
        letter = expired_letter(organisation.name, case.ends_on)
        post_letter(session, letter, recipient=case.contact_email, scan_id=case.scan_id, now=now)


def _warn(database: Database, scan_id: int, *, now: datetime) -> bool:
    with database.write() as session:
        scans.lock_row(session, scan_id)
        case = shares.claim_warning(
            session, scan_id, until=day_of(now) + timedelta(sharing_rules().warning_days), now=now
        )
        if case is None or case.contact_email is None:
            return False
        organisation = session.get_one(OrganisationRow, case.organisation_id)
        letter = warning_letter(organisation.name, case.ends_on)
        post_letter(session, letter, recipient=case.contact_email, case_id=case.id, now=now)
        return True

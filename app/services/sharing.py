"""What an owner does with a share: gives, changes and withdraws it."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session

from app.db import cases, scans, shares
from app.db.account_tables import OrganisationRow
from app.db.engine import Database
from app.db.scan_tables import ScanRow
from app.db.sharing_tables import CaseRow
from app.domain.account import Account
from app.domain.audit import AuditAction
from app.domain.case_event import CaseEventKind
from app.domain.dutch_days import day_of
from app.domain.errors import NotSharedError, OrganisationNotFoundError, ScanNotFoundError
from app.domain.sharing import Advisers, Consent, OwnerDetails, Scope, Share, Terms, advisers_for
from app.rendering.letters import Letter
from app.services.audit import add_line
from app.services.case_events import add_event
from app.services.case_outlines import begin_case, renew_outline
from app.services.expired_shares import end_if_over
from app.services.mail import post_to_organisation
from app.services.scans import stored_scan
from app.services.sessions import organisation_of
from app.services.stored_shares import (
    consent_of,
    contact_columns,
    current_share,
    end_share,
    put_case,
    put_consent,
    replace_consent,
)


def find_advisers(database: Database, municipality: str | None) -> Advisers:
    """Find the organisations with which a scan from this municipality can be shared."""
    with database.read() as session:
        rows = shares.advisers_taking_part(session)
    return advisers_for(municipality, [organisation_of(row) for row in rows])


def find_share(database: Database, scan_id: int, *, today: date) -> Share | None:
    with database.read() as session:
        return current_share(session, scan_id, today=today)


def consents_of(database: Database, scan_id: int) -> Sequence[Consent]:
    """Return what the owner of a scan agreed to, the earliest first."""
    with database.read() as session:
        found = shares.consents_of(session, scans.secret_hash_of(session, scan_id))
    return [consent_of(*one) for one in found]


def get_share(database: Database, scan_id: int, *, today: date) -> Share:
    """Load with whom a scan is shared today. Raises NotSharedError."""
    share = find_share(database, scan_id, today=today)
    if share is None:
        raise NotSharedError
    return share


def share_scan(
    database: Database,
    scan_id: int,
    organisation_id: int,
    details: OwnerDetails,
    *,
    consent_version: str,
    ends_on: date,
    scope: Scope = Scope.CASE,
    letter: Letter | None = None,
    beside: Account | None = None,
    now: datetime,
) -> Share | None:
    """Let an organisation of advisers see a scan and write to it, or return the share that there is already.

    The same asked again is done once. `beside` is who fills in together with the owner. Raises ScanNotFoundError and
    OrganisationNotFoundError.
    """
    terms = Terms(scope, consent_version, ends_on)
    with database.write() as session:
        scan = _lock_scan(session, scan_id)
        if there := current_share(session, scan_id, today=day_of(now)):
            is_same = (there.organisation.id, there.details, there.terms) == (organisation_id, details, terms)
            return None if is_same else there
        organisation = _get_adviser(session, organisation_id)
        end_if_over(session, scan_id, can_mail=letter is not None, now=now)
        consent = put_consent(session, scan, terms, organisation_id=organisation_id, now=now)
        case = put_case(session, scan, consent, details, now=now)
        begin_case(session, case, stored_scan(session, scan), now=now)
        told = organisation_of(organisation)
        add_line(session, AuditAction.SHARED, by=beside, organisation=told, scan_hash=scan.secret_hash, now=now)
        post_to_organisation(session, letter, organisation, case_id=case.id, now=now)
    return None


def change_details(
    database: Database,
    scan_id: int,
    details: OwnerDetails,
    *,
    seen: str | None = None,
    beside: Account | None = None,
    now: datetime,
) -> Share | None:
    """Change how advisers reach the owner and what they are asked, or return the share if that changed meanwhile.

    `seen` is the digest of the details on the page that was filled in, None if it did not say. Raises NotSharedError.
    """
    with database.write() as session:
        scan, case, there = _lock_share(session, scan_id, now=now)
        if there.details == details:
            return None
        if seen not in (None, there.details.digest):
            return there
        case.sqlmodel_update(dict(contact_columns(details)))
        renew_outline(session, case, stored_scan(session, scan))
        add_event(session, case, CaseEventKind.CHANGED_DETAILS, now=now)
        _log_change(session, scan, there, by=beside, now=now)
    return None


def agree_anew(
    database: Database,
    scan_id: int,
    terms: Terms,
    *,
    seen: str | None = None,
    beside: Account | None = None,
    now: datetime,
) -> Share | None:
    """Change until when and how much is shared, or return the share if that changed meanwhile.

    `seen` is the digest of the terms on the page that was filled in, None if it did not say. Raises NotSharedError, and
    OrganisationNotFoundError if the organisation no longer takes part.
    """
    with database.write() as session:
        scan, case, there = _lock_share(session, scan_id, now=now)
        if there.terms == terms:
            return None
        if seen not in (None, there.terms.digest):
            return there
        _get_adviser(session, case.organisation_id)
        replace_consent(session, scan, case, terms, now=now)
        _log_change(session, scan, there, by=beside, now=now)
    return None


def _log_change(session: Session, scan: ScanRow, share: Share, *, by: Account | None, now: datetime) -> None:
    told = share.organisation
    add_line(session, AuditAction.CHANGED_SHARE, by=by, organisation=told, scan_hash=scan.secret_hash, now=now)


def withdraw(
    database: Database, scan_id: int, *, letter: Letter | None = None, beside: Account | None = None, now: datetime
) -> None:
    """End a share with all that the organisation added, and write to it. Safe to repeat."""
    with database.write() as session:
        scans.lock_row(session, scan_id)
        if ended := end_share(session, scan_id, AuditAction.WITHDREW, ended_by="owner", by=beside, now=now):
            _, organisation = ended
            post_to_organisation(session, letter, organisation, now=now)


def _lock_scan(session: Session, scan_id: int) -> ScanRow:
    row = scans.lock_row(session, scan_id)
    if row is None:
        raise ScanNotFoundError
    return row


def _lock_share(session: Session, scan_id: int, *, now: datetime) -> tuple[ScanRow, CaseRow, Share]:
    scan = _lock_scan(session, scan_id)
    case, there = cases.find_case_of_scan(session, scan_id), current_share(session, scan_id, today=day_of(now))
    if case is None or there is None:
        raise NotSharedError
    return scan, case, there


def _get_adviser(session: Session, organisation_id: int) -> OrganisationRow:
    row = shares.find_adviser(session, organisation_id)
    if row is None:
        raise OrganisationNotFoundError
    return row

"""Shares as they are stored: a consent, which stays, and the case that there is as long as it lasts."""

import secrets
from datetime import date, datetime
from typing import TypedDict

from sqlmodel import Session

from app.db import cases, shares
from app.db.account_tables import OrganisationRow
from app.db.scan_tables import ScanRow
from app.db.sharing_tables import CaseRow, ConsentRow
from app.domain.account import Account
from app.domain.audit import AuditAction
from app.domain.sharing import Consent, OwnerDetails, Scope, Share, Terms
from app.services.audit import add_line
from app.services.sessions import organisation_of


def current_share(session: Session, scan_id: int, *, today: date) -> Share | None:
    """Find with whom a scan is shared today, whether or not the clock ended what is over."""
    found = shares.find_share(session, scan_id)
    if found is None or found[0].ends_on < today:
        return None
    return _share(*found)


def _share(case: CaseRow, consent: ConsentRow, organisation: OrganisationRow) -> Share:
    return Share(
        organisation=organisation_of(organisation),
        takes_part=organisation.closed_at is None,
        details=OwnerDetails(case.contact_name, case.contact_email or "", case.contact_phone or "", case.question),
        terms=Terms(Scope(consent.scope), consent.text_version, case.ends_on),
        shared_at=case.shared_at,
    )


def consent_of(row: ConsentRow, organisation: OrganisationRow) -> Consent:
    terms = Terms(Scope(row.scope), row.text_version, row.ends_on)
    return Consent(organisation.name, terms, given_at=row.given_at, ended_at=row.ended_at, ended_by=row.ended_by)


def put_consent(session: Session, scan: ScanRow, terms: Terms, *, organisation_id: int, now: datetime) -> ConsentRow:
    """Store what an owner agrees to, and return it with its id."""
    consent = ConsentRow(
        key=secrets.token_hex(16),
        scan_hash=scan.secret_hash,
        organisation_id=organisation_id,
        text_version=terms.text_version,
        scope=terms.scope,
        given_at=now,
        ends_on=terms.ends_on,
    )
    session.add(consent)
    session.flush()
    return consent


def put_case(session: Session, scan: ScanRow, consent: ConsentRow, details: OwnerDetails, *, now: datetime) -> CaseRow:
    """Store a case that rests on a consent, and return it with its id."""
    assert scan.id is not None
    assert consent.id is not None
    case = CaseRow(
        key=secrets.token_hex(16),
        scan_id=scan.id,
        consent_id=consent.id,
        organisation_id=consent.organisation_id,
        shared_at=now,
        changed_at=now,
        ends_on=consent.ends_on,
        **contact_columns(details),
    )
    session.add(case)
    session.flush()
    return case


class ContactColumns(TypedDict):
    contact_name: str
    contact_email: str | None
    contact_phone: str | None
    question: str


def contact_columns(details: OwnerDetails) -> ContactColumns:
    return ContactColumns(
        contact_name=details.name,
        contact_email=details.email or None,
        contact_phone=details.phone or None,
        question=details.question,
    )


def replace_consent(session: Session, scan: ScanRow, case: CaseRow, terms: Terms, *, now: datetime) -> None:
    """Let a case rest on what its owner agrees to now; what was agreed before is kept as it was."""
    earlier = session.get_one(ConsentRow, case.consent_id)
    earlier.sqlmodel_update({"ended_at": now, "ended_by": "replaced"})
    consent = put_consent(session, scan, terms, organisation_id=case.organisation_id, now=now)
    case.sqlmodel_update({"consent_id": consent.id, "ends_on": terms.ends_on, "warned_at": None})


def end_share(
    session: Session, scan_id: int, action: AuditAction, *, ended_by: str, by: Account | None = None, now: datetime
) -> tuple[CaseRow, OrganisationRow] | None:
    """End the share of a scan, if there is one, with mail about it that waits, and log it.

    The transaction must hold the lock of the scan.
    """
    found = shares.find_share(session, scan_id)
    if found is None:
        return None
    case, consent, organisation = found
    cases.end_case(session, scan_id, ended_by=ended_by, now=now)
    told = organisation_of(organisation)
    add_line(session, action, by=by, organisation=told, scan_hash=consent.scan_hash, now=now)
    return case, organisation

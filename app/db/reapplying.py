"""Makes true again, in a restored database, what a restore may not undo."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, delete, insert, select

from app.db import cases, removals
from app.db.account_tables import AccountRow, OrganisationRow, RecoveryCodeRow
from app.db.audit_tables import AuditRow
from app.db.lasting_facts import (
    EndedConsent,
    KnownAccount,
    KnownOrganisation,
    LastingFacts,
    LogLine,
    RecoveryCode,
    read_facts,
)
from app.db.sharing_tables import CaseRow, ConsentRow


@dataclass(frozen=True, slots=True)
class Returned:
    """How much a backup had brought back that was removed again."""

    scans: int
    shares: int


def reapply(session: Session, facts: LastingFacts, *, now: datetime) -> Returned:
    """Make what a database knew true in one that was restored. Safe to repeat."""
    shares = _end_shares(session, {consent.key: consent for consent in facts.consents})
    scans = removals.erase_again(session, {scan.secret_hash: scan.erased_at for scan in facts.erased}, now=now)
    organisations = _close_organisations(session, facts.organisations)
    accounts = _sign_in_as_before(session, facts.accounts, facts.codes)
    _add_lines(session, facts.lines, organisations=organisations, accounts=accounts)
    return Returned(scans=scans, shares=shares)


def _end_shares(session: Session, ended: Mapping[str, EndedConsent]) -> int:
    found = select(CaseRow.scan_id, ConsentRow.key).join(ConsentRow, col(ConsentRow.id) == CaseRow.consent_id)
    again = [(scan_id, ended[key]) for scan_id, key in session.exec(found) if key in ended]
    for scan_id, consent in again:
        cases.end_case(session, scan_id, ended_by=consent.ended_by, now=consent.ended_at)
    return len(again)


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


def _add_lines(
    session: Session, lines: Sequence[LogLine], *, organisations: AbstractSet[int], accounts: AbstractSet[int]
) -> None:
    """Add the lines that a backup did not have; a number that may be of somebody else now gets a minus."""
    there = {line.mark for line in read_facts(session, LogLine, AuditRow)}
    means_the_same = {
        "account_id": accounts,
        "about_account_id": accounts,
        "organisation_id": organisations,
        "about_organisation_id": organisations,
    }
    new = [line.model_dump() for line in lines if line.mark not in there]
    for values in new:
        values |= {name: _number(values[name], same) for name, same in means_the_same.items()}
    if new:
        session.execute(insert(AuditRow), new)


def _number(number: int | None, same: AbstractSet[int]) -> int | None:
    return number if number is None or number in same else -abs(number)

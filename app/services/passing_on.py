"""Passing a case on to another organisation: advisers ask, and the owner of the scan decides."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from app.db import cases, pass_ons, scans, shares
from app.db.engine import Database
from app.db.sharing_tables import CaseRow, PassOnRow
from app.domain.account import Account, Organisation
from app.domain.audit import AuditAction
from app.domain.case import Case
from app.domain.dutch_days import begin_of, day_of
from app.domain.errors import (
    OrganisationNotFoundError,
    PassOnNotFoundError,
    TooManyWishesError,
)
from app.domain.pass_on import PassOnWish
from app.domain.sharing import OwnerDetails, Scope, Terms
from app.rendering.letters import Letter
from app.services import opening
from app.services.audit import add_line, count_lines
from app.services.case_events import lock_case
from app.services.case_outlines import begin_case
from app.services.mail import post_letter
from app.services.scans import stored_scan
from app.services.sessions import hashed, organisation_of
from app.services.stored_shares import put_case, put_consent

DAYS_TO_ANSWER = 14
# As often as the link of a scan is mailed: owners are asked, not pressed.
MOST_QUESTIONS_A_DAY = 3


@dataclass(frozen=True, slots=True)
class Answered:
    """The letters about an answer, for the organisation that asked and for the one that gets the case."""

    to_holder: Letter | None = None
    to_target: Letter | None = None


def find_wish(database: Database, scan_id: int, *, now: datetime) -> PassOnWish | None:
    """Find the wish to pass on the case of a scan."""
    with database.read() as session:
        return _find(session, scan_id, now=now)


def _find(session: Session, scan_id: int, *, now: datetime) -> PassOnWish | None:
    found = pass_ons.find_of_scan(session, scan_id, now=now, today=day_of(now))
    return _wish(found) if found else None


def get_wish(database: Database, token: str, *, visitor: str, now: datetime) -> PassOnWish:
    """Load the wish that this token from a mail is about, unless this visitor failed too often.

    Raises PassOnNotFoundError or TooManyAttemptsError.
    """
    opening.refuse_after_many(database, visitor, now=now)
    with database.read() as session:
        found = pass_ons.find_by_token(session, hashed(token), now=now, today=day_of(now))
    if found is None:
        opening.count_failure(database, visitor, now=now)
        raise PassOnNotFoundError
    return _wish(found)


def _wish(found: pass_ons.Waiting) -> PassOnWish:
    wish, case, consent, account, holder, target = found
    return PassOnWish(
        scan_id=case.scan_id,
        mark=wish.token_hash[:12],
        holder=organisation_of(holder),
        asked_by=account.name,
        target=organisation_of(target),
        reason=wish.reason,
        terms=Terms(Scope(consent.scope), consent.text_version, case.ends_on),
        asked_on=day_of(wish.asked_at),
        answer_by=min(day_of(wish.expires_at) - timedelta(1), case.ends_on),
    )


def ask(
    database: Database,
    case: Case,
    target: Organisation,
    reason: str,
    *,
    by: Account,
    seen: str | None = None,
    write: Callable[[str, PassOnWish], Letter] | None = None,
    now: datetime,
) -> PassOnWish | None:
    """Ask the owner to pass a case on, or return the wish that waits already if it is not the one that was `seen`.

    `write` makes the letter to the owner, of the token that lets who has it decide. Raises CaseNotFoundError,
    OrganisationNotFoundError if the other organisation does not take part, and TooManyWishesError.
    """
    token = secrets.token_urlsafe(32)
    with database.write() as session:
        row = lock_case(session, case, by=by, now=now)
        if target.id == by.organisation.id or shares.find_adviser(session, target.id) is None:
            raise OrganisationNotFoundError
        waiting = _find(session, row.scan_id, now=now)
        if waiting and waiting.mark != seen:
            return waiting
        _refuse_after_many(session, case, now=now)
        pass_ons.put(session, _row(row, target, reason, by=by, token=token, now=now))
        add_line(session, AuditAction.ASKED_TO_PASS_ON, by=by, scan_hash=case.scan_hash, now=now)
        wish = _find(session, row.scan_id, now=now)
        if write and wish and row.contact_email:
            post_letter(session, write(token, wish), recipient=row.contact_email, case_id=row.id, now=now)
    return None


def _refuse_after_many(session: Session, case: Case, *, now: datetime) -> None:
    asked = count_lines(session, AuditAction.ASKED_TO_PASS_ON, case.scan_hash, since=now - timedelta(days=1))
    if asked >= MOST_QUESTIONS_A_DAY:
        raise TooManyWishesError


def _row(case: CaseRow, target: Organisation, reason: str, *, by: Account, token: str, now: datetime) -> PassOnRow:
    return PassOnRow(
        case_id=_id_of(case),
        organisation_id=target.id,
        asked_by=by.id,
        reason=reason,
        token_hash=hashed(token),
        asked_at=now,
        expires_at=_end_of_answering(now),
    )


def _end_of_answering(now: datetime) -> datetime:
    """Return the end of the last day to answer."""
    return begin_of(day_of(now) + timedelta(DAYS_TO_ANSWER + 1))


def cancel(database: Database, case: Case, *, by: Account, now: datetime) -> None:
    """Take a wish back. Safe to repeat. Raises CaseNotFoundError."""
    with database.write() as session:
        row = lock_case(session, case, by=by, now=now)
        if pass_ons.remove(session, _id_of(row)):
            add_line(session, AuditAction.CANCELLED_PASS_ON, by=by, scan_hash=case.scan_hash, now=now)


def _id_of(row: CaseRow) -> int:
    assert row.id is not None
    return row.id


def agree(
    database: Database,
    wish: PassOnWish,
    *,
    text_version: str,
    letters: Answered,
    beside: Account | None = None,
    now: datetime,
) -> None:
    """End the case, and begin one like it at the other organisation; `beside` is with whom the owner fills in the scan.

    Raises PassOnNotFoundError.
    """
    with database.write() as session:
        scan = scans.lock_row(session, wish.scan_id)
        _, case, consent, *_ = _lock_waiting(session, wish, now=now)
        assert scan is not None
        details = OwnerDetails(case.contact_name, case.contact_email or "", case.contact_phone or "", case.question)
        terms = Terms(Scope(consent.scope), text_version, case.ends_on)
        cases.end_case(session, wish.scan_id, ended_by="passed_on", now=now)
        agreed = put_consent(session, scan, terms, organisation_id=wish.target.id, now=now)
        passed_on = put_case(session, scan, agreed, details, now=now)
        begin_case(session, passed_on, stored_scan(session, scan), now=now)
        add_line(
            session,
            AuditAction.AGREED_TO_PASS_ON,
            by=beside,
            organisation=wish.target,
            scan_hash=scan.secret_hash,
            now=now,
        )
        _write_to_both(session, wish, letters, case_id=passed_on.id, now=now)


def refuse(
    database: Database, wish: PassOnWish, *, letters: Answered, beside: Account | None = None, now: datetime
) -> None:
    """Let the case stay where it is. Raises PassOnNotFoundError."""
    with database.write() as session:
        scan = scans.lock_row(session, wish.scan_id)
        row, *_ = _lock_waiting(session, wish, now=now)
        assert scan is not None
        pass_ons.remove(session, row.case_id)
        add_line(
            session,
            AuditAction.REFUSED_TO_PASS_ON,
            by=beside,
            organisation=wish.target,
            scan_hash=scan.secret_hash,
            now=now,
        )
        _write_to_both(session, wish, letters, now=now)


def _lock_waiting(session: Session, wish: PassOnWish, *, now: datetime) -> pass_ons.Waiting:
    """Find a wish again if it waits still; the transaction must hold the lock of the scan."""
    found = pass_ons.find_of_scan(session, wish.scan_id, now=now, today=day_of(now))
    if found is None or (_wish(found).mark, _wish(found).terms) != (wish.mark, wish.terms):
        raise PassOnNotFoundError
    return found


def _write_to_both(
    session: Session, wish: PassOnWish, letters: Answered, *, case_id: int | None = None, now: datetime
) -> None:
    for letter, organisation, about in (
        (letters.to_holder, wish.holder, None),
        (letters.to_target, wish.target, case_id),
    ):
        if letter and organisation.email:
            post_letter(session, letter, recipient=organisation.email, case_id=about, now=now)

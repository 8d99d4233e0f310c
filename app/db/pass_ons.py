"""Queries on wishes to pass a case on."""

from datetime import date, datetime

from sqlalchemy import ColumnElement
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, delete, select

from app.db.account_tables import AccountRow, OrganisationRow
from app.db.sharing_tables import CaseRow, ConsentRow, PassOnRow

Waiting = tuple[PassOnRow, CaseRow, ConsentRow, AccountRow, OrganisationRow, OrganisationRow]


def find_by_token(session: Session, token_hash: str, *, now: datetime, today: date) -> Waiting | None:
    return _find_waiting(session, col(PassOnRow.token_hash) == token_hash, now=now, today=today)


def find_of_scan(session: Session, scan_id: int, *, now: datetime, today: date) -> Waiting | None:
    return _find_waiting(session, col(CaseRow.scan_id) == scan_id, now=now, today=today)


def _find_waiting(session: Session, which: ColumnElement[bool], *, now: datetime, today: date) -> Waiting | None:
    """Find a wish to which an owner can still agree, with its case, who asks, which organisation and to which one."""
    holder, target = aliased(OrganisationRow), aliased(OrganisationRow)
    found = (
        select(PassOnRow, CaseRow, ConsentRow, AccountRow)
        .add_columns(holder, target)
        .join(CaseRow, col(CaseRow.id) == PassOnRow.case_id)
        .join(ConsentRow, col(ConsentRow.id) == CaseRow.consent_id)
        .join(AccountRow, col(AccountRow.id) == PassOnRow.asked_by)
        .join(holder, col(holder.id) == CaseRow.organisation_id)
        .join(target, col(target.id) == PassOnRow.organisation_id)
        .where(
            which,
            col(PassOnRow.expires_at) > now,
            col(CaseRow.ends_on) >= today,
            col(target.closed_at).is_(None),
        )
    )
    row = session.execute(found).one_or_none()
    return tuple(row) if row else None


def put(session: Session, wish: PassOnRow) -> None:
    """Store a wish, instead of an earlier one for the same case."""
    remove(session, wish.case_id)
    session.add(wish)


def remove(session: Session, case_id: int) -> bool:
    """Remove the wish for a case, and tell whether there was one."""
    return session.exec(delete(PassOnRow).where(col(PassOnRow.case_id) == case_id)).rowcount > 0

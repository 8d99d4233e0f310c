"""Queries on cases whose day to follow up has come and of which nobody was told yet."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_
from sqlmodel import Session, col, select

from app.db.account_tables import AccountRow, OrganisationRow
from app.db.sharing_tables import CaseRow
from app.domain.case import CaseStatus

# Who looks after a case and can sign in.
_ASSIGNEE = and_(col(AccountRow.id) == CaseRow.assignee_id, col(AccountRow.blocked_at).is_(None))


class Recipient(NamedTuple):
    """Who is told: an account, or the organisation where nobody who can sign in looks after the case."""

    organisation_id: int
    account_id: int | None


def find_recipients(session: Session, *, today: date) -> Sequence[Recipient]:
    """Return who is to be told today, of organisations that take part."""
    found = (
        select(CaseRow.organisation_id, AccountRow.id)
        .join(OrganisationRow, col(OrganisationRow.id) == CaseRow.organisation_id)
        .outerjoin(AccountRow, _ASSIGNEE)
        .where(*_is_due(today), col(OrganisationRow.closed_at).is_(None))
        .distinct()
    )
    return sorted((Recipient(*row) for row in session.exec(found)), key=lambda one: (one[0], one[1] or 0))


def lock_due(session: Session, recipient: Recipient, *, today: date) -> Sequence[CaseRow]:
    """Return the cases of which a recipient is still to be told, and keep others from telling too.

    Whoever waits for the lock then finds them told. The order keeps two runs from waiting for one another.
    """
    found = (
        select(CaseRow)
        .outerjoin(AccountRow, _ASSIGNEE)
        .where(
            *_is_due(today),
            CaseRow.organisation_id == recipient.organisation_id,
            col(AccountRow.id).is_not_distinct_from(recipient.account_id),
        )
    )
    return session.exec(found.order_by(col(CaseRow.id)).with_for_update(of=CaseRow)).all()


def _is_due(today: date) -> tuple[ColumnElement[bool], ...]:
    return (
        col(CaseRow.follow_up_on) <= today,
        col(CaseRow.reminded_at).is_(None),
        col(CaseRow.status) != CaseStatus.CLOSED,
        col(CaseRow.ends_on) >= today,
    )

"""Queries on organisations and the accounts in them, for who looks after those."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, ScalarSelect
from sqlmodel import Session, col, delete, func, select

from app.db.account_tables import AccountLinkRow, AccountRow, OrganisationRow, RecoveryCodeRow, SessionRow
from app.db.inserts import insert_into
from app.db.sharing_tables import CaseRow
from app.domain.account import Kind
from app.domain.administration import OrganisationDetails

FoundOrganisation = tuple[OrganisationRow, int, int]
FoundMember = tuple[AccountRow, OrganisationRow, datetime | None]

_ACCOUNTS = (
    select(func.count(col(AccountRow.id)))
    .where(AccountRow.organisation_id == OrganisationRow.id)
    .correlate(OrganisationRow)
    .scalar_subquery()
)
_LINK_UNTIL = (
    select(func.max(AccountLinkRow.expires_at))
    .where(AccountLinkRow.account_id == AccountRow.id)
    .correlate(AccountRow)
    .scalar_subquery()
)
_MEMBERS = (
    select(AccountRow, OrganisationRow, _LINK_UNTIL)
    .join(OrganisationRow, col(OrganisationRow.id) == AccountRow.organisation_id)
    .order_by(col(AccountRow.name), col(AccountRow.id))
)


def take_turns(session: Session) -> None:
    """Let who changes organisations and accounts go one after another."""
    admins = select(OrganisationRow.id).where(OrganisationRow.kind == Kind.ADMIN).order_by(col(OrganisationRow.id))
    session.exec(admins.with_for_update(key_share=True)).all()


def insert_organisation(session: Session, kind: Kind, details: OrganisationDetails, *, now: datetime) -> int | None:
    """Add an organisation and return its id, or None when the name is taken."""
    row = {name: getattr(details, name) for name in details.__slots__}
    row |= {"kind": kind, "municipalities": list(details.municipalities), "added_at": now}
    return _insert(session, OrganisationRow, row)


def insert_account(session: Session, organisation_id: int, *, name: str, email: str, now: datetime) -> int | None:
    """Add an account and return its id, or None when the address is taken."""
    row = {"organisation_id": organisation_id, "name": name, "email": email, "totp_step": 0, "added_at": now}
    return _insert(session, AccountRow, row)


def _insert(session: Session, table: type[OrganisationRow] | type[AccountRow], row: dict[str, object]) -> int | None:
    adding = insert_into(session, table).values(**row).on_conflict_do_nothing().returning(col(table.id))
    found: int | None = session.execute(adding).scalar_one_or_none()
    return found


def find_organisation_named(session: Session, name: str) -> OrganisationRow | None:
    return session.exec(select(OrganisationRow).where(OrganisationRow.name == name)).one_or_none()


def find_open(session: Session, kind: Kind) -> list[OrganisationRow]:
    """Return the organisations of a kind that take part, by name."""
    found = select(OrganisationRow).where(OrganisationRow.kind == kind, col(OrganisationRow.closed_at).is_(None))
    return list(session.exec(found.order_by(col(OrganisationRow.name))).all())


def list_organisations(
    session: Session, *, today: date, organisation_id: int | None = None
) -> Sequence[FoundOrganisation]:
    """Return organisations by name, or only this one, with how many accounts and how many cases of today they have."""
    is_asked: ColumnElement[bool] = col(OrganisationRow.id) == organisation_id
    found = select(OrganisationRow, _ACCOUNTS, _cases(today)).order_by(col(OrganisationRow.name))
    rows: Sequence[FoundOrganisation] = session.exec(found if organisation_id is None else found.where(is_asked)).all()
    return rows


def _cases(today: date) -> ScalarSelect[int]:
    counted = select(func.count(col(CaseRow.id)))
    of_today = counted.where(CaseRow.organisation_id == OrganisationRow.id, CaseRow.ends_on >= today)
    return of_today.correlate(OrganisationRow).scalar_subquery()


def list_members(session: Session, organisation_id: int | None = None) -> Sequence[FoundMember]:
    """Return accounts by name, of one organisation or of all, with until when the link that they were sent works."""
    is_asked: ColumnElement[bool] = col(AccountRow.organisation_id) == organisation_id
    return session.exec(_MEMBERS if organisation_id is None else _MEMBERS.where(is_asked)).all()


def find_member(session: Session, account_id: int) -> FoundMember | None:
    return session.exec(_MEMBERS.where(AccountRow.id == account_id)).one_or_none()


def lock_member(session: Session, account_id: int) -> FoundMember | None:
    """Find an account, and keep others from changing it until the transaction ends."""
    return session.exec(_MEMBERS.where(AccountRow.id == account_id).with_for_update(of=AccountRow)).one_or_none()


def find_member_at(session: Session, email: str) -> FoundMember | None:
    """Find an account by its address, in lower case."""
    return session.exec(_MEMBERS.where(AccountRow.email == email)).one_or_none()


def lock_organisation(session: Session, organisation_id: int) -> OrganisationRow | None:
    found = select(OrganisationRow).where(OrganisationRow.id == organisation_id)
    return session.exec(found.with_for_update(key_share=True)).one_or_none()


def active_admins(session: Session) -> Sequence[AccountRow]:
    """Return the administrators who can sign in."""
    found = select(AccountRow).join(OrganisationRow, col(OrganisationRow.id) == AccountRow.organisation_id)
    can_sign_in = (
        OrganisationRow.kind == Kind.ADMIN,
        col(OrganisationRow.closed_at).is_(None),
        col(AccountRow.blocked_at).is_(None),
        col(AccountRow.password_hash).is_not(None),
        col(AccountRow.totp_since).is_not(None),
    )
    return session.exec(found.where(*can_sign_in)).all()


def shut_out(session: Session, account_ids: Sequence[int]) -> None:
    """End the sessions of accounts, and the links that they were sent."""
    session.exec(delete(SessionRow).where(col(SessionRow.account_id).in_(account_ids)))
    session.exec(delete(AccountLinkRow).where(col(AccountLinkRow.account_id).in_(account_ids)))


def delete_recovery_codes(session: Session, account_id: int) -> None:
    session.exec(delete(RecoveryCodeRow).where(col(RecoveryCodeRow.account_id) == account_id))

"""Organisations for who looks after them: listed, added, changed, closed and reopened, with a line in the log."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import date, datetime

from sqlmodel import Session

from app.db import organisations
from app.db.account_tables import AccountRow, OrganisationRow
from app.db.engine import Database
from app.domain.account import Account, Kind, Organisation
from app.domain.administration import ListedOrganisation, OrganisationDetails
from app.domain.audit import AuditAction
from app.domain.errors import LastAdminError, OrganisationNotFoundError, OwnAccountError
from app.services import audit
from app.services.sessions import account_of, organisation_of


def list_organisations(
    database: Database, *, today: date, organisation_id: int | None = None
) -> Sequence[ListedOrganisation]:
    """Return organisations by name, or only this one."""
    with database.read() as session:
        found = organisations.list_organisations(session, today=today, organisation_id=organisation_id)
    return [
        ListedOrganisation(organisation_of(row), row.closed_at, accounts=accounts, cases=cases)
        for row, accounts, cases in found
    ]


def get_organisation(database: Database, organisation_id: int, *, today: date) -> ListedOrganisation:
    """Return an organisation. Raises OrganisationNotFoundError."""
    for found in list_organisations(database, today=today, organisation_id=organisation_id):
        return found
    raise OrganisationNotFoundError


def add_organisation(
    session: Session, kind: Kind, details: OrganisationDetails, *, by: Account | None = None, now: datetime
) -> Organisation | None:
    """Add an organisation; None when there is one of this name."""
    organisation_id = organisations.insert_organisation(session, kind, details, now=now)
    if organisation_id is None:
        return None
    _log(session, AuditAction.ADDED_ORGANISATION, organisation_id, by=by, now=now)
    return organisation_of(session.get_one(OrganisationRow, organisation_id))


def add_account(session: Session, organisation_id: int, *, name: str, email: str, now: datetime) -> Account | None:
    """Add a person who can do nothing until invited; None when there is an account with this address."""
    account_id = organisations.insert_account(session, organisation_id, name=name, email=email.lower(), now=now)
    if account_id is None:
        return None
    return account_of(session.get_one(AccountRow, account_id), session.get_one(OrganisationRow, organisation_id))


def register_organisation(
    database: Database, kind: Kind, details: OrganisationDetails, *, by: Account, now: datetime
) -> Organisation | None:
    """Add an organisation in a transaction of its own; None when there is one of this name."""
    with database.write() as session:
        return add_organisation(session, kind, details, by=by, now=now)


def change_organisation(
    database: Database, organisation_id: int, details: OrganisationDetails, *, by: Account, now: datetime
) -> bool:
    """Change an organisation; False when another has this name. Raises OrganisationNotFoundError."""
    with database.write() as session:
        row = _to_change(session, organisation_id)
        other = organisations.find_organisation_named(session, details.name)
        if other is not None and other.id != organisation_id:
            return False
        row.sqlmodel_update(asdict(details) | {"municipalities": list(details.municipalities)})
        _log(session, AuditAction.CHANGED_ORGANISATION, organisation_id, by=by, now=now)
    return True


def close_organisation(database: Database, organisation_id: int, *, by: Account, now: datetime) -> None:
    """End that an organisation takes part: at once nobody of it is signed in. Safe to repeat.

    Its cases stay with their owners. Raises OrganisationNotFoundError, OwnAccountError and LastAdminError.
    """
    with database.write() as session:
        row = _to_change(session, organisation_id)
        if organisation_id == by.organisation.id:
            raise OwnAccountError
        if row.closed_at is not None:
            return
        members = [account.id for account, *_ in organisations.list_members(session, organisation_id) if account.id]
        check_admin_remains(session, without=members)
        row.closed_at = now
        organisations.shut_out(session, members)
        _log(session, AuditAction.CLOSED_ORGANISATION, organisation_id, by=by, now=now)


def reopen_organisation(database: Database, organisation_id: int, *, by: Account, now: datetime) -> None:
    """Let an organisation take part again. Safe to repeat. Raises OrganisationNotFoundError."""
    with database.write() as session:
        row = _to_change(session, organisation_id)
        if row.closed_at is not None:
            row.closed_at = None
            _log(session, AuditAction.REOPENED_ORGANISATION, organisation_id, by=by, now=now)


def check_admin_remains(session: Session, *, without: Collection[int]) -> None:
    """Raise LastAdminError if nobody could look after the accounts without these; others wait until it is decided."""
    active = {account.id for account in organisations.active_admins(session)}
    if active and active <= set(without):
        raise LastAdminError


def _to_change(session: Session, organisation_id: int) -> OrganisationRow:
    organisations.take_turns(session)
    row = organisations.lock_organisation(session, organisation_id)
    if row is None:
        raise OrganisationNotFoundError
    return row


def _log(session: Session, action: AuditAction, organisation_id: int, *, by: Account | None, now: datetime) -> None:
    audit.add_line(session, action, by=by, about_organisation_id=organisation_id, now=now)

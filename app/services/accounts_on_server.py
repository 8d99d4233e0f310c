"""Adds people and makes links at the request of who can reach the server: for the first administrator, and while there
is no mail."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.db import organisations
from app.db.account_tables import OrganisationRow
from app.domain.account import Kind, Organisation
from app.domain.administration import Member, OrganisationDetails
from app.domain.errors import ScanError
from app.services.account_links import LinkTo
from app.services.inviting import Invitation, invite, invite_anew
from app.services.members import member_of
from app.services.organisations import add_account, add_organisation
from app.services.sessions import organisation_of


class AddressTakenError(ScanError):
    def __init__(self, email: str, organisation: str) -> None:
        super().__init__(
            f"{email} has an account at {organisation}. For a new link: `scan user link {email}`, "
            "with --reset-app if the phone or the password is lost."
        )


class OrganisationUnclearError(ScanError):
    """Says what is unclear about the organisation, and how to name or add one."""


class NoLinkError(ScanError):
    """Says why somebody gets no link, and what to do."""


@dataclass(frozen=True, slots=True)
class AskedOrganisation:
    """An organisation by its name, or that of a kind when there is only one.

    The first one of administrators is added, and called `first`.
    """

    name: str | None
    kind: Kind | None
    first: str


def add_person(
    session: Session, asked: AskedOrganisation, link_to: LinkTo, *, name: str, email: str, now: datetime
) -> Invitation:
    """Add an account with a link to begin. Raises OrganisationUnclearError and AddressTakenError."""
    organisation = _organisation(session, asked, now=now)
    account = add_account(session, organisation.id, name=name, email=email, now=now)
    if account is None:
        raise AddressTakenError(email, _get_member(session, email, now=now).account.organisation.name)
    return invite(session, account, link_to, by=None, now=now)


def _organisation(session: Session, asked: AskedOrganisation, *, now: datetime) -> Organisation:
    if asked.name is not None:
        return _named(session, asked.name, asked.kind, now=now)
    kind = asked.kind or Kind.ADMIN
    there = organisations.find_open(session, kind)
    if not there and kind is Kind.ADMIN:
        return _added(session, asked.first, now=now)
    return organisation_of(_only(there, kind))


def _named(session: Session, name: str, kind: Kind | None, *, now: datetime) -> Organisation:
    row = organisations.find_organisation_named(session, name)
    if row is None and kind is Kind.ADMIN:
        return _added(session, name, now=now)
    if row is None:
        raise OrganisationUnclearError(
            f"There is no organisation “{name}”. Add it on the page /beheer first, where its area is told; "
            "for one of administrators, add --kind admin."
        )
    if kind is not None and row.kind != kind:
        raise OrganisationUnclearError(f"“{name}” is of kind {row.kind}, not {kind}.")
    if row.closed_at is not None:
        raise OrganisationUnclearError(f"“{name}” is closed. Reopen it on the page /beheer first.")
    return organisation_of(row)


def _only(there: list[OrganisationRow], kind: Kind) -> OrganisationRow:
    if len(there) == 1:
        return there[0]
    if not there:
        raise OrganisationUnclearError(f"There is no organisation of kind {kind}. Add it on the page /beheer first.")
    names = ", ".join(f"“{row.name}”" for row in there)
    raise OrganisationUnclearError(f"There are more of kind {kind}. Name one with --organisation: {names}.")


def _added(session: Session, name: str, *, now: datetime) -> Organisation:
    added = add_organisation(session, Kind.ADMIN, OrganisationDetails(name), now=now)
    if added is None:
        raise OrganisationUnclearError(f"There is another “{name}”. Give a name with --organisation and --kind admin.")
    return added


def new_link(session: Session, email: str, link_to: LinkTo, *, reset_app: bool, now: datetime) -> Invitation:
    """Make a new link for who has not begun, or with `reset_app` for who is locked out. Raises NoLinkError."""
    member = _get_member(session, email, now=now)
    if member.is_shut_out:
        raise NoLinkError(f"{email} is blocked, or the organisation is closed. That is undone on the page /beheer.")
    if reset_app:
        return invite_anew(session, member.account, link_to, by=None, now=now)
    if member.is_set_up:
        raise NoLinkError(
            f"{email} has a password and an app. Is the phone or the password lost? "
            f"Then `scan user link {email} --reset-app` lets this person begin anew."
        )
    return invite(session, member.account, link_to, by=None, now=now)


def _get_member(session: Session, email: str, *, now: datetime) -> Member:
    found = organisations.find_member_at(session, email)
    if found is None:
        raise NoLinkError(f"Nobody has an account with {email}. `scan user list` shows who has one.")
    return member_of(found, now=now)

"""Organisations and accounts as an administrator sees them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.account import Account, Organisation

LONGEST_ORGANISATION_NAME = 120
LONGEST_PERSON_NAME = 80


@dataclass(frozen=True, slots=True)
class OrganisationDetails:
    """What an administrator tells of an organisation; see Organisation."""

    name: str
    email: str | None = None
    phone: str | None = None
    province: str | None = None
    municipalities: Sequence[str] = ()
    door: str | None = None


@dataclass(frozen=True, slots=True)
class ListedOrganisation:
    """An organisation with how many accounts it has, and how many cases today."""

    organisation: Organisation
    closed_at: datetime | None
    accounts: int
    cases: int

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None


class AccountState(StrEnum):
    """What an administrator should know first of an account."""

    BLOCKED = "blocked"
    CLOSED = "closed"
    ACTIVE = "active"
    INVITED = "invited"
    NO_APP = "no_app"
    RUN_OUT = "run_out"


@dataclass(frozen=True, slots=True)
class Member:
    """An account with how far its person is; `link_until` is of a link that was not used yet."""

    account: Account
    is_blocked: bool
    is_of_closed: bool
    has_password: bool
    has_app: bool
    link_until: datetime | None

    @property
    def is_set_up(self) -> bool:
        return self.has_password and self.has_app

    @property
    def is_shut_out(self) -> bool:
        return self.is_blocked or self.is_of_closed

    @property
    def is_active(self) -> bool:
        return self.state is AccountState.ACTIVE

    @property
    def may_begin(self) -> bool:
        """Whether a link is the way in: for who has no password or no app yet, or no more."""
        return not self.is_set_up and not self.is_shut_out

    @property
    def state(self) -> AccountState:
        states = {
            AccountState.BLOCKED: self.is_blocked,
            AccountState.CLOSED: self.is_of_closed,
            AccountState.ACTIVE: self.is_set_up,
            AccountState.INVITED: self.link_until is not None,
            AccountState.NO_APP: self.has_password,
        }
        return next((state for state, holds in states.items() if holds), AccountState.RUN_OUT)

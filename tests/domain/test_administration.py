"""What an administrator should know first of an account."""

from datetime import UTC, datetime

import pytest

from app.domain.account import Account, Kind, Organisation
from app.domain.administration import AccountState, ListedOrganisation, Member

LOKET = Organisation(1, Kind.ADVISER, "Loket", None, None, None, (), None)
SOON = datetime(2026, 12, 1, tzinfo=UTC)


def member(
    *, blocked: bool = False, closed: bool = False, password: bool = False, app: bool = False, until: bool = False
) -> Member:
    account = Account(1, "Ilse", "ilse@loket.example", LOKET)
    return Member(account, blocked, closed, password, app, SOON if until else None)


@pytest.mark.parametrize(
    ("found", "state", "may_begin"),
    [
        (member(until=True), AccountState.INVITED, True),
        (member(), AccountState.RUN_OUT, True),
        (member(password=True), AccountState.NO_APP, True),
        (member(password=True, until=True), AccountState.INVITED, True),
        (member(password=True, app=True), AccountState.ACTIVE, False),
        (member(password=True, app=True, blocked=True), AccountState.BLOCKED, False),
        (member(until=True, blocked=True, closed=True), AccountState.BLOCKED, False),
        (member(until=True, closed=True), AccountState.CLOSED, False),
    ],
)
def test_what_shuts_out_goes_first_then_what_lacks(found: Member, state: AccountState, may_begin: bool) -> None:
    assert (found.state, found.may_begin, found.is_active) == (state, may_begin, state is AccountState.ACTIVE)


def test_an_organisation_is_closed_from_a_moment_on() -> None:
    assert ListedOrganisation(LOKET, SOON, accounts=0, cases=0).is_closed
    assert not ListedOrganisation(LOKET, None, accounts=0, cases=0).is_closed

"""Adds the organisations of the demo, with people who can sign in at once."""

import random
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.db.account_tables import AccountRow
from app.db.engine import Database
from app.domain.account import Account, Organisation
from app.domain.invented.organisations import InventedTeam, invent_teams
from app.domain.invented.people import InventedPerson
from app.domain.questionnaire import Questionnaire
from app.services import passwords, second_factor
from app.services.demo import invented_model
from app.services.organisations import add_account, add_organisation

_PASSWORD_BYTES = 12


@dataclass(frozen=True, slots=True)
class Login:
    """An account with what is told of it once: its password, and the secret for an authenticator app."""

    account: Account
    password: str
    totp_secret: str


def add_organisations(
    database: Database, questionnaire: Questionnaire, secret_key: bytes, *, now: datetime, draw: random.Random
) -> Sequence[Login]:
    """Add all organisations in one transaction, and return how their people sign in."""
    teams = list(invent_teams(invented_model(), questionnaire, draw))
    ways = [[_Way.new(person) for person in team.people] for team in teams]
    with database.write() as session:
        return [
            login
            for team, theirs in zip(teams, ways, strict=True)
            for login in _add_team(session, team, theirs, secret_key, now=now)
        ]


@dataclass(frozen=True, slots=True)
class _Way:
    """How a person signs in, hashed before the transaction since that takes long."""

    person: InventedPerson
    password: str
    password_hash: str
    nonce: str

    @classmethod
    def new(cls, person: InventedPerson) -> "_Way":
        password = secrets.token_urlsafe(_PASSWORD_BYTES)
        return cls(person, password, passwords.hashed(password), second_factor.new_nonce())


def _add_team(
    session: Session, team: InventedTeam, ways: Sequence[_Way], secret_key: bytes, *, now: datetime
) -> Iterator[Login]:
    organisation = add_organisation(session, team.kind, team.details, now=now)
    assert organisation is not None
    for way in ways:
        account = _add_account(session, organisation, way, now=now)
        yield Login(account, way.password, second_factor.secret_of(secret_key, way.nonce))


def _add_account(session: Session, organisation: Organisation, way: _Way, *, now: datetime) -> Account:
    account = add_account(session, organisation.id, name=way.person.name, email=way.person.email, now=now)
    assert account is not None
    row = session.get_one(AccountRow, account.id)
    row.password_hash, row.totp_nonce, row.totp_since = way.password_hash, way.nonce, now
    return account

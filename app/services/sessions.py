"""Sessions of accounts: begun, found again, and ended by their owner or by the clock."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel import Session

from app.db import accounts
from app.db.account_tables import AccountRow, OrganisationRow, SessionRow
from app.db.engine import Database
from app.domain.account import Account, Kind, Organisation
from app.domain.errors import StepNotOpenError

# A working day, and a long lunch.
LONGEST = timedelta(hours=12)
LONGEST_IDLE = timedelta(hours=1)
_LONGEST_ON_THE_WAY = timedelta(minutes=30)
_SEEN_EVERY = timedelta(minutes=1)
_CLOCKS_DIFFER = timedelta(minutes=1)


class Stage(StrEnum):
    """How far somebody is with signing in. Only who is `VERIFIED` sees more than the pages of signing in."""

    PASSWORD_GIVEN = "password_given"
    CHOOSING_PASSWORD = "choosing_password"
    ADDING_APP = "adding_app"
    VERIFIED = "verified"


@dataclass(frozen=True, slots=True)
class SignIn:
    """A session with whose it is; `token_hash` is its name in the database and opens nothing."""

    token_hash: str
    stage: Stage
    account: Account


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def go_on(session: Session, sign_in: SignIn, stage: Stage, *, now: datetime) -> str:
    """Begin a session of the next stage in the place of this one. Raises StepNotOpenError if that is over already."""
    if not accounts.take_session(session, sign_in.token_hash):
        raise StepNotOpenError
    return start_session(session, sign_in.account.id, stage, now=now)


def start_session(session: Session, account_id: int, stage: Stage, *, now: datetime) -> str:
    """Begin a session and return its token; only the hash is kept."""
    token = secrets.token_urlsafe(32)
    session.add(SessionRow(token_hash=hashed(token), account_id=account_id, stage=stage, started_at=now, seen_at=now))
    return token


def find_sign_in(database: Database, token: str, *, now: datetime) -> SignIn | None:
    """Find whose session this is, unless it is over, and note that it was used."""
    with database.read() as session:
        found = accounts.find_session(session, hashed(token))
    if found is None or _is_over(found[0], now=now):
        return None
    row, account, organisation = found
    if now - row.seen_at > _SEEN_EVERY:
        with database.write() as session:
            accounts.see_session(session, row.token_hash, now=now)
    return SignIn(row.token_hash, Stage(row.stage), account_of(account, organisation))


def _is_over(row: SessionRow, *, now: datetime) -> bool:
    longest = LONGEST if row.stage == Stage.VERIFIED else _LONGEST_ON_THE_WAY
    # One that began later than now is of a clock that was ahead; those of two nodes differ a little.
    return not (
        row.started_at <= now + _CLOCKS_DIFFER and now < min(row.started_at + longest, row.seen_at + LONGEST_IDLE)
    )


def list_sessions(database: Database, account_id: int, *, now: datetime) -> Sequence[SessionRow]:
    """Return where an account is signed in, the last used first."""
    with database.read() as session:
        found = accounts.sessions_of(session, account_id)
    return [row for row in found if row.stage == Stage.VERIFIED and not _is_over(row, now=now)]


def end_session(database: Database, token: str) -> None:
    with database.write() as session:
        accounts.take_session(session, hashed(token))


def end_all(session: Session, account_id: int, *, but: str = "") -> None:
    """Sign an account out everywhere, but in the session of this hash."""
    accounts.delete_sessions(session, account_id, but=but)


def account_of(row: AccountRow, organisation: OrganisationRow) -> Account:
    assert row.id is not None
    return Account(id=row.id, name=row.name, email=row.email, organisation=organisation_of(organisation))


def organisation_of(row: OrganisationRow) -> Organisation:
    assert row.id is not None
    return Organisation(
        id=row.id,
        kind=Kind(row.kind),
        name=row.name,
        email=row.email,
        phone=row.phone,
        province=row.province,
        municipalities=row.municipalities,
        door=row.door,
    )

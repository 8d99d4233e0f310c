"""Keeps those who guess at passwords and codes from trying on, and lets the owner of the account in meanwhile.

Why these numbers: docs/adr/0020-limits-that-do-not-lock-out.md.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlmodel import Session

from app.db import accounts, attempts
from app.db.engine import Database
from app.domain.errors import TooManySignInsError
from app.services.pseudonyms import pseudonym

Factor = Literal["password", "code"]

WINDOW = timedelta(minutes=15)
LONGEST_WINDOW = timedelta(days=1)
MOST_BY_VISITOR_OF_ACCOUNT = 5
MOST_BY_VISITOR = 30
MOST_OF_ACCOUNT = 100
PLACE_KNOWN_FOR = timedelta(days=30)
MOST_CODES_OF_SESSION = 5


@dataclass(frozen=True, slots=True)
class Attempt:
    """By which keyed hashes an attempt was counted."""

    of_pair: str
    of_visitor: str
    of_account: str


def count_attempt(
    database: Database, secret_key: bytes, factor: Factor, *, email: str, visitor: str, now: datetime
) -> Attempt:
    """Count an attempt as failed before it is judged, so that many at the same moment count as well.

    Raises TooManySignInsError.
    """
    email = email.lower()
    made = Attempt(
        of_pair=pseudonym(secret_key, "attempts", f"{factor} {visitor} {email}"),
        of_visitor=pseudonym(secret_key, "attempts", f"visitor {visitor}"),
        of_account=pseudonym(secret_key, "attempts", f"account {email}"),
    )
    with database.write() as session:
        _count(session, made.of_pair, MOST_BY_VISITOR_OF_ACCOUNT, WINDOW, now=now)
        _count(session, made.of_visitor, MOST_BY_VISITOR, WINDOW, now=now)
        is_known = accounts.knows_place(session, email, visitor, since=now - PLACE_KNOWN_FOR)
        _count(session, made.of_account, None if is_known else MOST_OF_ACCOUNT, LONGEST_WINDOW, now=now)
    return made


def _count(session: Session, token: str, most: int | None, window: timedelta, *, now: datetime) -> None:
    count, since = attempts.add_attempt(session, token, now=now, window_start=now - window)
    if most is not None and count > most:
        raise TooManySignInsError(since + window - now)


def forgive(session: Session, attempt: Attempt) -> None:
    """Count an attempt no longer, nor those of this visitor before it: it succeeded."""
    attempts.forget_attempts(session, attempt.of_pair)
    for token in (attempt.of_visitor, attempt.of_account):
        attempts.take_back_attempt(session, token)


def is_last_code(session: Session, secret_key: bytes, token_hash: str, *, now: datetime) -> bool:
    """Count a wrong code in a session, and say whether it was the last that may be tried there."""
    token = pseudonym(secret_key, "attempts", f"session {token_hash}")
    count, _ = attempts.add_attempt(session, token, now=now, window_start=now - LONGEST_WINDOW)
    return count >= MOST_CODES_OF_SESSION

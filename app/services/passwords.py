"""Passwords: their hashes, and whether a new one is hard enough to guess."""

import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pwdlib import PasswordHash
from zxcvbn import zxcvbn

from app.content import read_yaml
from app.domain.account import Account
from app.domain.errors import PasswordsBusyError

SHORTEST, LONGEST = 12, 200
_LOWEST_SCORE = 3
# Of 72 signs, the most that zxcvbn takes, some took it 11 seconds; what makes a password weak shows in the first.
_ESTIMATED = 32

Weakness = Literal["short", "long", "about_you", "usual", "row", "repeat", "date", "guessable"]
_OF_PATTERN: dict[str, Weakness] = {
    "dictionary": "usual",
    "spatial": "row",
    "sequence": "row",
    "repeat": "repeat",
    "regex": "date",
    "date": "date",
}

ARGON2 = PasswordHash.recommended()
# Each takes 64 MiB, however many sign in at once.
_at_once = threading.BoundedSemaphore(2)
# Who waits keeps one of the forty threads that answer all visitors.
_MOST_IN_LINE = 20
_line = threading.BoundedSemaphore(_MOST_IN_LINE)
# zxcvbn keeps what is known of one person in a global.
_estimating = threading.Lock()


@contextmanager
def in_line() -> Iterator[None]:
    """Keep a place in the line of those whose password is checked or hashed. Raises PasswordsBusyError."""
    if not _line.acquire(blocking=False):
        raise PasswordsBusyError
    try:
        yield
    finally:
        _line.release()


def hashed(password: str) -> str:
    with _at_once:
        return ARGON2.hash(password)


def is_right(password: str, password_hash: str | None) -> bool:
    """Say whether a password goes with a hash. Without one it takes as long, and the answer is no."""
    return hash_if_right(password, password_hash) is not None


def hash_if_right(password: str, password_hash: str | None) -> str | None:
    """Return the hash of a password to keep if it goes with this one: a new one where this was made in an older way."""
    with _at_once:
        goes, renewed = ARGON2.verify_and_update(password, password_hash or _of_nobody())
    return renewed or password_hash if goes and password_hash else None


@cache
def _of_nobody() -> str:
    return ARGON2.hash("")


def find_weakness(password: str, account: Account, *, site_name: str) -> Weakness | None:
    """Find why a new password of somebody will not do."""
    if len(password) < SHORTEST:
        return "short"
    if len(password) > LONGEST:
        return "long"
    about = _words_about(account, site_name)
    with _estimating:
        found = zxcvbn(password[:_ESTIMATED], user_inputs=[*about, *_usual_words()])
    if found["score"] >= _LOWEST_SCORE:
        return None
    longest = max(found["sequence"], key=lambda match: len(match["token"]))
    if longest.get("matched_word") in about:
        return "about_you"
    return _OF_PATTERN.get(longest["pattern"], "guessable")


def _words_about(account: Account, site_name: str) -> Sequence[str]:
    """Return what somebody who guesses knows: names and addresses, whole and in words."""
    told = [text.lower() for text in (account.name, account.email, account.organisation.name, site_name)]
    return [*told, *(word for text in told for word in re.findall(r"[^\W_]{3,}", text))]


@cache
def _usual_words() -> Sequence[str]:
    found: Any = read_yaml(Path(__file__).parent / "usual_words.yaml", "usual_words.yaml")
    return [*found["words"], *found["years"]]

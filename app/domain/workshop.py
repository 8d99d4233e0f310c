"""Workshops: the code by which owners join one, and how much its counts may tell."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime

LONGEST_TITLE = 80
CODE_LENGTH = 6
# No two of these look alike, on a screen or in handwriting, and without vowels they make no words.
CODE_SIGNS = "23456789CFHJKMPRTVXY"
_LOOK_ALIKES = str.maketrans({"Z": "2", "S": "5", "G": "6", "B": "8", "U": "V"})


def code_from(typed: str) -> str | None:
    """Return the code that somebody means, however it is written; None if no workshop could have it."""
    signs = unicodedata.normalize("NFKC", typed).upper()
    code = "".join(sign for sign in signs if sign.isalnum()).translate(_LOOK_ALIKES)
    return code if len(code) == CODE_LENGTH and set(code) <= set(CODE_SIGNS) else None


def spelled(code: str) -> str:
    """Return a code in two groups, as one reads it aloud."""
    half = CODE_LENGTH // 2
    return f"{code[:half]} {code[half:]}"


@dataclass(frozen=True, slots=True)
class Progress:
    """How it goes in a workshop, as far as that singles out nobody.

    `joined` is None when too few did. At least `finished` are done, None when those are too few to tell.
    """

    joined: int | None = None
    finished: int | None = None

    @property
    def is_everybody_finished(self) -> bool:
        return self.joined is not None and self.joined == self.finished

    @property
    def most_busy(self) -> int | None:
        """How many are not done, at most; None where `finished` does not tell."""
        return None if self.joined is None or self.finished is None else self.joined - self.finished


def progress_of(joined: int, finished: int, *, least: int) -> Progress:
    """Return what may be told: nothing of fewer than `least`, and of who is done only each `least` more.

    So nobody sees from two looks at the screen that one more is done. Why: docs/adr/0021-workshops-count-in-fives.md.
    """
    if joined < least:
        return Progress()
    return Progress(joined, finished // least * least or None)


@dataclass(frozen=True, slots=True)
class Workshop:
    """A workshop as the organisation that holds it sees it, that ended or will end at `ends_at`."""

    key: str
    title: str
    code: str
    opened_at: datetime
    ends_at: datetime
    is_open: bool
    progress: Progress


@dataclass(frozen=True, slots=True)
class Invitation:
    """An open workshop as those see it who have its code."""

    code: str
    title: str
    organisation: str

"""Invented people, with an e-mail address that cannot exist."""

import random
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.invented.companies import surname
from app.domain.invented.model import Names


@dataclass(frozen=True, slots=True)
class InventedPerson:
    name: str
    email: str


def invent_person(names: Names, host: str, draw: random.Random) -> InventedPerson:
    """Invent a person with an address at this host."""
    name = f"{draw.choice(names.first)} {surname(names, draw)}"
    return InventedPerson(name, f"{_plain(name)}@{host}")


def invent_people(names: Names, host: str, count: int, draw: random.Random) -> Iterator[InventedPerson]:
    """Yield people who each have an address of their own."""
    seen: set[str] = set()
    while len(seen) < count:
        person = invent_person(names, host, draw)
        if person.email not in seen:
            seen.add(person.email)
            yield person


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return letters.replace(" ", ".")

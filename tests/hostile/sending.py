"""Sends what nobody should type, and checks that what comes back is a page in which no text became markup."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar
from urllib.parse import urlencode

from tests.databases import on_sqlite
from tests.hostile.naughty import MARKER, TEXTS, encoded
from tests.page import Page
from tests.visitor import ORIGIN, Visitor

Place = TypeVar("Place")

LONGEST_FIELD = 5000
KIND = {"content-type": "application/x-www-form-urlencoded", "origin": ORIGIN}
FINE = {200, 204, 301, 303, 400, 404, 409, 422, 429}
UNSEEN = {"Cc", "Cs"}
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

# What is refused before it is stored, and text that others are like, is the same with every database.
stores_nothing = on_sqlite


def send(visitor: Visitor, action: str, fields: Mapping[str, str | bytes]) -> Page:
    """Send a form and return the checked answer, in which no text became markup."""
    typed = {name: encoded(value) if isinstance(value, str) else value for name, value in fields.items()}
    return receive(visitor, action, urlencode(typed).encode())


def receive(visitor: Visitor, action: str, body: bytes) -> Page:
    return checked(Page(visitor.client.post(action, content=body, headers=KIND, follow_redirects=False)))


def checked(page: Page) -> Page:
    assert page.status in FINE, f"{page.path} gives {page.status}"
    if page.is_html:
        for element in page.root.iter():
            assert MARKER not in str(element.tag), f"{page.path} takes text for an element"
            assert MARKER not in "".join(element.attrib), f"{page.path} takes text for an attribute"
    return page


def is_clean(text: str) -> bool:
    signs = {unicodedata.category(sign) for sign in text} & UNSEEN
    return unicodedata.is_normalized("NFC", text) and not signs and not TURNING & set(text)


def in_turn(places: Sequence[Place], *, of: Callable[[Place], object], every: int = 1) -> Iterator[tuple[int, Place]]:
    """Yield the number of a text, of `every` so many, for each kind of place; places of one kind share the texts."""
    for start, kind in enumerate(dict.fromkeys(of(place) for place in places)):
        alike = [place for place in places if of(place) == kind]
        for at in range(start % every, len(TEXTS), every):
            yield at, alike[at % len(alike)]


def in_batches(texts: tuple[str, ...]) -> Iterator[str]:
    """Yield the texts after one another, in as few fields as can hold them."""
    batch = ""
    for text in texts:
        if batch and len(batch) + len(text) > LONGEST_FIELD:
            yield batch
            batch = ""
        batch += text
    yield batch

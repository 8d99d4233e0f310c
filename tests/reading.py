"""How long it takes to read the way from the home page to the result: words that are new on a page, and choices."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from tests.html import NAMESPACE
from tests.page import Page
from tests.visitor import Visitor

WORDS_PER_MINUTE = 200
SECONDS_PER_CHOICE = 4
KINDS = ("home", "profile", "question", "overview", "check")
_THIRD = 2
_HTML = f"{{{NAMESPACE['h']}}}"
_FIELDS = {_HTML + tag for tag in ("input", "select")}
_OUT_OF_SIGHT = {"visually-hidden", "skip"}
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"\w[\w’'.,-]*")


@dataclass(frozen=True, slots=True)
class Stop:
    """A page on the way, with the words that a visitor had not met before."""

    kind: str
    words: int
    choices: int

    @property
    def minutes(self) -> float:
        return self.words / WORDS_PER_MINUTE + self.choices * SECONDS_PER_CHOICE / 60


def core_visit(visitor: Visitor, **company: str) -> Iterator[Stop]:
    """Answer every question of the core, and stop before the result."""
    reader = _Reader()
    yield reader.read("home", visitor.get("/"))
    yield reader.read("profile", visitor.get("/start"))
    page = visitor.start(**company)
    while page.path.startswith("/scan/vraag/"):
        yield reader.read("question", page)
        page = visitor.post(page.path, page.filled_in() | {"answer": page.values("answer")[_THIRD]})
    if page.path == "/scan/overzicht":
        yield reader.read("overview", page)
    yield reader.read("check", visitor.get("/scan/controle"))


@dataclass(slots=True)
class _Reader:
    """Reads no text of an earlier page again, also with other numbers in it: header, footer, buttons, progress."""

    known: set[str] = field(default_factory=set)

    def read(self, kind: str, page: Page) -> Stop:
        """Count what can be seen: each field is a choice, and so is going on from a page without fields."""
        visible = list(_visible(page.all("body")[0]))
        texts = {" ".join(text.split()) for element in visible for text in _texts_in(element)}
        new = {text for text in texts if _NUMBER.sub("0", text) not in self.known}
        self.known |= {_NUMBER.sub("0", text) for text in new}
        fields = {found.get("name") for found in visible if found.tag in _FIELDS and found.get("type") != "hidden"}
        return Stop(kind, words=sum(len(_WORD.findall(text)) for text in new), choices=len(fields) or 1)


def _visible(element: Element) -> Iterator[Element]:
    # A comment has no name, but a function.
    if not isinstance(element.tag, str) or _OUT_OF_SIGHT & set((element.get("class") or "").split()):
        return
    yield element
    is_closed = element.tag == _HTML + "details" and element.get("open") is None
    for child in element.findall("h:summary", NAMESPACE) if is_closed else element:
        yield from _visible(child)


def _texts_in(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield child.tail or ""

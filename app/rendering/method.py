"""The explanation of the score, docs/method.md, as parts of a page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

_DOCUMENT = Path(__file__).parents[2] / "docs" / "method.md"
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading; `id` is its anchor."""

    id: str
    heading: str
    text: Markup


@dataclass(frozen=True, slots=True)
class Method:
    heading: str
    intro: Markup
    sections: Sequence[Section]


@cache
def method() -> Method:
    """Return the explanation, read and turned into HTML once."""
    return parse_method(_DOCUMENT.read_text(encoding="utf-8"))


def parse_method(text: str) -> Method:
    """Split a document with one heading of the first level into its sections of the second; HTML in it stays text."""
    first, *others = _parts(_MARKDOWN.parse(text))
    return Method(first.heading, first.text, others)


def _parts(tokens: Sequence[Token]) -> Iterator[Section]:
    starts = [number for number, token in enumerate(tokens) if token.type == "heading_open" and token.tag in "h1 h2"]
    for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
        heading, content = tokens[start + 1].content, tokens[start + 3 : end]
        for token in content:
            _prepare(token)
        html = _MARKDOWN.renderer.render(content, _MARKDOWN.options, {})
        yield Section(re.sub(r"\W+", "-", heading.lower()), heading, Markup(html))


def _prepare(token: Token) -> None:
    """Give table heads their scope, and leave the words of a link to another file of the project without the link."""
    if token.type == "th_open":
        token.attrSet("scope", "col")
    children, is_own = token.children or [], True
    for child in children:
        if child.type == "link_open":
            is_own = not str(child.attrGet("href")).startswith("https:")
        if is_own and child.type in ("link_open", "link_close"):
            child.type, child.content = "text", ""

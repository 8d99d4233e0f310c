"""What the texts and the questions keep to, as parsed from `style/`."""

from typing import Annotated

from pydantic import Field

from app.domain.parsed import Parsed, Slug, Text


class QuestionsPerElement(Parsed):
    """The fewest questions that count for an element: in the core, and in the core and what deepens it together."""

    core: Annotated[int, Field(ge=1)]
    full: Annotated[int, Field(ge=1)]


class ContentRules(Parsed):
    """`longest_in_action` counts signs by key; `no_source` has the words that alone are no source."""

    longest_sentence: Annotated[int, Field(ge=1)]
    longest_in_action: dict[Slug, Annotated[int, Field(ge=1)]]
    questions_per_element: QuestionsPerElement
    no_source: tuple[Text, ...]
    source: Text


class JargonWord(Parsed):
    """A word or phrase that visitors do not read, with or without other endings (`*`), and what to write instead."""

    word: Annotated[str, Field(pattern=r"^[^\s*](?:[^*]*[^\s*])?\*?$", max_length=80)]
    instead: Text


class Jargon(Parsed):
    words: tuple[JargonWord, ...]


class Style(Parsed):
    rules: ContentRules
    jargon: Jargon

"""Whether visitors can read it: short, without jargon; and whether every source says something."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, get_args

from app.domain.content_check.style import ContentRules, Jargon, JargonWord, Style
from app.domain.errors import Problem
from app.domain.parsed import Parsed, Text
from app.domain.questionnaire import Questionnaire

_SENTENCE_END = re.compile(r"(?<=[.!?:])[”’]?\s")
_FOLDERS = ("questions", "actions", "examples", "schemes")
_SOURCES = ("source", "weights_source")
_FOR_REVIEWERS = ("measures", *_SOURCES)
_IS_TEXT = list(get_args(Text)[1:])


class FoundText(NamedTuple):
    """`path` leads to the text in its file; the last key says what kind of text it is."""

    file: str
    path: str
    text: str

    @property
    def key(self) -> str:
        return self.path.rpartition(".")[2]


def language_problems(questionnaire: Questionnaire, style: Style) -> Iterator[Problem]:
    """Yield what is too long, words of the jargon list, and sources that say nothing."""
    texts = texts_for_visitors(questionnaire)
    most = style.rules.longest_sentence
    for found in texts:
        for sentence in sentences(found.text):
            if word_count(sentence) > most:
                yield Problem(found.file, found.path, sentence, f"sentences of at most {most} words")
    yield from _long_texts(questionnaire, style.rules)
    yield from _jargon_problems(texts, style.jargon)
    for found in _sources(questionnaire):
        if _says_nothing(found.text, style.rules.no_source):
            yield Problem(found.file, found.path, found.text, "where it comes from, or 'Redactioneel'")


def texts_for_visitors(questionnaire: Questionnaire) -> list[FoundText]:
    """Return what visitors read; sources and what a question measures are for reviewers."""
    return [found for found in _texts(questionnaire) if found.key not in _FOR_REVIEWERS]


def sentences(text: str) -> list[str]:
    return [sentence.strip() for sentence in _SENTENCE_END.split(text)]


def word_count(sentence: str) -> int:
    return len(sentence.split())


def _long_texts(questionnaire: Questionnaire, rules: ContentRules) -> Iterator[Problem]:
    for action in questionnaire.actions:
        for found in _texts_in(action, f"actions/{action.id}.yaml", ""):
            most = rules.longest_in_action.get(found.key)
            if most and len(found.text) > most:
                yield Problem(found.file, found.path, found.text, f"a text of at most {most} signs")


def _jargon_problems(texts: Sequence[FoundText], jargon: Jargon) -> Iterator[Problem]:
    # One group for each word tells which of them was found.
    words = "|".join(f"({_pattern(entry)})" for entry in jargon.words) or r"(?!)"
    pattern = re.compile(rf"(?<!\w)(?:{words})", re.IGNORECASE)
    for found in texts:
        for match in pattern.finditer(found.text):
            instead = jargon.words[(match.lastindex or 0) - 1].instead
            yield Problem(found.file, found.path, match.group(), f"plainer words: {instead}")


def _pattern(entry: JargonWord) -> str:
    written = r"\s+".join(re.escape(part) for part in entry.word.removesuffix("*").split())
    ending = r"\w*" if entry.word.endswith("*") else r"(?!\w)"
    return written + ending


def _says_nothing(source: str, no_source: Sequence[str]) -> bool:
    letters = "".join(sign for sign in source.casefold() if sign.isalpha())
    return not letters or letters in no_source


def _sources(questionnaire: Questionnaire) -> list[FoundText]:
    return [found for found in _texts(questionnaire) if found.key in _SOURCES]


def _texts(questionnaire: Questionnaire) -> Iterator[FoundText]:
    for folder in _FOLDERS:
        for record in getattr(questionnaire, folder):
            yield from _texts_in(record, f"{folder}/{record.id}.yaml", "")
    yield from _texts_in(questionnaire.profile, "profile.yaml", "")
    yield from _texts_in(questionnaire.doors, "doors.yaml", "doors")
    yield from _texts_in(questionnaire.contradictions, "contradictions.yaml", "contradictions")
    manifest = questionnaire.model_copy(update=dict.fromkeys((*_FOLDERS, "profile", "doors", "contradictions")))
    yield from _texts_in(manifest, "scan.yaml", "")


def _texts_in(value: object, file: str, path: str) -> Iterator[FoundText]:
    """Yield every field of the kind Text."""
    if isinstance(value, Parsed):
        for name, field in type(value).model_fields.items():
            part, here = getattr(value, name), f"{path}.{name}" if path else name
            is_text = field.metadata == _IS_TEXT or Text in get_args(field.annotation)
            if is_text and part is not None:
                yield FoundText(file, here, part)
            yield from _texts_in(part, file, here)
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from _texts_in(part, file, f"{path}.{key}")
    elif isinstance(value, tuple):
        for index, part in enumerate(value):
            yield from _texts_in(part, file, f"{path}[{index}]")

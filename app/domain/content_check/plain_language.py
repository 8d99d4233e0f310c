"""Whether visitors can read it: short sentences, without jargon; and whether every source says something."""

import re
from collections.abc import Iterator, Sequence

from app.domain.content_check.style import Jargon, JargonWord, Style
from app.domain.content_check.texts import FoundText, sources_in, texts_for_visitors
from app.domain.errors import Problem
from app.domain.questionnaire import Questionnaire

_SENTENCE_END = re.compile(r"(?<=[.!?:])[”’]?\s")


def language_problems(questionnaire: Questionnaire, style: Style) -> Iterator[Problem]:
    """Yield sentences that are too long, words of the jargon list, and sources that say nothing."""
    texts = texts_for_visitors(questionnaire)
    most = style.rules.longest_sentence
    for found in texts:
        for sentence in sentences(found.text):
            if word_count(sentence) > most:
                yield Problem(found.file, found.path, sentence, f"sentences of at most {most} words")
    yield from _jargon_problems(texts, style.jargon)
    for found in sources_in(questionnaire):
        if _says_nothing(found.text, style.rules.no_source):
            yield Problem(found.file, found.path, found.text, "where it comes from, or 'Redactioneel'")


def sentences(text: str) -> list[str]:
    return [sentence.strip() for sentence in _SENTENCE_END.split(text)]


def word_count(sentence: str) -> int:
    return len(sentence.split())


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

"""The letters about a share: to an organisation without a name, to an owner without the way into the scan."""

import re
from datetime import date

import pytest

from app.rendering.letters import (
    Letter,
    ended_letter,
    expired_letter,
    from_adviser_letter,
    removed_letter,
    shared_letter,
    warning_letter,
    withdrawn_letter,
)
from tests.rendering.test_letters import LONGEST_SENTENCE, read, sentences

SIGN_IN = "https://scan.example.nl/inloggen"
DAY = date(2027, 2, 20)
TO_ORGANISATIONS = (shared_letter(SIGN_IN), withdrawn_letter(), removed_letter(), ended_letter())
TO_OWNERS = (warning_letter("Huis & Co", DAY), expired_letter("Huis & Co", DAY))
FROM_ADVISER = from_adviser_letter("Huis & Co")

every_letter = pytest.mark.parametrize(
    "letter", [*TO_ORGANISATIONS, *TO_OWNERS, FROM_ADVISER], ids=lambda letter: letter.subject
)


@every_letter
def test_text_and_html_say_the_same(letter: Letter) -> None:
    as_text = letter.text.partition("Goedendag,")[2].split()
    as_html = read(letter.html).removeprefix(letter.subject).split()

    assert as_text == as_html


@every_letter
def test_sentences_are_short(letter: Letter) -> None:
    assert [words for words in sentences(letter.text) if len(words.split()) > LONGEST_SENTENCE] == []


@every_letter
def test_the_only_address_is_that_to_sign_in(letter: Letter) -> None:
    found = re.findall(r"https?://[^\s\"<]+", letter.text + letter.html)

    assert set(found) <= {SIGN_IN}
    assert bool(found) == (letter == shared_letter(SIGN_IN))


@pytest.mark.parametrize("letter", TO_OWNERS, ids=lambda letter: letter.subject)
def test_an_owner_reads_with_whom_and_until_when(letter: Letter) -> None:
    for words in (letter.text, read(letter.html)):
        assert "Huis & Co" in words
        assert "20 februari 2027" in words
        assert "staat uw link niet in deze mail" in words

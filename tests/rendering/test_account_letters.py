"""The letters about a password: what to do, also for who did not ask, and nothing that follows the reader."""

import re

import pytest

from app.rendering.letters import Letter, password_changed_letter, reset_letter
from tests.rendering.test_letters import LONGEST_SENTENCE, read, sentences

LINK = "https://scan.example.nl/inloggen/link/Zo_n-geheim"
LETTERS = (reset_letter(LINK, name="Jan <b> de Boer"), password_changed_letter(LINK))

every_letter = pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.subject)


@every_letter
def test_text_and_html_say_the_same(letter: Letter) -> None:
    as_text = re.findall(r"\S+", letter.text)
    as_html = re.findall(r"\S+", read(letter.html).removeprefix(letter.subject))

    assert as_text == as_html


@every_letter
def test_sentences_are_short(letter: Letter) -> None:
    assert [words for words in sentences(letter.text) if len(words.split()) > LONGEST_SENTENCE] == []


@every_letter
def test_the_only_address_is_that_of_the_link(letter: Letter) -> None:
    assert set(re.findall(r"https?://[^\s\"<]+", letter.text + letter.html)) == {LINK}


@every_letter
def test_it_says_what_to_do_if_it_was_somebody_else(letter: Letter) -> None:
    assert re.search(r"Heeft u hier niet om gevraagd\?|Was u het niet\?", letter.text)


def test_a_name_is_text_and_no_markup() -> None:
    assert "Jan &lt;b&gt; de Boer" in LETTERS[0].html


def test_a_reset_tells_how_long_the_link_works() -> None:
    assert "een uur, en één keer" in LETTERS[0].text

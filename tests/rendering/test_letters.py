"""The letters that go by mail: the same words as text and as HTML, and nothing that follows the reader."""

import re
from datetime import date

import pytest

from app.rendering.letters import Letter, link_letter
from tests.page import text_of
from tests.rendering.documents import parsed

LINK = "https://scan.example.nl/verder/Zo_n-geheim"
LONGEST_SENTENCE = 20


@pytest.fixture(params=[True, False], ids=["finished", "unfinished"])
def letter(request: pytest.FixtureRequest) -> Letter:
    return link_letter(LINK, kept_until=date(2027, 2, 20), is_finished=request.param)


def read(html: str) -> str:
    body = parsed(html).find("body")
    assert body is not None
    return text_of(body)


def test_it_says_until_when_and_what_to_do_if_not_asked_for(letter: Letter) -> None:
    for words in (" ".join(letter.text.split()), read(letter.html)):
        assert LINK in words
        assert "20 februari 2027" in words
        assert "Heeft u hier niet om gevraagd?" in words


def test_it_says_what_is_kept_of_the_address(letter: Letter) -> None:
    for words in (" ".join(letter.text.split()), read(letter.html)):
        assert "dan wissen wij uw adres" in words
        assert "Een code van uw adres bewaren wij nog een dag" in words


def test_it_says_what_the_link_opens() -> None:
    day = date(2027, 2, 20)

    assert "resultaat" in link_letter(LINK, kept_until=day, is_finished=True).text
    assert "resultaat" not in link_letter(LINK, kept_until=day, is_finished=False).text


def test_text_and_html_say_the_same(letter: Letter) -> None:
    as_text, as_html = (set(sentences(words)) for words in (letter.text, read(letter.html)))

    assert len(as_text & as_html) >= 9


def test_sentences_are_short(letter: Letter) -> None:
    assert all(len(sentence.split()) <= LONGEST_SENTENCE for sentence in sentences(letter.text))


def test_the_subject_is_one_line_that_tells_nothing_of_the_scan(letter: Letter) -> None:
    assert letter.subject == "De link naar uw arbeidsproductiviteitsscan"


def test_nothing_is_fetched_and_the_link_is_the_only_address(letter: Letter) -> None:
    assert set(re.findall(r"https?://[^\s\"<]+", letter.html)) == {LINK}
    assert not re.search(r"<img|<script|<link|url\(", letter.html)


def sentences(words: str) -> list[str]:
    return [sentence for sentence in re.split(r"(?<=[.?!:])\s+", " ".join(words.split())) if sentence]

"""The letters about passing a case on: to the owner who decides, and to both organisations."""

import re
from dataclasses import replace
from datetime import date

import pytest

from app.domain.account import Kind, Organisation
from app.domain.pass_on import PassOnWish
from app.domain.sharing import Scope, Terms
from app.rendering.letters import Letter, pass_on_letter, passed_on_letter, received_letter, refused_letter
from tests.rendering.test_letters import LONGEST_SENTENCE, read, sentences

LINK = "https://scan.example.nl/doorgeven/Zo_n-geheim"
LETTERS = {
    "pass_on": lambda wish: pass_on_letter(LINK, wish),
    "passed_on": passed_on_letter,
    "received": lambda wish: received_letter(LINK, wish),
    "refused": refused_letter,
}
every_letter = pytest.mark.parametrize("name", LETTERS)


def _organisation(number: int, name: str) -> Organisation:
    return Organisation(number, Kind.ADVISER, name, None, None, None, (), None)


WISH = PassOnWish(
    scan_id=1,
    mark="0123456789ab",
    holder=_organisation(1, "Ondernemershuis"),
    asked_by="Anna de Boer",
    target=_organisation(2, "Kennispoort"),
    reason="Zij kennen uw vak.\nEn zij zitten dichtbij.",
    terms=Terms(Scope.CASE, "2026.1", date(2027, 2, 20)),
    asked_on=date(2026, 11, 22),
    answer_by=date(2026, 12, 6),
)


def written(name: str, wish: PassOnWish = WISH) -> Letter:
    return LETTERS[name](wish)


@every_letter
def test_text_and_html_say_the_same(name: str) -> None:
    letter = written(name)

    as_text, as_html = (set(sentences(words)) for words in (letter.text.replace("Goedendag,", ""), read(letter.html)))

    assert len(as_text & as_html) >= len(as_text) / 2


@every_letter
def test_sentences_are_short(name: str) -> None:
    assert all(len(sentence.split()) <= LONGEST_SENTENCE for sentence in sentences(written(name).text))


@every_letter
def test_a_name_is_text_and_stays_out_of_the_subject(name: str) -> None:
    script = "<script>alert(1)</script>\nBcc: x@y.example"
    hostile = replace(
        WISH, holder=_organisation(1, script), asked_by=script, target=_organisation(2, script), reason=script
    )

    letter = written(name, hostile)

    assert letter.subject == written(name).subject
    assert "\n" not in letter.subject
    assert "<script>" not in letter.html
    assert script in letter.text


@every_letter
def test_nothing_is_fetched_and_the_link_is_the_only_address(name: str) -> None:
    assert set(re.findall(r"https?://[^\s\"<]+", written(name).html)) <= {LINK}


def test_the_owner_reads_until_when_there_is_a_choice() -> None:
    letter = written("pass_on")

    assert all("6 december 2026" in words for words in (letter.text, read(letter.html)))
    assert all(LINK in words for words in (letter.text, read(letter.html)))

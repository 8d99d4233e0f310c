"""The letters on the day to follow up: to an adviser without a name, to an owner without the way into the scan."""

import re
from datetime import date

import pytest

from app.rendering.letters import Letter, follow_up_adviser_letter, follow_up_owner_letter
from tests.rendering.test_letters import LONGEST_SENTENCE, read, sentences

DUE = "https://scan.example.nl/adviseur/opvolgen"
TO_ADVISER = follow_up_adviser_letter(DUE, 3, is_for_desk=False)
TO_DESK = follow_up_adviser_letter(DUE, 1, is_for_desk=True)
TO_OWNER = follow_up_owner_letter("Huis & Co", date(2027, 2, 20), has_actions=True)
TO_ANOTHER = follow_up_owner_letter("Huis & Co", date(2027, 2, 20), has_actions=False)
LETTERS = {"adviser": TO_ADVISER, "desk": TO_DESK, "owner": TO_OWNER, "another owner": TO_ANOTHER}

every_letter = pytest.mark.parametrize("letter", LETTERS.values(), ids=LETTERS)


@every_letter
def test_text_and_html_say_the_same(letter: Letter) -> None:
    as_text = letter.text.partition("Goedendag,")[2].split()
    as_html = read(letter.html).removeprefix(letter.subject).split()

    assert as_text == as_html


@every_letter
def test_sentences_are_short(letter: Letter) -> None:
    assert [words for words in sentences(letter.text) if len(words.split()) > LONGEST_SENTENCE] == []


@every_letter
def test_the_only_address_is_that_of_the_cases_to_follow_up(letter: Letter) -> None:
    found = re.findall(r"https?://[^\s\"<]+", letter.text + letter.html)

    assert set(found) == (set() if letter in (TO_OWNER, TO_ANOTHER) else {DUE})


def test_an_adviser_reads_how_many_cases_it_is_about() -> None:
    assert ("Bij 3 dossiers" in TO_ADVISER.text, "Bij 1 dossier is" in TO_DESK.text) == (True, True)


def test_an_organisation_reads_that_nobody_looks_after_them() -> None:
    told = ["geen adviseur die nu kan inloggen" in letter.text for letter in (TO_ADVISER, TO_DESK)]

    assert told == [False, True]


def test_an_owner_reads_who_asks_and_how_to_stop_that() -> None:
    for words in ("Huis & Co wil rond 20 februari 2027", "staat uw link niet in deze mail", "stoppen met delen"):
        assert words in TO_OWNER.text


def test_an_owner_reads_of_agreements_only_if_there_are_any() -> None:
    assert ["maakte ook afspraken" in letter.text for letter in (TO_OWNER, TO_ANOTHER)] == [True, False]

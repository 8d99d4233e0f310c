"""The text on which an owner chooses to count: no word of it changes under a version that someone agreed to."""

import hashlib

from app.web.consent import consent_texts, current_consent
from tests.visitor import COMPANY, Visitor

TEXT_CHANGED = "De tekst bij meetellen is veranderd. Lees hem en kies opnieuw."

DIGESTS = {
    "2026.1": "82566cabadd13915170f44d88dc01f94f8d4aa37775ac8290362cc683fdb1a33",
    "2026.2": "8655e50809f5a71aae3068b7eb8ff61f97852375cd5bd74488984db89bb0b39c",
}


def test_the_words_of_a_version_never_change() -> None:
    found = {text.version: hashlib.sha256(text.model_dump_json().encode()).hexdigest() for text in consent_texts()}

    assert found == DIGESTS, "put changed words in consent.yaml under a new version, and its digest here"


def test_every_version_stands_there_once_and_in_order() -> None:
    versions = [tuple(int(part) for part in text.version.split(".")) for text in consent_texts()]

    assert versions == sorted(set(versions))


def test_the_form_shows_the_words_as_they_stand(visitor: Visitor) -> None:
    page = visitor.get("/start")

    words = current_consent().model_dump(exclude={"version"}).values()
    assert all(text in page.text for text in words)


def test_a_choice_on_a_page_from_before_another_text_is_asked_again(visitor: Visitor) -> None:
    page = visitor.start(consent_version="2000.1", company_name="Jansen")

    assert (page.status, page.errors) == (422, [("#may_count", TEXT_CHANGED)])
    assert (page.chosen("may_count"), page.field("company_name").get("value")) == ([], "Jansen")


def test_a_choice_that_does_not_say_on_which_text_is_asked_again(visitor: Visitor) -> None:
    page = visitor.post("/start", {name: value for name, value in COMPANY.items() if name != "consent_version"})

    assert page.errors == [("#may_count", TEXT_CHANGED)]


def test_who_chooses_again_on_the_text_as_it_stands_goes_on(visitor: Visitor) -> None:
    page = visitor.start(consent_version="2000.1")

    visitor.post("/start", page.filled_in() | {"may_count": "no"})

    assert visitor.get("/scan/bedrijf").chosen("may_count") == ["no"]


def test_a_change_on_an_earlier_text_stores_nothing(visitor: Visitor) -> None:
    visitor.start(may_count="yes")

    assert visitor.change_company(may_count="no", consent_version="2000.1").status == 422

    assert visitor.get("/scan/bedrijf").chosen("may_count") == ["yes"]

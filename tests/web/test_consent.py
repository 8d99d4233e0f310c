"""The text on which an owner chooses to count: no word of it changes under a version that someone agreed to."""

import hashlib

from app.web.consent import consent_texts, current_consent
from tests.visitor import Visitor

DIGESTS = {
    "2026.1": "730e4ff71b4069924c57317f67257dd16a2ab5f8a7ec60a68356fccd5c1cd125",
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

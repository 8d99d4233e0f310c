"""The text on which an owner shares a scan: no word of it changes under a version that someone agreed to."""

import hashlib

from app.web.sharing_consent import current_sharing_text, sharing_text, sharing_texts

DIGESTS = {
    "2026.1": "6c8a03b71ba4a83b4aee05d1e1c9413490e675ab43db416643111d7a658972aa",
    "2026.2": "735f3182817e0242daa210d54a9056fc3a8f39602e783d29f861a458b2e00903",
}


def test_the_words_of_a_version_never_change() -> None:
    words = {text.version: text.model_dump_json(exclude_unset=True) for text in sharing_texts()}

    found = {version: hashlib.sha256(text.encode()).hexdigest() for version, text in words.items()}

    assert found == DIGESTS, "put changed words in sharing_consent.yaml under a new version, and its digest here"


def test_every_version_stands_there_once_and_in_order() -> None:
    versions = [tuple(int(part) for part in text.version.split(".")) for text in sharing_texts()]

    assert versions == sorted(set(versions))


def test_a_text_is_found_by_its_version() -> None:
    assert sharing_text(current_sharing_text().version) == current_sharing_text()

"""The text on which an owner shares a scan, in every version that was ever shown."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import StringConstraints, TypeAdapter

from app.content import read_yaml
from app.domain.parsed import Parsed, Text


class SharingText(Parsed):
    """What advisers see and what not, what they may add, and the words by which an owner agrees.

    `mail` is what we mail the owner about, and `afterwards` what becomes of it all when the share ends.
    """

    version: Annotated[str, StringConstraints(pattern=r"^\d{4}\.\d+$", max_length=20)]
    sees: tuple[Text, ...]
    hides: tuple[Text, ...]
    adds: tuple[Text, ...] = ()
    purpose: Text
    mail: Text | None = None
    afterwards: tuple[Text, ...] = ()
    agree: Text
    withdraw: Text
    figures: Text
    figures_explanation: Text


@cache
def sharing_texts() -> Sequence[SharingText]:
    """Return all versions, the current one last."""
    document = read_yaml(Path(__file__).parent / "sharing_consent.yaml", "sharing_consent.yaml")
    return TypeAdapter(tuple[SharingText, ...]).validate_python(document)


def current_sharing_text() -> SharingText:
    return sharing_texts()[-1]


def sharing_text(version: str) -> SharingText:
    """Return the text that somebody agreed to."""
    return next(text for text in sharing_texts() if text.version == version)

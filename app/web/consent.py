"""The text on which an owner chooses whether a scan may count, in every version that was ever shown."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import StringConstraints, TypeAdapter

from app.content import read_yaml
from app.domain.parsed import Parsed, Text


class ConsentText(Parsed):
    version: Annotated[str, StringConstraints(pattern=r"^\d{4}\.\d+$", max_length=20)]
    question: Text
    explanation: Text
    yes_label: Text
    no_label: Text
    no_explanation: Text


@cache
def consent_texts() -> Sequence[ConsentText]:
    """Return all versions, the current one last."""
    document = read_yaml(Path(__file__).parent / "consent.yaml", "consent.yaml")
    return TypeAdapter(tuple[ConsentText, ...]).validate_python(document)


def current_consent() -> ConsentText:
    return consent_texts()[-1]

"""What a form says of fields that were changed elsewhere since its page was shown."""

from collections.abc import Mapping
from typing import NamedTuple

from app.web.messages import message


class StoredField(NamedTuple):
    """What a field is called and what is stored for it now."""

    label: str
    text: str


def still_seen(stored: str, values: Mapping[str, str], errors: Mapping[str, str]) -> str:
    """Return the digest that a form carries: of what is stored, but after an error of what its page showed at first.

    Else what changed between the two would be replaced unseen.
    """
    return values.get("seen", stored) if errors else stored


def told_at_fields(fields: Mapping[str, StoredField]) -> dict[str, str]:
    return {name: message("elsewhere", "at_field", stored=field.text) for name, field in fields.items()}


def told_in_summary(fields: Mapping[str, StoredField]) -> dict[str, str]:
    return {
        name: message("elsewhere", "in_summary", label=field.label, stored=field.text) for name, field in fields.items()
    }

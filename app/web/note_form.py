"""The form of a note, as it is sent and as it is filled in."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.note import CaseNote
from app.web.forms import has_ink
from app.web.messages import message

LONGEST_NOTE = 2000
_ORGANISATION, _OWNER = "organisation", "owner"


@dataclass(frozen=True, slots=True)
class TypedNote:
    text: str
    is_shared: bool


def read_note(form: Mapping[str, str]) -> tuple[TypedNote, dict[str, str]]:
    """Read a note and for whom it is, with a message per field that is wrong."""
    text, readers = form.get("text", ""), form.get("readers", "")
    errors: dict[str, str] = {}
    if not has_ink(text):
        errors["text"] = message("note", "text")
    elif len(text) > LONGEST_NOTE:
        errors["text"] = message("note", "text_long", length=str(len(text)), most=str(LONGEST_NOTE))
    if readers not in (_ORGANISATION, _OWNER):
        errors["readers"] = message("note", "readers")
    return TypedNote(text, readers == _OWNER), errors


def empty_note() -> dict[str, str]:
    """Return the form of a new note: only for the own organisation, unless somebody chooses otherwise."""
    return {"readers": _ORGANISATION}


def filled_note(note: CaseNote) -> dict[str, str]:
    return {"text": note.text, "readers": _OWNER if note.is_shared else _ORGANISATION}

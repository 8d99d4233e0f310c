"""The pages of notes at a case: all of them with a form for another, and one with what it said before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.case import Case
from app.domain.note import CaseNote, EarlierText
from app.web.changed_elsewhere import still_seen
from app.web.note_form import LONGEST_NOTE, empty_note


@dataclass(frozen=True, slots=True)
class NotesPage:
    """`values` is what was typed of a new note."""

    case: Case
    notes: Sequence[CaseNote]
    can_mail: bool
    values: Mapping[str, str] = field(default_factory=empty_note)
    errors: Mapping[str, str] = field(default_factory=dict)
    most: int = LONGEST_NOTE

    @property
    def sends_mail(self) -> bool:
        return self.can_mail and bool(self.case.details.email)

    @property
    def opens_form(self) -> bool:
        """Tell whether the form is seen at once."""
        return not self.notes or bool(self.errors)


@dataclass(frozen=True, slots=True)
class NotePage:
    """One note; `values` is what is stored or was typed.

    With `is_changed` it was changed while a page that did not know of it was filled in, to change or to remove it.
    """

    case: Case
    note: CaseNote
    is_own: bool
    can_mail: bool
    earlier: Sequence[EarlierText]
    values: Mapping[str, str]
    errors: Mapping[str, str] = field(default_factory=dict)
    is_changed: bool = False
    most: int = LONGEST_NOTE

    @property
    def seen(self) -> str:
        return still_seen(self.note.digest, self.values, self.errors)

    @property
    def sends_mail(self) -> bool:
        return self.can_mail and bool(self.case.details.email)

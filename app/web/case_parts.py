"""The note or the agreed action of a case that the address of a page is about."""

import re
from typing import Annotated

from fastapi import Depends

from app.domain.agreed_action import AgreedAction
from app.domain.errors import CasePartNotFoundError
from app.domain.note import CaseNote
from app.services import agreed_actions, notes
from app.web.current_case import CurrentCase
from app.web.dependencies import CurrentSite
from app.web.signed_in import CurrentAccount

# What both databases take as an id.
_ID = re.compile(r"[1-9][0-9]{0,8}")


def part_id(written: str) -> int:
    """Return the id that an address names. Raises CasePartNotFoundError."""
    if not _ID.fullmatch(written):
        raise CasePartNotFoundError
    return int(written)


def named_note(site: CurrentSite, case: CurrentCase, note_id: str) -> CaseNote:
    """Return the note. Raises CaseNotFoundError or CasePartNotFoundError."""
    return notes.get_note(site.database, case.id, part_id(note_id))


NamedNote = Annotated[CaseNote, Depends(named_note)]


def own_note(account: CurrentAccount, note: NamedNote) -> CaseNote:
    """Return the note to who wrote it. Raises CasePartNotFoundError for others."""
    if note.author_id != account.id:
        raise CasePartNotFoundError
    return note


OwnNote = Annotated[CaseNote, Depends(own_note)]


def named_agreed_action(site: CurrentSite, case: CurrentCase, agreed_id: str) -> AgreedAction:
    """Return what was agreed. Raises CaseNotFoundError or CasePartNotFoundError."""
    return agreed_actions.get_action(site.database, case.id, part_id(agreed_id))


NamedAgreedAction = Annotated[AgreedAction, Depends(named_agreed_action)]

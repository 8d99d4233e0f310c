"""A note at a case: when it came to be as it is, and whether it changed."""

from dataclasses import replace
from datetime import UTC, date, datetime

from app.domain.note import CaseNote

WRITTEN = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
CHANGED = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
NOTE = CaseNote(1, "Jan wil een planbord.", is_shared=False, author_id=2, author="Anna de Boer", written_at=WRITTEN)


def test_a_note_is_as_it_was_written_until_it_is_changed() -> None:
    assert (NOTE.written_on, NOTE.changed_on, NOTE.stored_at) == (date(2026, 11, 21), None, WRITTEN)


def test_a_note_that_was_changed_says_when() -> None:
    changed = replace(NOTE, changed_at=CHANGED)

    assert (changed.changed_on, changed.stored_at) == (date(2026, 11, 25), CHANGED)


def test_other_words_and_other_readers_change_a_note_but_the_hour_does_not() -> None:
    others = replace(NOTE, text="Jan wil niets."), replace(NOTE, is_shared=True)

    assert len({NOTE.digest, *(other.digest for other in others)}) == 3
    assert replace(NOTE, changed_at=CHANGED).digest == NOTE.digest

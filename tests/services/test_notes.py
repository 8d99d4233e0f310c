"""Notes at a case: who may change and remove them, what stays of them, and what owners hear."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from sqlmodel import select

from app.db.case_tables import CaseEventRow
from app.db.engine import Database
from app.domain.account import Account
from app.domain.case import Case
from app.domain.errors import CaseNotFoundError, CasePartNotFoundError, TooManyChangesError
from app.domain.note import CaseNote
from app.services import case_events, notes, sharing
from tests.accounts import account, organisation
from tests.conftest import NOW
from tests.databases import on_sqlite
from tests.services.shared_cases import case_for, told
from tests.services.shares import LETTER, letters, logged

LATER = NOW + timedelta(hours=1)
TOMORROW = NOW + timedelta(hours=26)
SECRET = "Jan maakt ruzie met Piet."


@dataclass(frozen=True)
class Desk:
    """A case, with who writes notes at it and a colleague."""

    database: Database
    anna: Account
    hans: Account
    case: Case

    @property
    def notes(self) -> list[CaseNote]:
        return list(notes.notes_of(self.database, self.case.id))

    def write(self, text: str, *, is_shared: bool = False, by: Account | None = None, now: datetime = NOW) -> CaseNote:
        who = by or self.anna
        notes.write_note(self.database, self.case, text, is_shared=is_shared, letter=LETTER, by=who, now=now)
        return self.notes[0]

    def change(
        self, note: CaseNote, text: str, *, is_shared: bool = False, seen: str | None = None, now: datetime = LATER
    ) -> CaseNote | None:
        return notes.change_note(
            self.database,
            self.case,
            note.id,
            text,
            is_shared=is_shared,
            seen=note.digest if seen is None else seen,
            letter=LETTER,
            by=self.anna,
            now=now,
        )


@pytest.fixture
def desk(content: Database) -> Desk:
    advisers = organisation(content)
    anna, hans = account(content, advisers), account(content, advisers, name="Hans Smit")
    return Desk(content, anna, hans, case_for(content, anna))


def test_the_same_note_sent_twice_is_one_and_a_minute_later_it_is_another(desk: Desk) -> None:
    for seconds in (0, 30, 61):
        desk.write("Gebeld.", now=NOW + timedelta(seconds=seconds))

    assert len(desk.notes) == 2


def test_a_change_keeps_what_it_said_for_colleagues(desk: Desk) -> None:
    note = desk.write("Jan wil niets.")

    assert desk.change(note, "Jan wil veel.") is None

    (changed,) = desk.notes
    assert (changed.text, changed.written_at, changed.changed_at) == ("Jan wil veel.", NOW, LATER)
    (earlier,) = notes.earlier_texts(desk.database, desk.case.id, changed)
    assert (earlier.text, earlier.until) == ("Jan wil niets.", LATER)


def test_a_colleague_removes_a_note_with_all_that_it_ever_said(desk: Desk) -> None:
    desk.change(desk.write(SECRET), "Het is er niet gezellig.")

    notes.remove_note(desk.database, desk.case, desk.notes[0].id, by=desk.hans, now=TOMORROW)

    assert desk.notes == []
    assert told(desk.database, desk.case) == [
        ("wrote_note", "Anna de Boer", {}),
        ("changed_note", "Anna de Boer", {}),
        ("removed_note", "Hans Smit", {}),
    ]
    with desk.database.read() as session:
        assert SECRET not in str([row.model_dump() for row in session.exec(select(CaseEventRow))])


def test_the_owner_reads_what_is_shared_and_hears_of_it_once_a_day(desk: Desk) -> None:
    desk.write("Voor ons.")
    note = desk.write("Voor u.", now=LATER)
    waiting = len(letters(desk.database))

    desk.change(note, "Voor u.", is_shared=True, now=LATER)
    desk.write("Ook voor u.", is_shared=True, now=LATER)
    desk.write("En dit.", is_shared=True, now=TOMORROW)

    shared = notes.shared_notes_of(desk.database, desk.case.id)
    assert [note.text for note in shared] == ["En dit.", "Ook voor u.", "Voor u."]
    assert logged(desk.database).count("shared_note") == 3
    assert [to for to, _ in letters(desk.database)[waiting:]] == ["jan@bedrijf.example"] * 2


@on_sqlite
def test_a_note_that_is_no_longer_shared_is_gone_for_the_owner(desk: Desk) -> None:
    note = desk.write("Voor u.", is_shared=True)

    desk.change(note, "Voor u.", is_shared=False)

    assert notes.shared_notes_of(desk.database, desk.case.id) == []


@on_sqlite
def test_a_note_of_another_case_is_not_there(desk: Desk) -> None:
    note, other = desk.write("Van hier."), case_for(desk.database, desk.anna)

    with pytest.raises(CasePartNotFoundError):
        notes.get_note(desk.database, other.id, note.id)
    with pytest.raises(CasePartNotFoundError):
        notes.remove_note(desk.database, other, note.id, by=desk.anna, now=NOW)


def test_after_the_owner_stops_nothing_can_be_written_and_nothing_is_left(desk: Desk) -> None:
    desk.change(desk.write(SECRET, is_shared=True), "Anders.")

    sharing.withdraw(desk.database, desk.case.scan.id, now=LATER)

    with pytest.raises(CaseNotFoundError):
        desk.write("Toch nog iets.", now=LATER)
    assert desk.notes == []


@on_sqlite
def test_a_program_that_goes_on_and_on_is_stopped_until_the_next_day(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(case_events, "MOST_A_DAY", 3)
    for text in ("een", "twee"):
        desk.write(text)

    with pytest.raises(TooManyChangesError):
        desk.write("drie")
    assert [note.text for note in desk.notes] == ["twee", "een"]
    desk.write("drie", now=TOMORROW)

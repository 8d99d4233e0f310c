"""Advisers record how it goes: all of it or nothing, once, and never over what a colleague recorded meanwhile."""

from datetime import date, datetime, timedelta

import pytest
from sqlmodel import update

from app.db.case_tables import NoteRow
from app.db.engine import Database
from app.db.sharing_tables import CaseRow
from app.domain.account import Account, Organisation
from app.domain.agreed_action import ActionStatus, Agreement
from app.domain.case import Case, CaseStatus
from app.domain.errors import CaseNotFoundError
from app.domain.follow_up import FollowUp
from app.services import agreed_actions, follow_ups, sharing
from app.services.cases import get_case
from app.services.notes import notes_of
from app.services.questionnaires import PublishedQuestionnaires
from tests.accounts import account, organisation
from tests.conftest import NOW
from tests.databases import on_sqlite
from tests.services.shares import cases, scan_to_share, share

NEXT = date(2026, 12, 20)
TOLD = FollowUp({1: ActionStatus.DONE, 2: ActionStatus.STARTED}, CaseStatus.FOLLOWING_UP, NEXT, "Jan is tevreden.")


@pytest.fixture
def own(content: Database) -> Organisation:
    return organisation(content)


@pytest.fixture
def anna(content: Database, own: Organisation) -> Account:
    return account(content, own)


@pytest.fixture
def bert(content: Database, own: Organisation) -> Account:
    return account(content, own, name="Bert Bos")


@pytest.fixture
def case(content: Database, own: Organisation, anna: Account) -> Case:
    """A case with two agreed actions, that was to be followed up today."""
    share(content, scan_to_share(content), own)
    with content.write() as session:
        session.exec(update(CaseRow).values(status="plan_agreed", follow_up_on=NOW.date(), reminded_at=NOW))
    found = load(content, own)
    for title in ("Dagstart", "Vaste plek"):
        agreed_actions.agree(content, found, Agreement(title, "Jan"), by=anna, now=NOW)
    return found


def load(database: Database, own: Organisation) -> Case:
    (row,) = cases(database)
    published = PublishedQuestionnaires(database)
    return get_case(database, published, row.key, organisation_id=own.id, today=NOW.date())


def digest(database: Database, case: Case) -> str:
    return follow_ups.standing_of(database, case).digest


def recorded(
    database: Database, case: Case, by: Account, told: FollowUp = TOLD, *, seen: str | None = None, now: datetime = NOW
) -> bool:
    return follow_ups.record(database, case, told, by=by, seen=seen, now=now)


def statuses(database: Database, case: Case) -> dict[int, str]:
    return {action.id: action.status for action in agreed_actions.actions_of(database, case.id)}


def test_all_of_it_is_stored(content: Database, own: Organisation, case: Case, anna: Account) -> None:
    assert recorded(content, case, anna, seen=digest(content, case))

    after = load(content, own)
    assert (after.status, after.follow_up_on) == (CaseStatus.FOLLOWING_UP, NEXT)
    assert statuses(content, case) == {1: "done", 2: "started"}
    assert [(note.text, note.is_shared) for note in notes_of(content, case.id)] == [("Jan is tevreden.", False)]


@on_sqlite
def test_the_timeline_tells_how_it_went_without_the_note(content: Database, case: Case, anna: Account) -> None:
    recorded(content, case, anna)

    (event,) = follow_ups.follow_ups_of(content, case)

    assert (event.account_name, event.subject) == ("Anna de Boer", "1")
    assert event.details == {"status": "following_up", "next": "2026-12-20", "started": "1", "done": "1"}


@on_sqlite
def test_a_colleague_who_was_first_is_not_overruled(
    content: Database, case: Case, anna: Account, bert: Account
) -> None:
    seen = digest(content, case)
    recorded(content, case, bert, FollowUp({1: ActionStatus.STOPPED}, CaseStatus.FOLLOWING_UP, None), seen=seen)

    assert not recorded(content, case, anna, seen=seen)

    assert (statuses(content, case), notes_of(content, case.id)) == ({1: "stopped", 2: "planned"}, [])


def test_sent_twice_it_is_recorded_once(content: Database, case: Case, anna: Account) -> None:
    seen = digest(content, case)

    assert [recorded(content, case, anna, seen=seen, now=NOW + timedelta(seconds=2 * n)) for n in range(2)] == [
        True
    ] * 2
    assert len(follow_ups.follow_ups_of(content, case)) == len(notes_of(content, case.id)) == 1


@on_sqlite
def test_the_same_an_hour_later_is_recorded_again(content: Database, case: Case, anna: Account) -> None:
    for hours in range(2):
        recorded(content, case, anna, now=NOW + timedelta(hours=hours))

    assert len(follow_ups.follow_ups_of(content, case)) == 2


@on_sqlite
def test_a_note_that_was_removed_leaves_the_rest(content: Database, case: Case, anna: Account) -> None:
    recorded(content, case, anna)
    with content.write() as session:
        session.delete(session.get_one(NoteRow, 1))

    assert recorded(content, case, anna)
    assert len(follow_ups.follow_ups_of(content, case)) == 2


def test_after_a_withdrawal_nothing_is_stored(content: Database, case: Case, anna: Account) -> None:
    sharing.withdraw(content, case.scan.id, now=NOW)

    with pytest.raises(CaseNotFoundError):
        recorded(content, case, anna)

"""What was agreed at a case: written down once, changed by who saw it as it is, and told of by the owner."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import pytest

from app.db.engine import Database
from app.domain.account import Account
from app.domain.agreed_action import ActionStatus, AgreedAction, Agreement
from app.domain.case import Case
from app.domain.errors import CasePartNotFoundError, NotSharedError
from app.services import agreed_actions, sharing
from app.services.case_events import lock_case
from tests.accounts import account, organisation
from tests.conftest import NOW
from tests.databases import on_sqlite
from tests.services.shared_cases import case_for, told

LATER = NOW + timedelta(hours=1)
BOARD = Agreement("Een planbord ophangen", "Jan", date(2026, 12, 1))
STEP = Agreement("Begin de dag samen", "Jan", action_id="dagstart")


@dataclass(frozen=True)
class Desk:
    """A case, with who writes down what is agreed and a colleague."""

    database: Database
    anna: Account
    hans: Account
    case: Case

    @property
    def actions(self) -> list[AgreedAction]:
        return list(agreed_actions.actions_of(self.database, self.case.id))

    def agree(self, agreed: Agreement, *, by: Account | None = None, now: datetime = NOW) -> AgreedAction | None:
        return agreed_actions.agree(self.database, self.case, agreed, by=by or self.anna, now=now)

    def change(self, action: AgreedAction, wanted: Agreement, *, seen: str, by: Account) -> AgreedAction | None:
        return agreed_actions.change_action(self.database, self.case, action.id, wanted, seen=seen, by=by, now=LATER)

    def tell(self, action: AgreedAction, status: ActionStatus) -> AgreedAction | None:
        scan_id, seen = self.case.scan.id, action.digest
        return agreed_actions.tell_progress(self.database, scan_id, action.id, status, seen=seen, now=LATER)


@pytest.fixture
def desk(content: Database) -> Desk:
    advisers = organisation(content)
    anna, hans = account(content, advisers), account(content, advisers, name="Hans Smit")
    return Desk(content, anna, hans, case_for(content, anna))


@on_sqlite
def test_what_is_open_comes_first_by_the_day_on_which_it_should_be_done(desk: Desk) -> None:
    for title, due_on, status in (
        ("klaar", date(2026, 1, 1), ActionStatus.DONE),
        ("ooit", None, ActionStatus.PLANNED),
        ("laat", date(2027, 1, 1), ActionStatus.STARTED),
        ("vroeg", date(2026, 12, 1), ActionStatus.PLANNED),
    ):
        desk.agree(Agreement(title, "Jan", due_on, status))

    assert [action.title for action in desk.actions] == ["vroeg", "laat", "ooit", "klaar"]


def test_the_same_sent_twice_is_agreed_once(desk: Desk) -> None:
    assert [desk.agree(BOARD), desk.agree(BOARD, now=NOW + timedelta(seconds=30))] == [None, None]

    assert len(desk.actions) == 1


@on_sqlite
def test_a_change_says_in_the_timeline_what_was_and_what_is(desk: Desk) -> None:
    desk.agree(BOARD)
    (action,) = desk.actions

    desk.change(action, replace(BOARD, who="Piet", due_on=None), seen=action.digest, by=desk.hans)

    assert told(desk.database, desk.case)[-1] == (
        "changed_action",
        "Hans Smit",
        {
            "title": "Een planbord ophangen",
            "who_was": "Jan",
            "who_now": "Piet",
            "due_on_was": "2026-12-01",
            "due_on_now": "",
        },
    )
    assert (desk.actions[0].who, desk.actions[0].due_on) == ("Piet", None)


@on_sqlite
def test_a_change_of_what_a_colleague_changed_stores_nothing_and_says_who_did(desk: Desk) -> None:
    desk.agree(BOARD)
    (action,) = desk.actions
    desk.change(action, replace(BOARD, who="Piet"), seen=action.digest, by=desk.hans)

    there = desk.change(action, replace(BOARD, who="Klaas"), seen=action.digest, by=desk.anna)

    assert [there] == desk.actions
    assert [action.who for action in desk.actions] == ["Piet"]
    assert agreed_actions.last_changed_by(desk.database, desk.case.id, desk.actions[0]) == "Hans Smit"


@on_sqlite
def test_the_same_change_sent_twice_is_done_once(desk: Desk) -> None:
    desk.agree(BOARD)
    (action,) = desk.actions

    changes = [desk.change(action, replace(BOARD, who="Piet"), seen=action.digest, by=desk.hans) for _ in range(2)]

    assert (changes, len(told(desk.database, desk.case))) == ([None, None], 2)


def test_what_is_removed_leaves_nothing_in_the_timeline_but_that_it_was(desk: Desk) -> None:
    desk.agree(BOARD)
    (action,) = desk.actions
    desk.change(action, replace(BOARD, who="Piet"), seen=action.digest, by=desk.hans)
    seen = desk.actions[0].digest
    remove = agreed_actions.remove_action

    there = remove(desk.database, desk.case, action.id, seen=action.digest, by=desk.anna, now=LATER)
    gone = remove(desk.database, desk.case, action.id, seen=seen, by=desk.anna, now=LATER)

    assert there is not None
    assert (gone, desk.actions) == (None, [])
    assert told(desk.database, desk.case) == [
        ("agreed_action", "Anna de Boer", {}),
        ("changed_action", "Hans Smit", {}),
        ("removed_action", "Anna de Boer", {}),
    ]


def test_statuses_are_set_in_one_go_but_for_what_is_of_another_case(desk: Desk) -> None:
    other = replace(desk, case=case_for(desk.database, desk.anna))
    other.agree(BOARD)
    for title in ("een", "twee"):
        desk.agree(Agreement(title, "Jan"))
    (stranger,), (first, second) = other.actions, desk.actions
    wanted = {first.id: ActionStatus.DONE, second.id: ActionStatus.PLANNED, stranger.id: ActionStatus.DONE}

    with desk.database.write() as session:
        row = lock_case(session, desk.case, by=desk.anna, now=LATER)
        changed = agreed_actions.set_statuses(session, row, wanted, by=desk.anna, now=LATER)

    assert changed == [first.id]
    assert {action.title: action.status for action in desk.actions} == {"een": "done", "twee": "planned"}
    assert other.actions == [stranger]


@on_sqlite
def test_the_owner_says_how_it_goes_and_advisers_find_that_in_the_timeline(desk: Desk) -> None:
    desk.agree(BOARD)

    desk.tell(desk.actions[0], ActionStatus.STARTED)

    assert desk.actions[0].status is ActionStatus.STARTED
    details = {"title": BOARD.title, "status_was": "planned", "status_now": "started"}
    assert told(desk.database, desk.case)[-1] == ("told_progress", None, details)
    assert agreed_actions.last_changed_by(desk.database, desk.case.id, desk.actions[0]) is None


@on_sqlite
def test_an_owner_reaches_no_agreement_of_another_and_none_after_withdrawing(desk: Desk) -> None:
    other = replace(desk, case=case_for(desk.database, desk.anna))
    other.agree(BOARD)
    (stranger,) = other.actions

    with pytest.raises(CasePartNotFoundError):
        desk.tell(stranger, ActionStatus.DONE)
    sharing.withdraw(desk.database, desk.case.scan.id, now=LATER)
    with pytest.raises(NotSharedError):
        desk.tell(stranger, ActionStatus.DONE)

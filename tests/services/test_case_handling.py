"""Advisers agree among themselves how far a case is, who looks after it and when it is followed up."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest

from app.db.account_tables import AccountRow
from app.db.engine import Database
from app.db.sharing_tables import CaseRow
from app.domain.account import Account
from app.domain.case import Case, CaseStatus
from app.domain.dutch_days import day_of
from app.domain.errors import AccountNotFoundError
from app.services import case_events, case_handling, cases
from app.services.case_handling import HandingOver
from app.services.questionnaires import PublishedQuestionnaires
from tests.accounts import account, organisation
from tests.conftest import NOW
from tests.databases import on_sqlite
from tests.services.shares import LETTER, letters, scan_to_share, share
from tests.services.shares import cases as stored_cases

DAY = date(2027, 1, 15)


@dataclass(frozen=True)
class Desk:
    """Two advisers with a case."""

    database: Database
    anna: Account
    els: Account

    @property
    def row(self) -> CaseRow:
        return stored_cases(self.database)[-1]

    @property
    def case(self) -> Case:
        published, own = PublishedQuestionnaires(self.database), self.anna.organisation.id
        return cases.get_case(self.database, published, self.row.key, organisation_id=own, today=day_of(NOW))

    def change(self, *, seen: str | None = None, message: str = "", by: Account | None = None, **wanted: Any) -> bool:
        case = self.case
        return case_handling.change_handling(
            self.database,
            case,
            replace(case.handling, **wanted),
            HandingOver(message, LETTER),
            by=by or self.anna,
            seen=case.handling.digest if seen is None else seen,
            now=NOW,
        )

    def take(self, by: Account, *, seen: str) -> bool:
        return case_handling.take_case(self.database, self.case, by=by, seen=seen, now=NOW)

    @property
    def told(self) -> list[tuple[str, str | None, dict[str, str]]]:
        """What the timeline says since the case was shared, the latest first."""
        events = case_events.events_of(self.database, self.case)[:-1]
        return [(event.kind, event.account_name, dict(event.details)) for event in events]


@pytest.fixture
def desk(content: Database) -> Desk:
    own = organisation(content)
    share(content, scan_to_share(content), own)
    return Desk(content, account(content, own), account(content, own, name="Els Kok"))


def test_each_change_leaves_the_old_and_the_new_in_the_timeline(desk: Desk) -> None:
    assert desk.change(status=CaseStatus.CONTACTED, follow_up_on=DAY)

    assert desk.told == [
        ("set_follow_up", "Anna de Boer", {"was": "", "now": "2027-01-15"}),
        ("set_status", "Anna de Boer", {"was": "new", "now": "contacted"}),
    ]


def test_the_same_sent_twice_is_done_once(desk: Desk) -> None:
    seen = desk.case.handling.digest
    for _ in range(2):
        assert desk.change(seen=seen, assignee_id=desk.els.id, message="Bel hem")

    assert (len(desk.told), len(letters(desk.database))) == (1, 2)


@on_sqlite
def test_the_second_of_two_advisers_changes_nothing_unseen(desk: Desk) -> None:
    seen = desk.case.handling.digest
    desk.change(status=CaseStatus.CONTACTED, by=desk.els)

    assert not desk.change(seen=seen, status=CaseStatus.CLOSED)
    assert desk.case.status is CaseStatus.CONTACTED


@on_sqlite
def test_a_message_is_not_lost_when_a_colleague_did_the_same(desk: Desk) -> None:
    seen = desk.case.handling.digest
    desk.change(assignee_id=desk.els.id, by=desk.els)

    assert not desk.change(seen=seen, assignee_id=desk.els.id, message="Bel hem")


@on_sqlite
def test_who_gets_a_case_reads_it_in_a_mail_and_the_message_in_the_timeline(desk: Desk) -> None:
    desk.change(assignee_id=desk.els.id, message="Bel hem")

    assert letters(desk.database)[1:] == [(desk.els.email, LETTER.subject)]
    assert desk.told == [
        ("assigned", "Anna de Boer", {"way": "handed_over", "now": "Els Kok", "message": "Bel hem"}),
    ]


@on_sqlite
def test_who_takes_a_case_gets_no_mail(desk: Desk) -> None:
    assert desk.take(desk.anna, seen="")

    assert (desk.row.assignee_id, len(letters(desk.database))) == (desk.anna.id, 1)
    assert desk.told == [("assigned", "Anna de Boer", {"way": "took"})]


def test_of_two_who_take_a_case_at_once_the_second_is_told(desk: Desk) -> None:
    taken = [desk.take(one, seen="") for one in (desk.els, desk.anna, desk.els)]

    assert (taken, desk.row.assignee_id) == ([True, False, True], desk.els.id)


@on_sqlite
def test_a_case_can_be_let_go(desk: Desk) -> None:
    desk.take(desk.anna, seen="")

    desk.change(assignee_id=None)

    assert desk.told[0] == ("assigned", "Anna de Boer", {"way": "let_go", "was": "Anna de Boer"})


@on_sqlite
def test_another_day_of_follow_up_brings_a_reminder_of_its_own(desk: Desk) -> None:
    with desk.database.write() as session:
        session.get_one(CaseRow, desk.row.id).reminded_at = NOW

    desk.change(follow_up_on=DAY)

    assert (desk.row.follow_up_on, desk.row.reminded_at) == (DAY, None)


@pytest.mark.parametrize("who", ["blocked", "elsewhere"])
def test_who_cannot_see_a_case_does_not_get_it(desk: Desk, who: str) -> None:
    of = desk.anna.organisation if who == "blocked" else organisation(desk.database, name="Kennispoort")
    other = account(desk.database, of, name="Otto Bos")
    with desk.database.write() as session:
        session.get_one(AccountRow, other.id).blocked_at = NOW if who == "blocked" else None

    with pytest.raises(AccountNotFoundError):
        desk.change(assignee_id=other.id)


@on_sqlite
def test_a_blocked_assignee_may_stay_and_is_known_as_blocked(desk: Desk) -> None:
    desk.take(desk.els, seen="")
    with desk.database.write() as session:
        session.get_one(AccountRow, desk.els.id).blocked_at = NOW

    assert desk.change(status=CaseStatus.CONTACTED)
    assert desk.case.assignee is not None
    assert desk.case.assignee.is_blocked
    assert [one.name for one in case_handling.colleagues_of(desk.database, desk.anna.organisation.id)] == [
        "Anna de Boer"
    ]

"""Has the advisers of the demo work on the cases that they opened, through the services behind their pages."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.db import case_events, cases
from app.db.engine import Database
from app.domain.account import Account
from app.domain.agreed_action import ActionStatus
from app.domain.case import Case, CaseStatus, Handling
from app.domain.dutch_days import day_of
from app.domain.follow_up import FollowUp
from app.domain.invented.casework import InventedWork, invent_work
from app.services.agreed_actions import actions_of, agree, tell_progress
from app.services.case_handling import HandingOver, change_handling, take_case
from app.services.cases import get_case
from app.services.demo import invented_model
from app.services.demo_shares import StoredShare
from app.services.follow_ups import record
from app.services.from_adviser import respond
from app.services.notes import write_note
from app.services.questionnaires import PublishedQuestionnaires
from app.services.second_views import NewView, set_view, share_views

# One thing after another, on one afternoon.
_EACH = timedelta(minutes=10)
_NEXT_DAY = timedelta(hours=20)


def work_on_cases(
    database: Database,
    shares: Sequence[StoredShare],
    accounts: Sequence[Account],
    *,
    now: datetime,
    draw: random.Random,
) -> None:
    """Do with the cases that were opened what invented advisers do."""
    published = PublishedQuestionnaires(database)
    for share in shares:
        if share.opened_at is None or share.is_over:
            continue
        case = _case(database, published, share, today=day_of(now))
        work = invent_work(invented_model(), case.scan, opened_at=share.opened_at, now=now, draw=draw)
        team = [account for account in accounts if account.organisation.id == share.adviser.organisation.id]
        _Desk(database, case, share.adviser, draw.choice(team)).do(work, opened_at=share.opened_at)


def _case(database: Database, published: PublishedQuestionnaires, share: StoredShare, *, today: date) -> Case:
    with database.read() as session:
        row = cases.find_case_of_scan(session, share.scan.id)
    assert row is not None
    return get_case(database, published, row.key, organisation_id=share.adviser.organisation.id, today=today)


@dataclass(frozen=True, slots=True)
class _Desk:
    """An adviser with a case, and somebody of the same organisation who writes there too."""

    database: Database
    case: Case
    adviser: Account
    colleague: Account

    def do(self, work: InventedWork, *, opened_at: datetime) -> None:
        with self.database.write() as session:
            case_events.put_visit(session, self.case.id, self.adviser.id, now=opened_at)
        if work.is_assigned:
            take_case(self.database, self.case, by=self.adviser, seen="", now=opened_at)
        steps = (self._contact, self._agree, self._follow_up, self._close)
        for step, at in zip(steps, work.moments, strict=False):
            step(work, at)

    def _contact(self, work: InventedWork, at: datetime) -> None:
        self._handle(Handling(CaseStatus.NEW, self.adviser.id, None), CaseStatus.CONTACTED, None, at)
        for number, note in enumerate(work.notes, start=1):
            by = self.colleague if note.is_shared else self.adviser
            write_note(self.database, self.case, note.text, is_shared=note.is_shared, by=by, now=at + number * _EACH)
        for view in work.views:
            new = NewView(view.code, view.reason, self.case.scan.answers.get(view.question_id))
            set_view(self.database, self.case, view.question_id, new, by=self.adviser, now=at + 5 * _EACH)
        if work.shares_views:
            share_views(self.database, self.case, by=self.adviser, now=at + 6 * _EACH)
            self._respond(work, at + _NEXT_DAY)

    def _respond(self, work: InventedWork, at: datetime) -> None:
        for view in work.views:
            if view.response:
                respond(self.database, self.case.scan, view.question_id, view.response, now=at)

    def _agree(self, work: InventedWork, at: datetime) -> None:
        ask_on = work.follow_up_on if work.status is CaseStatus.PLAN_AGREED else day_of(work.moments[2])
        was = Handling(CaseStatus.CONTACTED, self.adviser.id, None)
        self._handle(was, CaseStatus.PLAN_AGREED, ask_on, at)
        for number, action in enumerate(work.actions, start=1):
            agree(self.database, self.case, action, by=self.adviser, now=at + number * _EACH)
        if work.progress:
            first = actions_of(self.database, self.case.id)[0]
            tell_progress(self.database, self.case.scan.id, first.id, work.progress, now=at + _NEXT_DAY)

    def _handle(self, was: Handling, status: CaseStatus, ask_on: date | None, at: datetime) -> None:
        wanted = Handling(status, self.adviser.id, ask_on)
        change_handling(self.database, self.case, wanted, HandingOver(), by=self.adviser, seen=was.digest, now=at)

    def _follow_up(self, work: InventedWork, at: datetime) -> None:
        is_last = work.status is CaseStatus.FOLLOWING_UP
        ask_on = work.follow_up_on if is_last else day_of(work.moments[3])
        self._record(work, CaseStatus.FOLLOWING_UP, work.outcome if is_last else (), ask_on, at)

    def _close(self, work: InventedWork, at: datetime) -> None:
        self._record(work, CaseStatus.CLOSED, work.outcome, None, at)

    def _record(
        self,
        work: InventedWork,
        status: CaseStatus,
        outcome: Sequence[ActionStatus],
        ask_on: date | None,
        at: datetime,
    ) -> None:
        found = actions_of(self.database, self.case.id)
        statuses = {action.id: heard for action, heard in zip(found, outcome, strict=False)}
        record(
            self.database,
            self.case,
            FollowUp(statuses, status, ask_on, work.heard),
            by=self.adviser,
            seen=None,
            now=at,
        )

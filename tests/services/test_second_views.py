"""Advisers keep a view of their own beside an owner's answers; nobody's work is lost, and the owner's answer stays."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from sqlmodel import col, select

from app.db.case_tables import CaseEventRow
from app.db.engine import Database
from app.domain.account import Account
from app.domain.audit import AuditAction
from app.domain.case import Case
from app.domain.case_event import CaseEventKind
from app.domain.errors import CasePartNotFoundError
from app.domain.scan import Scan
from app.domain.second_view import SecondView, digest_of_views
from app.rendering.letters import Letter
from app.services import cases, from_adviser, second_views
from app.services.from_adviser import MeanwhileShared
from app.services.questionnaires import PublishedQuestionnaires
from app.services.second_views import Meanwhile, NewView
from tests.accounts import account, organisation
from tests.conftest import NOW
from tests.databases import on_sqlite
from tests.services.shares import cases as stored_cases
from tests.services.shares import letters, logged, scan_to_share, share

LATER = NOW + timedelta(hours=1)
TODAY = NOW.date()
NEW = NewView("d", "Ik zag het op de werkvloer.", "b")
OTHER = NewView("a", "Een ander gesprek.", "b")
LETTER = Letter("van uw adviseur", "t", "h")


@dataclass(frozen=True)
class Desk:
    """Two advisers of one organisation with a case."""

    database: Database
    scan: Scan
    case: Case
    anna: Account
    piet: Account

    def set(self, new: NewView = NEW, *, seen: str | None = "", by: Account | None = None) -> Meanwhile | None:
        by = by or self.anna
        return second_views.set_view(self.database, self.case, "t1", new, seen=seen, by=by, now=NOW)

    def remove(self, *, seen: str | None = None) -> Meanwhile | None:
        return second_views.remove_view(self.database, self.case, "t1", seen=seen, by=self.anna, now=NOW)

    def share(self, *, seen: str | None = None, now: datetime = LATER) -> object:
        return second_views.share_views(self.database, self.case, seen=seen, letter=LETTER, by=self.piet, now=now)

    def respond(self, response: str, *, seen: str | None = None) -> MeanwhileShared | None:
        return from_adviser.respond(self.database, self.scan, "t1", response, seen=seen, now=LATER)

    @property
    def views(self) -> list[SecondView]:
        return list(second_views.views_of(self.database, self.case))

    @property
    def view(self) -> SecondView:
        (view,) = self.views
        return view

    @property
    def response(self) -> str | None:
        return self.view.shared.response if self.view.shared else None

    def events(self, kind: CaseEventKind) -> list[tuple[str | None, dict[str, str]]]:
        with self.database.read() as session:
            rows = session.exec(select(CaseEventRow).where(CaseEventRow.kind == kind).order_by(col(CaseEventRow.id)))
            return [(row.subject, row.details) for row in rows]


@pytest.fixture
def desk(content: Database) -> Desk:
    own = organisation(content)
    anna, piet = account(content, own), account(content, own, name="Piet Bos")
    scan = scan_to_share(content)
    share(content, scan, own)
    (row,) = stored_cases(content)
    case = cases.get_case(content, PublishedQuestionnaires(content), row.key, organisation_id=own.id, today=TODAY)
    return Desk(content, scan, case, anna, piet)


def test_a_view_is_kept_with_whose_it_is_and_what_the_owner_had_answered(desk: Desk) -> None:
    desk.set()

    assert desk.view == SecondView("t1", "d", NEW.reason, "b", "Anna de Boer", NOW)
    assert desk.scan.answers["t1"] == "b"


@on_sqlite
def test_what_a_view_replaces_stays_in_the_timeline(desk: Desk) -> None:
    desk.set()

    desk.set(OTHER, seen=desk.view.digest, by=desk.piet)

    assert desk.view.account_name == "Piet Bos"
    assert desk.events(CaseEventKind.SET_VIEW) == [
        ("t1", {"now": "d"}),
        ("t1", {"now": "a", "was": "d", "reason_was": NEW.reason}),
    ]


@on_sqlite
def test_the_same_view_sent_twice_is_stored_once(desk: Desk) -> None:
    desk.set()

    assert desk.set(by=desk.piet) is None
    assert len(desk.events(CaseEventKind.SET_VIEW)) == 1


@on_sqlite
def test_who_confirms_a_view_beside_another_answer_is_up_to_date(desk: Desk) -> None:
    desk.set()

    desk.set(NewView(NEW.code, NEW.reason, "c"), seen=desk.view.digest)

    assert desk.view.owner_code == "c"


@on_sqlite
def test_a_question_that_the_owner_is_not_asked_takes_no_view(desk: Desk) -> None:
    with pytest.raises(CasePartNotFoundError):
        second_views.set_view(desk.database, desk.case, "t9", NEW, by=desk.anna, now=NOW)


def test_the_owner_sees_a_view_once_it_is_shared_and_never_a_later_one_unasked(desk: Desk) -> None:
    desk.set()
    before = from_adviser.shared_views_of(desk.database, desk.scan, today=TODAY)
    desk.share()

    desk.set(OTHER, seen=None)

    (shared,) = from_adviser.shared_views_of(desk.database, desk.scan, today=TODAY)
    assert list(before) == []
    assert (shared.code, shared.reason, shared.account_name) == ("d", NEW.reason, "Anna de Boer")
    assert not desk.view.is_shared


def test_sharing_is_logged_once_and_mailed_once_a_day(desk: Desk) -> None:
    desk.set()
    desk.share()
    desk.share()
    desk.set(OTHER, seen=None)
    desk.share(now=LATER + timedelta(hours=23))
    desk.set(seen=None)
    desk.share(now=NOW + timedelta(days=2))

    assert logged(desk.database).count(AuditAction.SHARED_VIEW) == 3
    assert letters(desk.database).count(("jan@bedrijf.example", "van uw adviseur")) == 2


@on_sqlite
def test_nothing_is_shared_that_changed_since_it_was_read(desk: Desk) -> None:
    desk.set()
    seen = digest_of_views(desk.views)
    desk.set(OTHER, seen=None, by=desk.piet)

    assert desk.share(seen=seen) == desk.views
    assert not desk.view.is_shared


@on_sqlite
def test_a_response_stays_with_the_view_that_it_was_about(desk: Desk) -> None:
    desk.set()
    desk.share()
    desk.respond("Klopt.")
    desk.set(OTHER, seen=None)
    kept = desk.view.shared
    desk.share()

    assert kept
    assert kept.response == "Klopt."
    assert desk.response == ""
    answered = {"shared_was": "d", "shared_reason_was": NEW.reason, "response_was": "Klopt."}
    assert ("t1", answered) in desk.events(CaseEventKind.SHARED_VIEW)


@on_sqlite
def test_an_emptied_response_is_gone_and_told_to_advisers(desk: Desk) -> None:
    desk.set()
    desk.share()
    desk.respond("Klopt.")

    desk.respond("")

    assert desk.response == ""
    assert desk.events(CaseEventKind.RESPONDED) == [("t1", {}), ("t1", {"was": "Klopt."})]


def test_a_removed_view_is_gone_for_the_owner_at_once(desk: Desk) -> None:
    desk.set()
    desk.share()
    assert from_adviser.count_from_adviser(desk.database, desk.scan.id, today=TODAY) == 1

    desk.remove()

    assert from_adviser.count_from_adviser(desk.database, desk.scan.id, today=TODAY) == 0
    assert desk.respond("Klopt.") == MeanwhileShared(None)

"""The cases of the demo, on which advisers work, and their workshops."""

from collections import Counter
from datetime import timedelta

from sqlmodel import select

from app.db.account_tables import AccountRow
from app.db.case_tables import AgreedActionRow, CaseEventRow, NoteRow, SecondViewRow
from app.db.sharing_tables import CaseRow
from app.db.workshop_tables import WorkshopRow, WorkshopScanRow
from app.domain.agreed_action import ActionStatus
from app.domain.case import CaseStatus
from app.domain.dutch_days import day_of
from tests.conftest import NOW
from tests.services.filled import Filled


def test_cases_have_every_status_and_are_looked_after_by_their_own_organisation(demo: Filled) -> None:
    with demo.database.read() as session:
        cases = session.exec(select(CaseRow)).all()
        of = dict(session.exec(select(AccountRow.id, AccountRow.organisation_id)).all())

    assert {case.status for case in cases} == set(CaseStatus)
    assert all(of[case.assignee_id] == case.organisation_id for case in cases if case.assignee_id)
    assert any(case.assignee_id is None for case in cases)


def test_some_views_are_shared_and_answered_and_some_are_not(demo: Filled) -> None:
    with demo.database.read() as session:
        views = session.exec(select(SecondViewRow)).all()

    assert {(view.shared_code is not None, view.response is not None) for view in views} == {
        (True, True),
        (True, False),
        (False, False),
    }


def test_notes_are_for_the_own_organisation_or_also_for_the_owner(demo: Filled) -> None:
    with demo.database.read() as session:
        notes = Counter(session.exec(select(NoteRow.is_shared)))

    assert notes.keys() == {True, False}


def test_agreed_actions_have_every_status(demo: Filled) -> None:
    with demo.database.read() as session:
        assert set(session.exec(select(AgreedActionRow.status))) == set(ActionStatus)


def test_some_follow_ups_are_late(demo: Filled) -> None:
    with demo.database.read() as session:
        days = [case.follow_up_on for case in session.exec(select(CaseRow)) if case.follow_up_on]

    assert {day < day_of(NOW) for day in days} == {True, False}


def test_nothing_happens_in_the_future_at_a_case(demo: Filled) -> None:
    with demo.database.read() as session:
        assert max(session.exec(select(CaseEventRow.at))) <= NOW


def test_each_organisation_has_a_workshop_that_is_over_and_one_that_is_open(demo: Filled) -> None:
    with demo.database.read() as session:
        workshops = session.exec(select(WorkshopRow)).all()
        links = Counter(session.exec(select(WorkshopScanRow.workshop_id)))

    assert Counter(row.closed_at is None for row in workshops) == {True: 3, False: 3}
    assert links.keys() == {row.id for row in workshops if row.closed_at is None}
    assert all(row.closed_at < NOW - timedelta(1) for row in workshops if row.closed_at)

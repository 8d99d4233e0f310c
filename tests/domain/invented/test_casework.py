"""What invented advisers do with cases, as far as there was time for it."""

import random
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

import pytest

from app.domain.agreed_action import ActionStatus
from app.domain.case import CaseStatus
from app.domain.dutch_days import NETHERLANDS, day_of
from app.domain.invented.casework import InventedWork, invent_work
from app.domain.invented.model import InventedModel
from app.domain.invented.scans import InventedScan
from app.domain.questionnaire import Questionnaire
from app.domain.scan import Scan
from tests.conftest import NOW
from tests.domain.invented.drawing import as_scan

OPENED = NOW - timedelta(120)
Worked = Sequence[tuple[Scan, InventedWork]]


def work(model: InventedModel, scan: Scan, seed: int, *, opened_at: datetime = OPENED) -> InventedWork:
    return invent_work(model, scan, opened_at=opened_at, now=NOW, draw=random.Random(seed))


@pytest.fixture(scope="module")
def worked(model: InventedModel, finished: Sequence[InventedScan], shipped: Questionnaire) -> Worked:
    found = [as_scan(shipped, scan) for scan in finished[:120]]
    return [(scan, work(model, scan, seed)) for seed, scan in enumerate(found)]


def by_status(worked: Worked) -> Mapping[CaseStatus, list[InventedWork]]:
    return {status: [work for _, work in worked if work.status is status] for status in CaseStatus}


def test_cases_come_to_every_status(worked: Worked) -> None:
    assert all(by_status(worked).values())


def test_who_just_opened_a_case_did_nothing_yet(model: InventedModel, worked: Worked) -> None:
    found = [work(model, scan, seed, opened_at=NOW) for seed, (scan, _) in enumerate(worked)]

    assert {each.status for each in found} == {CaseStatus.NEW}
    assert not any(each.notes or each.views or each.actions for each in found)
    assert {each.is_assigned for each in found} == {True, False}


def test_advisers_work_on_working_days_and_not_in_the_future(worked: Worked) -> None:
    moments = [moment for _, each in worked for moment in each.moments]

    assert all(OPENED < moment <= NOW - timedelta(1) for moment in moments)
    assert {moment.astimezone(NETHERLANDS).weekday() for moment in moments} <= set(range(5))
    assert all(sorted(each.moments) == list(each.moments) for _, each in worked)


def test_a_view_is_another_answer_that_can_be_given(worked: Worked) -> None:
    for scan, each in worked:
        for view in each.views:
            question = scan.questionnaire.question_by_id[view.question_id]
            assert view.code in scan.questionnaire.values_of(question)
            assert view.code != scan.answers[view.question_id]


def test_a_reason_fits_what_is_seen(model: InventedModel, worked: Worked) -> None:
    rules = model.casework
    reasons = {
        view.reason
        for scan, each in worked
        for view in each.views
        if (values := scan.questionnaire.values_of(scan.questionnaire.question_by_id[view.question_id]))
        and (answer := scan.answers[view.question_id]) in values
        and values[view.code] < values[answer]
    }

    assert reasons
    assert reasons <= set(rules.lower_reasons)


def test_some_views_are_answered_and_some_are_on_what_the_owner_does_not_know(
    model: InventedModel, worked: Worked
) -> None:
    views = [view for _, each in worked for view in each.views]

    assert {bool(view.response) for view in views} == {True, False}
    assert set(model.casework.unknown_reasons) & {view.reason for view in views}


def test_nothing_is_agreed_before_there_is_a_plan(worked: Worked) -> None:
    for _, each in worked:
        assert bool(each.actions) == (len(each.moments) > 1)


def test_agreed_actions_are_to_be_done_around_now_and_after_they_were_agreed(worked: Worked) -> None:
    dates = [(each.moments[1], action.due_on) for _, each in worked for action in each.actions]

    assert all(due_on and due_on > day_of(agreed_at) for agreed_at, due_on in dates)
    late = [due_on for _, due_on in dates if due_on and due_on < day_of(NOW)]
    assert 0.05 < len(late) / len(dates) < 0.5


def test_a_step_of_the_plan_is_agreed_once(worked: Worked) -> None:
    for scan, each in worked:
        steps = [action.action_id for action in each.actions if action.action_id]
        assert len(set(steps)) == len(steps)
        assert set(steps) <= {step.action.id for step in scan.report.plan}


def test_how_it_goes_is_heard_of_all_that_was_agreed(worked: Worked) -> None:
    found = by_status(worked)

    assert all(len(each.outcome) == len(each.actions) for each in found[CaseStatus.FOLLOWING_UP])
    assert {heard for each in found[CaseStatus.CLOSED] for heard in each.outcome} <= {
        ActionStatus.DONE,
        ActionStatus.STOPPED,
    }
    assert not any(each.outcome for each in found[CaseStatus.PLAN_AGREED])


def test_follow_ups_are_late_today_and_later_and_never_of_a_closed_case(worked: Worked) -> None:
    found, today = by_status(worked), day_of(NOW)
    open_ones = [*found[CaseStatus.PLAN_AGREED], *found[CaseStatus.FOLLOWING_UP]]

    days = [each.follow_up_on or date.min for each in open_ones]
    assert {(day > today) - (day < today) for day in days} == {-1, 0, 1}
    assert not any(each.follow_up_on for each in found[CaseStatus.CLOSED])


def test_its_texts_fit_the_forms_of_advisers(model: InventedModel) -> None:
    rules = model.casework

    assert max(map(len, (*rules.lower_reasons, *rules.higher_reasons, *rules.unknown_reasons, *rules.responses))) <= 500
    assert max(map(len, rules.own_actions)) <= 120
    assert max(map(len, (*rules.who, *rules.workshop_titles))) <= 80
    assert rules.statuses.keys() == set(CaseStatus)

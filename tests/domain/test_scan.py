"""What a scan says of itself."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from app.domain.choices import Choices
from app.domain.company import Company
from app.domain.composing import compose_report
from app.domain.dutch_days import day_of
from app.domain.operator import Retention
from app.domain.questionnaire import Questionnaire
from app.domain.scan import Mode, Scan, digest_of
from tests.builders import both_elements, profile, question, questionnaire, technology

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
RETENTION = Retention(draft_days=90, finished_days=730, backup_days=35, source="redactioneel")
SOME = {"t1": "b", "t2": "b", "t3": "b", "s1": "b", "s2": "b"}
ALL = {**SOME, "s3": "b"}


def scan(content: Questionnaire | None = None, **changes: Any) -> Scan:
    empty = Scan(
        id=1,
        mark="m",
        questionnaire=content or both_elements(),
        profile=profile(),
        company=Company(),
        answers={},
        deepened=(),
        choices=Choices(),
        mode=Mode.ALONE,
        started_at=NOON,
        changed_at=NOON,
        finished_at=None,
    )
    return replace(empty, **changes)


def core_and_deeper() -> Questionnaire:
    return questionnaire([*technology("t1"), question("t2", depth="full"), *technology("t3")])


def test_a_result_waits_for_the_last_answer_of_the_core() -> None:
    waiting = scan(answers=SOME)

    assert [question.id for question in waiting.open_core] == ["s3"]
    assert waiting.open_count == 1


def test_a_result_waits_for_nothing_that_deepens() -> None:
    assert scan(core_and_deeper(), answers={"t1": "a", "t3": "a"}, deepened=["processen"]).open_core == []


def test_the_next_question_is_of_the_core_before_what_deepens() -> None:
    begun = scan(core_and_deeper(), answers={"t1": "a"}, deepened=["processen"])

    assert begun.next_question
    assert begun.next_question.id == "t3"


def test_after_the_core_comes_what_deepens() -> None:
    begun = scan(core_and_deeper(), answers={"t1": "a", "t3": "a"}, deepened=["processen"])

    assert begun.next_question
    assert begun.next_question.id == "t2"


def test_there_is_no_next_question_after_the_last() -> None:
    assert scan(answers=ALL).next_question is None


@pytest.mark.parametrize(
    ("answers", "deepened", "can_deepen"),
    [
        ({"t1": "a"}, [], False),
        ({"t1": "a", "t3": "a"}, [], True),
        ({"t1": "a", "t3": "a", "t2": "a"}, ["processen"], False),
    ],
)
def test_a_theme_with_more_questions_can_be_deepened_after_the_core(
    answers: dict[str, str], deepened: list[str], can_deepen: bool
) -> None:
    assert scan(core_and_deeper(), answers=answers, deepened=deepened).can_deepen is can_deepen


def test_a_scan_says_what_its_answers_say() -> None:
    filled_in = scan(answers=ALL, choices=Choices(targets={"technologie": "niveau_55"}))

    assert filled_in.report == compose_report(filled_in.questionnaire, profile(), ALL, filled_in.choices)


def test_a_draft_is_kept_shorter_than_a_finished_scan() -> None:
    draft, finished = scan(answers=ALL), scan(answers=ALL, finished_at=NOON)

    assert draft.kept_until(RETENTION) == NOON.date() + timedelta(days=90)
    assert finished.kept_until(RETENTION) == NOON.date() + timedelta(days=730)


def test_a_finished_scan_with_a_new_open_question_has_no_result() -> None:
    assert not scan(answers=SOME, finished_at=NOON).is_finished


def test_a_question_that_was_answered_may_read_otherwise_for_another_company() -> None:
    varied = question("t1", variants=[{"profile": {"sector": ["zorg"]}, "text": "Vraag voor de zorg?"}])
    content = questionnaire([varied, *technology("t2", "t3")])

    assert scan(content, answers={"t1": "a"}).is_worded_otherwise_for(profile(sector="zorg"))
    assert not scan(content, answers={"t2": "a"}).is_worded_otherwise_for(profile(sector="zorg"))


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 1, 1, 22, 59, tzinfo=UTC), date(2026, 1, 1)),
        (datetime(2026, 1, 1, 23, 0, tzinfo=UTC), date(2026, 1, 2)),
        (datetime(2026, 7, 1, 22, 0, tzinfo=UTC), date(2026, 7, 2)),
    ],
)
def test_a_day_begins_at_midnight_in_the_netherlands(moment: datetime, day: date) -> None:
    assert day_of(moment) == scan(changed_at=moment).changed_on == day


def test_a_digest_changes_with_what_it_stands_for() -> None:
    before = scan()

    assert replace(before, profile=profile(size="1")).profile_digest != before.profile_digest
    assert replace(before, company=Company(company_name="Smit")).profile_digest != before.profile_digest
    assert replace(before, profile=profile(goal="kosten")).plan_digest != before.plan_digest


def test_a_digest_is_the_same_in_any_order() -> None:
    assert digest_of({"a": 1, "b": 2}) == digest_of({"b": 2, "a": 1})

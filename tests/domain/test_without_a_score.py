"""What a report says of answers without a score, and of the scores that they leave open."""

import pytest

from app.domain.composing import compose_report
from app.domain.question import NoScore
from tests.builders import both_elements, profile, questionnaire, technology


def test_questions_without_a_score_are_listed() -> None:
    questions = technology("t1", "t2", allows=["unknown", "not_needed"], allows_reason="Mag.")

    report = compose_report(questionnaire(questions), profile(), {"t1": "unknown", "t2": "not_needed"})

    assert [unknown.answered.id for unknown in report.unknown] == ["t1"]
    assert [answered.id for group in report.excused for answered in group.questions] == ["t2"]


def test_answers_that_count_for_nothing_are_listed_by_answer() -> None:
    allows = ["not_applicable", "not_needed"]
    content = questionnaire(technology("t1", "t2", "t3", allows=allows, allows_reason="Mag."))

    found = compose_report(content, profile(), {"t1": "not_needed", "t2": "not_applicable", "t3": "not_needed"}).excused

    assert [(group.code, [answered.id for answered in group.questions]) for group in found] == [
        (NoScore.NOT_APPLICABLE, ["t2"]),
        (NoScore.NOT_NEEDED, ["t1", "t3"]),
    ]


def test_an_open_question_says_which_elements_need_it() -> None:
    answers = {"t1": "unknown", "t2": "unknown", "t3": "a", "s1": "a", "s2": "a", "s3": "a"}

    found = compose_report(both_elements(), profile(), answers).unknown

    assert [(open.answered.id, [element.id for element in open.needed_for]) for open in found] == [
        ("t1", ["technologie"]),
        ("t2", ["technologie"]),
    ]


def test_an_open_question_is_needed_for_no_element_with_a_score() -> None:
    questions = technology("t1", "t2", "t3", "t4")
    answers = {"t1": "unknown", "t2": "a", "t3": "a", "t4": "a"}

    (found,) = compose_report(questionnaire(questions), profile(), answers).unknown

    assert found.needed_for == ()


@pytest.mark.parametrize(
    ("answers", "has_ranges"),
    [
        ({"t1": "unknown", "t2": "a", "t3": "a", "t4": "a"}, True),
        ({"t1": "a", "t2": "a", "t3": "a", "t4": "a"}, False),
        ({"t1": "unknown", "t2": "unknown", "t3": "unknown", "t4": "a"}, False),
    ],
)
def test_only_a_score_that_is_shown_has_a_range(answers: dict[str, str], has_ranges: bool) -> None:
    content = questionnaire(technology("t1", "t2", "t3", "t4"))

    assert compose_report(content, profile(), answers).has_ranges is has_ranges

"""The way through the questions."""

from app.domain.progress import (
    asked_questions,
    first_unanswered,
    following,
    position_of,
    preceding,
    shown_questions,
)
from tests.builders import both_elements, profile, question, questionnaire, technology

FOLLOW_UP = question("t2", show_if=[{"answer": {"t1": ["a"]}}])
LAST = question("t3", show_if=[{"answer": {"t2": ["a"]}}])


def test_a_question_appears_after_the_answer_it_depends_on() -> None:
    content = questionnaire([*technology("t1"), FOLLOW_UP])

    assert [q.id for q in shown_questions(content, profile(), {"t1": "b"})] == ["t1"]
    assert [q.id for q in shown_questions(content, profile(), {"t1": "a"})] == ["t1", "t2"]


def test_the_answer_to_a_hidden_question_reveals_nothing() -> None:
    content = questionnaire([*technology("t1"), FOLLOW_UP, LAST])

    assert [q.id for q in shown_questions(content, profile(), {"t1": "b", "t2": "a"})] == ["t1"]


def test_only_the_core_is_asked() -> None:
    content = questionnaire([*technology("t1"), question("t2", depth="full")])

    assert [q.id for q in asked_questions(content, profile(), {})] == ["t1"]


def test_the_way_has_a_before_and_an_after() -> None:
    asked = asked_questions(questionnaire(technology("t1", "t2")), profile(), {})

    assert preceding(asked, asked[0]) is None
    assert preceding(asked, asked[1]) is asked[0]
    assert following(asked, asked[0]) is asked[1]
    assert following(asked, asked[1]) is None


def test_the_first_unanswered_question_is_where_one_left_off() -> None:
    asked = asked_questions(both_elements(), profile(), {})

    found = first_unanswered(asked, {"t1": "a", "t3": "a"})

    assert found is not None
    assert found.id == "t2"
    assert first_unanswered(asked, {q.id: "a" for q in asked}) is None


def test_a_position_counts_within_its_theme() -> None:
    content = both_elements()
    asked = asked_questions(content, profile(), {})

    position = position_of(content, asked, asked[4])

    assert (position.theme_number, position.theme_count, position.number, position.count) == (1, 1, 5, 6)

"""The way through the questions."""

import pytest

from app.domain.progress import (
    Position,
    asked_questions,
    first_unanswered,
    following,
    position_of,
    preceding,
    shown_questions,
    stretch_of,
    theme_progress,
)
from app.domain.questionnaire import Questionnaire
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


def two_themes() -> Questionnaire:
    """Return a theme of t1, t2 (full), t3 and a theme of s1, s2 (full)."""
    full = [question("t2", depth="full"), question("s2", depth="full")]
    themes = [
        {"id": "techniek", "name": "Techniek", "intro": "Werk.", "questions": ["t1", "t2", "t3"]},
        {"id": "slim", "name": "Slim", "intro": "Werk.", "questions": ["s1", "s2"]},
    ]
    return questionnaire([*technology("t1", "t3", "s1"), *full], themes=themes)


def test_only_the_core_is_asked() -> None:
    assert [q.id for q in asked_questions(two_themes(), profile(), {})] == ["t1", "t3", "s1"]


def test_a_deepened_theme_is_asked_in_full() -> None:
    asked = asked_questions(two_themes(), profile(), {}, deepened=["techniek"])

    assert [q.id for q in asked] == ["t1", "t2", "t3", "s1"]


def test_the_core_is_walked_through_apart_from_what_deepens_a_theme() -> None:
    content = two_themes()
    asked = asked_questions(content, profile(), {}, deepened=["techniek", "slim"])

    core, deeper = (stretch_of(content, asked, content.question_by_id[q]) for q in ("t1", "t2"))

    assert [q.id for q in core] == ["t1", "t3", "s1"]
    assert [q.id for q in deeper] == ["t2"]


def test_a_theme_tells_how_far_it_is_and_where_to_go_on() -> None:
    content = two_themes()
    answers = {"t1": "a", "s1": "a"}

    first, second = theme_progress(content, profile(), answers, asked_questions(content, profile(), answers))

    assert (first.asked, first.answered, first.to_deepen, first.entry.id, first.is_complete) == (2, 1, 1, "t3", False)
    assert (second.asked, second.answered, second.to_deepen, second.entry.id, second.is_complete) == (
        1,
        1,
        1,
        "s1",
        True,
    )


def test_a_theme_without_questions_for_this_company_is_left_out() -> None:
    hidden = question("t2", show_if=[{"answer": {"t1": ["a"]}}])
    themes = [
        {"id": name, "name": name, "intro": "Werk.", "questions": [q]} for name, q in (("een", "t1"), ("twee", "t2"))
    ]
    content = questionnaire([*technology("t1"), hidden], themes=themes)

    found = theme_progress(content, profile(), {}, asked_questions(content, profile(), {}))

    assert [progress.theme.id for progress in found] == ["een"]


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


@pytest.mark.parametrize(("theme_number", "reached"), [(1, (3, 0, 0)), (2, (5, 3, 0)), (3, (5, 5, 3))])
def test_a_position_says_how_far_each_theme_is(theme_number: int, reached: tuple[int, ...]) -> None:
    theme = both_elements().themes[0]

    position = Position(theme, theme_number=theme_number, theme_count=3, number=3, count=5)

    assert position.reached == reached

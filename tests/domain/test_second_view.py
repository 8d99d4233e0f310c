"""A second view: what it does to the scores, and which questions it makes or keeps from counting."""

from collections.abc import Sequence
from dataclasses import replace

from app.domain.question import Question
from app.domain.scoring import score
from app.domain.second_view import SecondView, SharedView, codes_of_views, compare, digest_of_views
from tests.builders import question, questionnaire, technology
from tests.domain.test_scan import ALL, NOON, scan

VIEW = SecondView("t1", "d", "Ik zag het zelf.", "b", "Anna de Boer", NOON)
SHARED = SharedView("t1", "d", "Ik zag het zelf.", "Anna de Boer", NOON)


def ids(questions: Sequence[Question]) -> list[str]:
    return [question.id for question in questions]


def test_a_view_takes_the_place_of_the_answer_in_the_ordinary_score() -> None:
    filled_in = scan(answers=ALL)

    compared = compare(filled_in, {"t1": "e"})

    assert compared.own == filled_in.report
    assert compared.other.scores == score(filled_in.questionnaire, filled_in.profile, {**ALL, "t1": "e"})
    assert compared.other.scores != compared.own.scores


def test_a_view_can_hide_an_answered_question() -> None:
    content = questionnaire([*technology("t1"), question("t2", show_if=[{"answer": {"t1": ["b"]}}])])

    compared = compare(scan(content, answers={"t1": "b", "t2": "c"}), {"t1": "a", "t2": "d"})

    assert (ids(compared.closed), ids(compared.opened), ids(compared.idle)) == (["t2"], [], [])


def test_a_view_can_open_a_question_that_then_counts_as_unanswered() -> None:
    content = questionnaire([*technology("t1"), question("t2", show_if=[{"answer": {"t1": ["b"]}}])])

    compared = compare(scan(content, answers={"t1": "a"}), {"t1": "b"})

    assert (ids(compared.opened), ids(compared.closed), ids(compared.idle)) == (["t2"], [], [])
    assert "t2" in compared.other.scores.elements["technologie"].open_questions


def test_a_view_on_a_question_that_is_not_asked_any_more_does_not_count() -> None:
    content = questionnaire([*technology("t1"), question("t2", show_if=[{"answer": {"t1": ["b"]}}])])

    compared = compare(scan(content, answers={"t1": "a"}), {"t2": "d"})

    assert ids(compared.idle) == ["t2"]
    assert compared.other.scores.elements == compared.own.scores.elements


def test_a_view_can_be_any_answer_but_not_knowing() -> None:
    content = questionnaire(technology("t1", allows=["unknown", "not_needed"], allows_reason="Soms hoeft het niet."))

    assert codes_of_views(content, content.questions[0]) == ("a", "b", "c", "d", "e", "not_needed")


def test_a_view_that_changed_since_it_was_shared_is_not_shared() -> None:
    assert not VIEW.is_shared
    assert replace(VIEW, shared=SHARED).is_shared
    assert not replace(VIEW, shared=replace(SHARED, reason="Iets anders.")).is_shared


def test_what_a_colleague_changes_shows_in_the_digests() -> None:
    other = replace(VIEW, reason="Iets anders.")

    assert digest_of_views([VIEW]) != digest_of_views([other])
    assert SHARED.digest != replace(SHARED, response="Klopt.").digest

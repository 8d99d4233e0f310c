"""Scores: what counts, what does not, and when a score may be shown."""

from dataclasses import replace
from fractions import Fraction

import pytest

from app.domain.parsing import parse_questionnaire
from app.domain.question import Option
from app.domain.scoring import ScoreStatus, score
from tests.builders import both_elements, documents, profile, question, questionnaire, technology


def test_a_score_is_the_weighted_mean_of_the_values() -> None:
    heavy = question("t1", elements={"technologie": 3})
    content = questionnaire([heavy, *technology("t2", "t3")])

    result = score(content, profile(), {"t1": "e", "t2": "a", "t3": "c"})

    assert result.elements["technologie"].value == Fraction(350, 5)


def test_unknown_is_not_zero() -> None:
    content = questionnaire(technology("t1", "t2", "t3", "t4"))

    result = score(content, profile(), {"t1": "c", "t2": "c", "t3": "c", "t4": "unknown"})

    assert result.elements["technologie"].value == 50


def test_unknown_lowers_coverage_and_opens_the_range() -> None:
    content = questionnaire(technology("t1", "t2", "t3", "t4"))

    found = score(content, profile(), {"t1": "c", "t2": "c", "t3": "c", "t4": "unknown"}).elements["technologie"]

    assert (found.coverage, found.low, found.high) == (Fraction(3, 4), Fraction(75, 2), Fraction(125, 2))
    assert found.open_questions == ("t4",)
    assert found.has_range


def test_a_score_needs_two_thirds_of_the_weight() -> None:
    content = questionnaire(technology("t1", "t2", "t3", "t4", "t5"))

    found = score(content, profile(), {"t1": "e", "t2": "e", "t3": "e"}).elements["technologie"]

    assert found.coverage == Fraction(3, 5)
    assert found.status is ScoreStatus.TOO_FEW_ANSWERS
    assert (found.has_range, found.lacks_basis) == (False, False)


def test_a_score_needs_three_answers() -> None:
    content = questionnaire(technology("t1", "t2"))

    found = score(content, profile(), {"t1": "e", "t2": "e"}).elements["technologie"]

    assert found.status is ScoreStatus.TOO_FEW_ANSWERS


def test_not_applicable_leaves_score_and_coverage_alone() -> None:
    content = questionnaire(technology("t1", "t2", "t3", "t4", allows=["not_applicable"], allows_reason="Mag."))

    answers = {"t1": "a", "t2": "e", "t3": "e", "t4": "not_applicable"}
    found = score(content, profile(), answers).elements["technologie"]

    assert found.value == Fraction(200, 3)
    assert found.coverage == 1


def test_over_a_third_set_aside_is_an_insufficient_basis() -> None:
    names = [f"t{number}" for number in range(1, 9)]
    content = questionnaire(technology(*names, allows=["not_applicable", "not_needed"], allows_reason="Mag."))
    answers = dict.fromkeys(names, "e")

    third = score(content, profile(), answers | {"t1": "not_needed", "t2": "not_applicable"})
    more = score(content, profile(), answers | dict.fromkeys(names[:3], "not_needed"))

    assert third.elements["technologie"].status is ScoreStatus.SHOWN
    assert more.elements["technologie"].status is ScoreStatus.INSUFFICIENT_BASIS
    assert more.elements["technologie"].lacks_basis


def test_hidden_questions_do_not_count_and_are_listed() -> None:
    hidden = question("t4", show_if=[{"profile": {"sector": ["zorg"]}}])
    content = questionnaire([*technology("t1", "t2", "t3"), hidden])

    result = score(content, profile(sector="handel"), {"t1": "e", "t2": "e", "t3": "e", "t4": "a"})

    assert result.elements["technologie"].value == 100
    assert result.ignored == ("t4",)


def test_a_question_beyond_the_core_counts_once_it_is_answered() -> None:
    content = questionnaire([*technology("t1", "t2", "t3"), question("t4", depth="full")])
    answers = {"t1": "e", "t2": "e", "t3": "e"}

    assert score(content, profile(), answers).elements["technologie"].coverage == 1
    assert score(content, profile(), answers | {"t4": "a"}).elements["technologie"].value == 75


def test_a_theme_weighs_its_questions_equally() -> None:
    content = questionnaire([question("t1", elements={"technologie": 5}), *technology("t2", "t3")])

    result = score(content, profile(), {"t1": "e", "t2": "a", "t3": "a"})

    assert result.themes["processen"].value == Fraction(100, 3)


def test_the_index_weighs_elements_as_the_content_says() -> None:
    answers = {"t1": "e", "t2": "e", "t3": "e", "s1": "a", "s2": "a", "s3": "a"}

    result = score(both_elements(), profile(), answers)

    assert result.index == 25
    assert result.index_equal_weights == 50
    assert result.balance == 100


def test_the_weights_matter_if_they_change_the_index() -> None:
    apart = {"t1": "e", "t2": "e", "t3": "e", "s1": "a", "s2": "a", "s3": "a"}

    assert score(both_elements(), profile(), apart).weights_matter
    assert not score(both_elements(), profile(), dict.fromkeys(apart, "e")).weights_matter


@pytest.mark.parametrize(("index", "matter"), [("50.05", False), ("50.1", True), ("49.9", True)])
def test_weights_matter_from_a_tenth_of_a_point(index: str, matter: bool) -> None:
    result = score(both_elements(), profile(), dict.fromkeys(("t1", "t2", "t3", "s1", "s2", "s3"), "c"))

    assert replace(result, index=Fraction(index)).weights_matter is matter


def test_weights_do_not_matter_without_an_index() -> None:
    assert not score(both_elements(), profile(), {"t1": "e", "t2": "e", "t3": "e"}).weights_matter


def test_the_part_of_an_element_in_the_index_is_told_in_percent() -> None:
    files = documents(technology("t1", "t2", "t3"))
    files["scan.yaml"]["elements"][0]["weight"] = 50

    content = parse_questionnaire(files)

    assert [content.percentage_of(element) for element in content.elements] == [40, 60]


def test_there_is_no_index_unless_every_element_has_a_score() -> None:
    result = score(both_elements(), profile(), {"t1": "e", "t2": "e", "t3": "e"})

    assert (result.index, result.index_equal_weights, result.balance) == (None, None, None)


def test_numbers_are_read_as_they_are_written() -> None:
    assert Option.model_validate({"code": "a", "value": 0.1}).value == Fraction(1, 10)
    assert Option.model_validate({"code": "a", "value": "1/3"}).value == Fraction(1, 3)

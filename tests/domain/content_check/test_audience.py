"""Which companies are asked a question, and in which words."""

from typing import Any

import pytest

from app.domain.content_check.audience import audience_problems
from tests.builders import CODES, question, questionnaire, technology

FOR_ALL = {"profile": {"size": ["1", "2-9"]}, "text": "En u?"}
FOR_CARE = {"profile": {"sector": ["zorg"]}, "text": "In de zorg?"}


def problems(**changes: Any) -> list[str]:
    """Return what is wrong with the last of three questions."""
    content = questionnaire([*technology("t1", "t2"), question("t3", **changes)])
    return [str(problem) for problem in audience_problems(content, content.questions[-1])]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"variants": [FOR_CARE]},
        {"show_if": [{"any": [{"answer": {"t1": ["a"], "t2": ["unknown"]}}, {"profile": {"sector": ["zorg"]}}]}]},
        {"variants": [{"profile": {"municipality": ["GM0150"], "family_business": [True]}}, FOR_CARE]},
    ],
)
def test_a_question_that_all_its_words_serve_is_right(changes: dict[str, Any]) -> None:
    assert problems(**changes) == []


def test_a_question_that_no_company_is_asked_is_a_problem() -> None:
    never = [{"profile": {"size": ["1"]}}, {"profile": {"size": ["2-9"]}}]

    assert problems(show_if=never) == [
        "questions/t3.yaml: show_if is missing; expected conditions that some company meets"
    ]


def test_a_question_behind_one_that_is_never_asked_is_a_problem_too() -> None:
    hidden = question("t2", show_if=[{"answer": {"t1": ["a"]}}, {"answer": {"t1": ["b"]}}])
    content = questionnaire([question("t1"), hidden, question("t3", show_if=[{"answer": {"t2": ["a"]}}])])

    assert [problem.path for problem in audience_problems(content, content.questions[-1])] == ["show_if"]


def test_a_variant_that_an_earlier_one_always_hides_is_a_problem() -> None:
    earlier = {"profile": {"sector": ["zorg", "handel"]}}

    found = problems(variants=[earlier, FOR_CARE], show_if=[{"profile": {"sector": ["zorg"]}}])

    expected = "a company that is asked this and that no earlier variant fits"
    assert found == [f"questions/t3.yaml: variants[1].profile is {{'sector': ('zorg',)}}; expected {expected}"]


def test_a_variant_for_companies_that_are_not_asked_is_a_problem() -> None:
    found = problems(variants=[FOR_CARE], show_if=[{"profile": {"sector": ["handel"]}}])

    assert [problem.partition(" ")[2].partition(" ")[0] for problem in found] == ["variants[0].profile"]


def test_of_two_variants_alike_only_the_first_is_read() -> None:
    assert len(problems(variants=[FOR_CARE, dict(FOR_CARE)])) == 1


def test_a_level_that_every_variant_replaces_is_a_problem() -> None:
    levels = {"b": {"label": "Nu en dan"}}

    assert problems(variants=[FOR_ALL | {"levels": levels}]) == [
        "questions/t3.yaml: levels.b is 'Niveau b'; expected a company for which no variant replaces it"
    ]


def test_a_level_that_some_company_reads_is_right() -> None:
    levels = {code: {"label": "Anders"} for code in CODES}

    assert problems(variants=[FOR_CARE | {"levels": levels}]) == []

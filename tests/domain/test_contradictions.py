"""Answers that do not go well together: which are found, in which order, and what a rule may say."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from app.domain.composing import compose_report
from app.domain.content_check.reachability import explore
from app.domain.contradictions import FoundContradiction, contradictions_of
from app.domain.errors import ContentError
from app.domain.parsing import parse_questionnaire
from app.domain.questionnaire import Questionnaire
from tests.builders import documents, profile, question, technology

HEAVY = question("zwaar", elements={"technologie": 3, "slimmer_werken": 2})
EITHER = {"any": [{"answer": {"t2": ["a"]}}, {"answer": {"t3": ["a"]}}]}


def rule(rule_id: str, *when: Mapping[str, Any]) -> dict[str, Any]:
    words = {"text": "Dit valt op.", "ask": "Hoe zit dat?", "source": "redactioneel"}
    return {"id": rule_id, "when": list(when), **words}


def content(*rules: Mapping[str, Any]) -> Questionnaire:
    files = documents([*technology("t1", "t2", "t3"), HEAVY])
    return parse_questionnaire(files | {"contradictions.yaml": {"contradictions": list(rules)}})


def found(*rules: Mapping[str, Any], size: str = "2-9", **answers: str) -> list[FoundContradiction]:
    return list(contradictions_of(compose_report(content(*rules), profile(size=size), answers)))


def problems(*rules: Mapping[str, Any]) -> list[str]:
    with pytest.raises(ContentError) as caught:
        content(*rules)
    return [str(problem) for problem in caught.value.problems]


BOTH = rule("beide", {"answer": {"t1": ["e"]}}, {"answer": {"t2": ["a"]}})


def test_answers_that_clash_are_found_with_their_questions() -> None:
    (clash,) = found(BOTH, t1="e", t2="a", t3="b")

    assert clash.rule.id == "beide"
    assert [(answered.id, answered.answer) for answered in clash.answers] == [("t1", "Niveau e"), ("t2", "Niveau a")]


def test_a_question_without_an_answer_clashes_with_nothing() -> None:
    assert found(BOTH, t1="e") == []


def test_of_alternatives_only_what_holds_is_named() -> None:
    (clash,) = found(rule("een", {"answer": {"t1": ["e"]}}, EITHER), t1="e", t2="b", t3="a")

    assert clash.question_ids == ("t1", "t3")


def test_a_rule_may_be_for_some_companies() -> None:
    with_staff = rule("team", {"profile": {"size": ["2-9"]}}, {"answer": {"t1": ["e"], "t2": ["a"]}})

    assert found(with_staff, size="1", t1="e", t2="a") == []


def test_what_weighs_most_in_the_scores_comes_first() -> None:
    heavy = rule("zwaar", {"answer": {"t1": ["e"], "zwaar": ["a"]}})

    assert [clash.rule.id for clash in found(BOTH, heavy, t1="e", t2="a", zwaar="a")] == ["zwaar", "beide"]


def test_content_without_rules_has_the_hash_that_it_had() -> None:
    without = parse_questionnaire(documents([*technology("t1", "t2", "t3"), HEAVY]))

    assert content().hash == without.hash
    assert content(BOTH).hash != without.hash


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ({"answer": {"t1": ["a"]}}, "contradictions[0].when is ['t1']; expected answers to at least two questions"),
        ({"answer": {"t1": ["a"], "weg": ["a"]}}, "contradictions[0].when.answer is 'weg'; expected one of: t1"),
        (
            {"any": [{"answer": {"t1": ["a"], "t2": ["a"]}}, {"score": {"index": {"below": 9}}}]},
            "contradictions[0].when.score is 'index'; expected one of: nothing here",
        ),
    ],
)
def test_a_rule_names_two_questions_or_more_and_no_score(when: Mapping[str, Any], expected: str) -> None:
    (problem,) = problems(rule("regel", when))

    assert problem.startswith(f"contradictions.yaml: {expected}")


def test_two_rules_have_two_names() -> None:
    assert problems(BOTH, BOTH) == [
        "contradictions.yaml: contradictions is 'beide'; expected a name that stands there once"
    ]


def test_a_rule_that_no_answers_lead_to_is_a_problem() -> None:
    never = rule("nooit", {"answer": {"t1": ["a"]}}, {"answer": {"t1": ["e"], "t2": ["a"]}})

    reach = explore(content(BOTH, never), today=date(2026, 11, 20))

    assert [str(problem) for problem in reach.problems if problem.file == "contradictions.yaml"] == [
        "contradictions.yaml: contradictions is 'nooit'; expected answers that some company can give"
    ]

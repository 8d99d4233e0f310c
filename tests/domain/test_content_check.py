"""What the check of content finds, and what it shows."""

from typing import Any

from app.domain.content_check import ContentCheck, check_content
from app.domain.parsing import parse_questionnaire
from tests.builders import action, documents, question, questionnaire, technology

NAMES = ("t1", "t2", "t3", "t4")
SMART = [question(question_id, elements={"slimmer_werken": 1}) for question_id in ("s1", "s2", "s3", "s4")]


def checked(*questions: dict[str, Any], reached: dict[str, str | None] | None = None) -> ContentCheck:
    content = questionnaire([*questions, *SMART], [action("doe", doors=["deventer", "kvk"])])
    return check_content(content, reached or {"doe": "zo"}, {"standaard"})


def problems(check: ContentCheck) -> list[str]:
    return [str(problem) for problem in check.problems]


def test_good_content_has_no_problems() -> None:
    assert problems(checked(*technology(*NAMES))) == []


def test_an_element_needs_four_core_questions() -> None:
    found = problems(checked(*technology("t1", "t2", "t3"), question("t4", depth="full")))

    assert found == ["scan.yaml: elements.technologie is 3; expected at least 4 core questions"]


def test_at_most_a_third_of_an_element_may_be_set_aside() -> None:
    optional = technology("t1", "t2", allows=["unknown", "not_needed"], allows_reason="Mag.")

    found = problems(checked(*optional, *technology("t3", "t4")))

    expected = "at most 1/3 of its weight in questions that can be set aside"
    assert found == [f"scan.yaml: elements.technologie is '1/2'; expected {expected}"]


def test_an_action_out_of_reach_is_a_problem() -> None:
    found = problems(checked(*technology(*NAMES), reached={"doe": None}))

    assert found == ["actions/doe.yaml: when is missing; expected conditions that some answers meet"]


def test_a_long_sentence_is_a_problem_but_not_in_a_source() -> None:
    long = " ".join(["woord"] * 21) + "."

    found = problems(checked(*technology("t1", "t2", "t3", source=long), question("t4", help=f"Kort? {long}")))

    assert found == [f"questions/t4.yaml is {repr(long)[:77]}...; expected sentences of at most 20 words"]


def test_the_tables_count_what_there_is() -> None:
    variant = {"profile": {"sector": ["zorg"]}, "text": "En bij u?"}

    tables = checked(question("t1", variants=[variant]), *technology("t2", "t3", "t4")).tables

    assert list(tables["Questions per theme"]) == [("theme", "core", "full"), ("processen", 8, 0)]
    assert ("technologie", 4, 0, 4) in tables["Questions per element"]
    assert ("zorg", "2-9", 8, 1) in tables["Questions per sector and size"]
    assert tables["Actions and what reaches them"][1] == ("doe", "improve", "technologie", "zo")


def test_what_nothing_uses_is_a_problem() -> None:
    content = questionnaire([*technology(*NAMES), *SMART], [action("doe")])

    found = problems(check_content(content, {"doe": "zo"}, set()))

    assert found == [
        "doors.yaml: doors is 'deventer'; expected an action that leads to it",
        "scan.yaml: headlines is 'standaard'; expected answers that lead to it before another fits",
    ]


def test_an_answer_set_without_questions_is_a_problem() -> None:
    files = documents([*technology(*NAMES), *SMART], [action("doe", doors=["deventer", "kvk"])])
    files["answer_sets.yaml"]["answer_sets"].append(files["answer_sets.yaml"]["answer_sets"][0] | {"id": "zes"})

    found = problems(check_content(parse_questionnaire(files), {"doe": "zo"}, {"standaard"}))

    assert found == ["answer_sets.yaml: answer_sets is 'zes'; expected a question that uses it"]

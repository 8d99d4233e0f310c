"""What the check of content finds, and what it shows."""

from datetime import date
from typing import Any

from app.domain.content_check.check import ContentCheck, check_content
from app.domain.content_check.reachability import Reach
from app.domain.content_check.style import ContentRules, Jargon, JargonWord, QuestionsPerElement, Style
from app.domain.content_check.tables import scheme_rows
from app.domain.errors import Problem
from app.domain.parsing import parse_questionnaire
from app.domain.schemes import SchemeCheck, SchemeChecks
from tests.builders import action, documents, question, technology

NAMES = ("t1", "t2", "t3", "t4")
SMART = [question(question_id, elements={"slimmer_werken": 1}) for question_id in ("s1", "s2", "s3", "s4")]
RULES = ContentRules(
    longest_sentence=20,
    longest_in_action={},
    questions_per_element=QuestionsPerElement(core=4, full=4),
    no_source=("todo",),
    source="redactioneel",
)
STYLE = Style(rules=RULES, jargon=Jargon(words=(JargonWord(word="kpi", instead="cijfer"),)))
REACHED = Reach({"doe": "zo"}, ())


def files_with(*questions: dict[str, Any], **manifest: Any) -> dict[str, Any]:
    return documents([*questions, *SMART], [action("doe")], **manifest)


def checked(files: dict[str, Any], reach: Reach = REACHED) -> ContentCheck:
    return check_content(parse_questionnaire(files), STYLE, reach)


def problems(*questions: dict[str, Any], reach: Reach = REACHED, **manifest: Any) -> list[str]:
    return [str(problem) for problem in checked(files_with(*questions, **manifest), reach).problems]


def test_good_content_has_no_problems() -> None:
    assert problems(*technology(*NAMES)) == []


def test_an_element_needs_four_core_questions() -> None:
    found = problems(*technology("t1", "t2", "t3"), question("t4", depth="full"))

    assert found == ["scan.yaml: elements.technologie is 3; expected at least 4 core questions"]


def test_at_most_a_third_of_an_element_may_be_set_aside() -> None:
    optional = technology("t1", "t2", allows=["unknown", "not_needed"], allows_reason="Mag.")

    found = problems(*optional, *technology("t3", "t4"))

    expected = "at most 1/3 of its weight in questions that can be set aside"
    assert found == [f"scan.yaml: elements.technologie is '1/2'; expected {expected}"]


def test_what_is_out_of_reach_is_a_problem() -> None:
    problem = Problem("doors.yaml", "doors", "kvk", "an action")

    assert problems(*technology(*NAMES), reach=Reach({"doe": None}, (problem,))) == [str(problem)]


def test_a_text_that_is_hard_to_read_is_a_problem() -> None:
    found = problems(*technology("t1", "t2", "t3"), question("t4", help="Denk aan een kpi."))

    assert found == ["questions/t4.yaml: help is 'kpi'; expected plainer words: cijfer"]


def test_an_answer_set_without_questions_is_a_problem() -> None:
    files = files_with(*technology(*NAMES))
    files["answer_sets.yaml"]["answer_sets"].append(files["answer_sets.yaml"]["answer_sets"][0] | {"id": "zes"})

    found = [str(problem) for problem in checked(files).problems]

    assert found == ["answer_sets.yaml: answer_sets is 'zes'; expected a question that uses it"]


def test_a_question_without_a_topic_is_a_problem_where_there_are_topics() -> None:
    topics = [{"id": "planning", "name": "Planning", "source": "SER"}]
    about = [question(each["id"], elements=each["elements"], topics=["planning"]) for each in SMART]
    files = documents([*technology("t1"), *technology("t2", "t3", "t4", topics=["planning"]), *about], topics=topics)

    found = check_content(parse_questionnaire(files), STYLE, Reach({}, ())).problems

    assert [str(problem) for problem in found] == [
        "questions/t1.yaml: topics is missing; expected at least one topic of scan.yaml"
    ]


def test_the_tables_count_what_there_is() -> None:
    variant = {"profile": {"sector": ["zorg"]}, "text": "En bij u?"}

    tables = checked(files_with(question("t1", variants=[variant]), *technology("t2", "t3", "t4"))).tables

    assert list(tables["Questions per theme"]) == [("theme", "core", "full"), ("processen", 8, 0)]
    assert ("technologie", 4, 0, 4) in tables["Questions per element"]
    assert ("zorg", "2-9", 8, 1) in tables["Questions per sector and size"]
    assert tables["Actions and what reaches them"][1] == ("doe", "improve", "technologie", "zo")


def test_the_longest_sentence_of_each_file_is_shown() -> None:
    files = files_with(*technology("t2", "t3", "t4"), question("t1", help="Eén. Dit is de langste zin van al."))

    assert checked(files).tables["Longest sentences"][1] == (
        "questions/t1.yaml",
        7,
        "Dit is de langste zin van al.",
    )


def test_an_action_that_nothing_reaches_says_so() -> None:
    tables = checked(files_with(*technology(*NAMES)), Reach({"doe": None}, ())).tables

    assert tables["Actions and what reaches them"][1][-1] == "nothing"


def test_schemes_are_listed_with_what_is_known_today() -> None:
    files = files_with(*technology(*NAMES))
    for name in ("slim", "wbso"):
        files[f"schemes/{name}.yaml"] = {"id": name, "name": name.upper(), "helps_with": "Leren.", "source": "SER"}
    checks = SchemeChecks(valid_days=180, source="x", checks={"slim": SchemeCheck(checked_on=date(2026, 1, 2))})
    content = parse_questionnaire(files)

    rows = scheme_rows(content, checks, date(2026, 11, 20))

    assert list(rows) == [
        ("scheme", "name", "state today", "checked on"),
        ("slim", "SLIM", "outdated", "2026-01-02"),
        ("wbso", "WBSO", "to_ask", "never"),
    ]
    assert scheme_rows(content, None, date(2026, 11, 20))[1][2:] == ("to_ask", "never")

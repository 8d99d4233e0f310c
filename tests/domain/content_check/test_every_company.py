"""Every kind of company is asked enough and gets a plan, whatever it answers."""

from typing import Any

from app.domain.content_check.every_company import count_problems, kinds_of_companies, plan_problems
from app.domain.content_check.style import QuestionsPerElement
from app.domain.questionnaire import Questionnaire
from tests.builders import action, profile, question, questionnaire, technology

SMART = [question(question_id, elements={"slimmer_werken": 1}) for question_id in ("s1", "s2", "s3", "s4")]
BOTH = {"technologie": 1, "slimmer_werken": 1}
IMPROVE = action("verbeter", elements=BOTH)
KEEP = action("houd_vast", kind="keep", elements=BOTH)
FIND_OUT = action("uitzoeken", kind="find_out", elements=BOTH)


def counted(*questions: dict[str, Any], core: int = 2, full: int = 4) -> list[str]:
    content = questionnaire([*questions, *SMART])
    return [str(problem) for problem in count_problems(content, QuestionsPerElement(core=core, full=full))]


def asked(*actions: dict[str, Any]) -> Questionnaire:
    return questionnaire([*technology("t1", "t2", "t3"), *SMART], actions)


def test_enough_questions_are_no_problem() -> None:
    assert counted(*technology("t1", "t2"), *technology("t3", "t4", depth="full")) == []


def test_an_element_needs_questions_in_the_core() -> None:
    assert counted(question("t1"), *technology("t2", "t3", "t4", depth="full")) == [
        "scan.yaml: elements.technologie is 1; expected at least 2 core questions"
    ]


def test_an_element_needs_questions_in_full() -> None:
    assert counted(*technology("t1", "t2", "t3")) == [
        "scan.yaml: elements.technologie is 3; expected at least 4 questions in full"
    ]


def test_what_a_sector_and_size_is_not_asked_does_not_count_for_it() -> None:
    hidden = question("t4", depth="full", show_if=[{"profile": {"size": ["2-9"], "sector": ["zorg", "handel"]}}])

    found = counted(*technology("t1", "t2"), question("t3", show_if=[{"profile": {"sector": ["zorg"]}}]), hidden)

    assert found == [
        "scan.yaml: elements.technologie, for handel 1, is 2; expected at least 4 questions in full",
        "scan.yaml: elements.technologie, for handel 2-9, is 3; expected at least 4 questions in full",
        "scan.yaml: elements.technologie, for zorg 1, is 3; expected at least 4 questions in full",
    ]


def test_a_question_that_hangs_on_an_answer_does_not_count() -> None:
    perhaps = question("t4", show_if=[{"answer": {"t1": ["e"]}}])

    assert len(counted(*technology("t1", "t2", "t3"), perhaps)) == 4


def test_every_sector_size_and_goal_is_a_kind_of_company() -> None:
    kinds = kinds_of_companies(asked())

    assert {(kind.sector, kind.size) for kind in kinds} == {(s, n) for s in ("handel", "zorg") for n in ("1", "2-9")}
    assert {(kind.goal, kind.size) for kind in kinds} == {(g, n) for g in ("groei", "kosten") for n in ("1", "2-9")}


def test_a_plan_for_all_answers_is_no_problem() -> None:
    content = asked(IMPROVE, KEEP, FIND_OUT)

    assert [problem for company in kinds_of_companies(content) for problem in plan_problems(content, company)] == []


def test_no_advice_on_no_answers_is_a_problem() -> None:
    (problem,) = plan_problems(asked(IMPROVE, KEEP), profile())

    assert str(problem) == "profile.yaml: handel, 2-9, groei is 'no answers'; expected an action for every answer"


def test_no_advice_on_the_best_answers_is_a_problem() -> None:
    (problem,) = plan_problems(asked(IMPROVE, FIND_OUT), profile())

    assert str(problem.found).startswith("t1 e, t2 e, t3 e")


def test_a_goal_without_advice_is_a_problem() -> None:
    for_growth = [{"profile": {"goal": ["groei"]}}]
    content = asked(*({**each, "when": for_growth} for each in (IMPROVE, KEEP, FIND_OUT)))

    assert list(plan_problems(content, profile(goal="groei"))) == []
    assert len(list(plan_problems(content, profile(goal="kosten")))) == 1

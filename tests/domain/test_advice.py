"""The plan: what gets in, in which order, and why."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from app.domain.advice import advise
from app.domain.candidates import Advice, Reason
from app.domain.parsing import parse_questionnaire
from app.domain.questionnaire import Questionnaire
from app.domain.reading import Reading
from tests.builders import action, documents, profile, question, questionnaire, technology

SMART = [question(question_id, elements={"slimmer_werken": 1}) for question_id in ("s1", "s2", "s3")]
QUESTIONS = [*technology("t1", "t2", "t3"), *SMART]
WEAK = dict.fromkeys(("t1", "t2", "t3", "s1", "s2", "s3"), "a")
TOP = dict.fromkeys(WEAK, "e")


def content(*actions: dict[str, Any]) -> Questionnaire:
    return questionnaire(QUESTIONS, actions)


def plan(questions: Questionnaire, answers: dict[str, str], **company: Any) -> Sequence[Advice]:
    return advise(Reading(questions, profile(**company), answers))


def ids(advised: Sequence[Advice]) -> list[str]:
    return [advice.action.id for advice in advised]


def test_priority_is_gap_times_effect_times_fit_over_effort() -> None:
    chosen = content(action("doe", goals=["groei"], effect="L", effort={"size": "L", "hours": "8", "cost": "0"}))

    (advice,) = plan(chosen, WEAK, goal="groei")

    assert advice.factors.gap == 80
    assert advice.factors.priority == Fraction(80 * 3) * Fraction(3, 2) / 4


def test_the_gap_weighs_the_elements_of_the_action() -> None:
    chosen = content(action("doe", elements={"technologie": 1, "slimmer_werken": 2}))

    (advice,) = plan(chosen, WEAK | dict.fromkeys(("s1", "s2", "s3"), "d"))

    assert advice.factors.gap == Fraction(80 * 1 + 5 * 2, 3)


def test_the_gap_is_the_distance_to_the_level_aimed_at() -> None:
    (advice,) = plan(content(action("doe")), {"t1": "b", "t2": "b", "t3": "b"})

    assert advice.factors.gap == 80 - 25


def test_nothing_is_advised_for_an_element_at_the_top() -> None:
    assert plan(content(action("doe")), TOP) == ()


def test_an_action_to_keep_a_top_score_needs_no_gap() -> None:
    keep = action("houd_vast", kind="keep", when=[{"score": {"technologie": {"at_least": 80}}}])

    assert ids(plan(content(keep), TOP)) == ["houd_vast"]
    assert plan(content(keep), WEAK) == ()


def test_an_element_without_a_score_gets_no_advice() -> None:
    assert plan(content(action("doe")), {"t1": "a"}) == ()


def test_open_questions_lead_to_finding_out() -> None:
    find = action("uitzoeken", kind="find_out")

    (advice,) = plan(content(find), TOP | {"t2": "unknown"})

    assert advice.because == (Reason("answer", "t2"),)
    assert advice.factors.gap == Fraction(100, 3)
    assert plan(content(find), TOP) == ()


def test_a_failed_requirement_is_replaced_by_its_foundation() -> None:
    needs = action("robot", requires=[{"when": [{"answer": {"t1": ["d", "e"]}}], "foundation": "basis"}])
    basis = action("basis", kind="foundation", when=[{"answer": {"t2": ["c"]}}])

    (advice,) = plan(content(needs, basis), WEAK)

    assert advice.action.id == "basis"
    assert advice.because[0] == Reason("instead_of", "robot")


def test_a_met_requirement_lets_the_action_stand() -> None:
    needs = action("robot", requires=[{"when": [{"answer": {"t1": ["d", "e"]}}], "foundation": "basis"}])
    basis = action("basis", kind="foundation", when=[{"answer": {"t2": ["c"]}}])

    assert ids(plan(content(needs, basis), WEAK | {"t1": "d"})) == ["robot"]


def test_a_plan_has_at_most_five_actions() -> None:
    many = [action(f"doe_{number}") for number in range(7)]

    assert len(plan(content(*many), WEAK)) == 5


def test_a_plan_spreads_over_two_elements() -> None:
    many = [action(f"doe_{number}", effect="L") for number in range(6)]
    small = action("anders", effect="S", elements={"slimmer_werken": 1})

    assert "anders" in ids(plan(content(*many, small), WEAK))


def test_a_plan_has_an_action_for_the_weakest_element() -> None:
    strong = dict.fromkeys(("t1", "t2", "t3"), "b")
    many = [action(f"doe_{number}", effect="L") for number in range(4)]
    others = [action(f"ook_{number}", effect="M", elements={"slimmer_werken": 1}) for number in range(4)]
    costly = action("zwak", effect="S", effort={"size": "L", "hours": "80", "cost": "veel"}, elements={"co_creatie": 1})
    weak = [question(q, elements={"co_creatie": 1}) for q in ("c1", "c2", "c3")]
    third = {"id": "co_creatie", "name": "Co-creatie", "meaning": "Samen.", "weight": 1}
    wide = documents([*QUESTIONS, *weak], [*many, *others, costly])
    wide["scan.yaml"]["elements"].append(third)

    advised = plan(
        parse_questionnaire(wide),
        strong | dict.fromkeys(("s1", "s2", "s3"), "b") | dict.fromkeys(("c1", "c2", "c3"), "a"),
    )

    assert "zwak" in ids(advised)
    assert len(advised) == 5


def test_foundations_come_first_and_then_quick_wins() -> None:
    large = action("groot", effect="L")
    quick = action("snel", effect="S", effort={"size": "S", "hours": "1", "cost": "0"})
    foundation = action("basis", kind="foundation", effect="S")

    assert ids(plan(content(large, quick, foundation), WEAK)) == ["basis", "snel", "groot"]


def test_ties_break_on_id() -> None:
    assert ids(plan(content(action("b"), action("c"), action("a")), WEAK)) == ["a", "b", "c"]


def test_reasons_name_the_answers_of_the_rule() -> None:
    ruled = action("doe", when=[{"answer": {"t2": ["b"]}}], goals=["groei"])

    (advice,) = plan(content(ruled), {"t1": "a", "t2": "b", "t3": "e"} | dict.fromkeys(("s1", "s2", "s3"), "e"))

    assert advice.because == (
        Reason("answer", "t2"),
        Reason("score", "technologie"),
        Reason("goal", "groei"),
    )


def test_without_a_rule_reasons_name_the_answers_that_cost_most() -> None:
    (advice,) = plan(content(action("doe")), {"t1": "c", "t2": "a", "t3": "e"} | dict.fromkeys(("s1", "s2", "s3"), "e"))

    assert advice.because[:2] == (Reason("contribution", "t2"), Reason("contribution", "t1"))


def test_a_plan_has_a_foundation_if_one_fits() -> None:
    many = [action(f"doe_{number}", effect="L") for number in range(6)]
    small = action("basis", kind="foundation", effect="S", effort={"size": "L", "hours": "80", "cost": "veel"})

    assert ids(plan(content(*many, small), WEAK))[0] == "basis"


def test_without_an_index_finding_out_is_in_the_plan() -> None:
    many = [action(f"doe_{number}", effect="L") for number in range(6)]
    find = action("uitzoeken", kind="find_out", effect="S", effort={"size": "L", "hours": "80", "cost": "veel"})
    unknown = dict.fromkeys(("s1", "s2", "s3"), "unknown")

    assert "uitzoeken" in ids(plan(content(*many, find), WEAK | unknown))


def test_finding_out_does_not_stand_in_for_an_element() -> None:
    find = action("uitzoeken", kind="find_out", effect="L")
    many = [action(f"ook_{number}", effect="L", elements={"slimmer_werken": 1}) for number in range(6)]
    costly = action("zwak", effect="S", effort={"size": "L", "hours": "80", "cost": "veel"})

    known = dict.fromkeys(("t1", "t2", "t3"), "a") | {"s1": "b", "s2": "b", "s3": "b"}
    asked = questionnaire([*QUESTIONS, *technology("t4")], [find, *many, costly])

    assert "zwak" in ids(plan(asked, known | {"t4": "unknown"}))

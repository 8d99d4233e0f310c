"""The order of a plan by priority: the headline leads, the worst answers follow, and no element takes all places."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import pytest

from app.domain.advice import advise
from app.domain.candidates import Advice
from app.domain.composing import compose_report
from app.domain.errors import ContentError
from app.domain.parsing import parse_questionnaire
from app.domain.questionnaire import Questionnaire
from app.domain.reading import Reading
from tests.builders import action, documents, profile, question, technology

SMART = [question(question_id, elements={"slimmer_werken": 1}) for question_id in ("s1", "s2", "s3")]
QUESTIONS = [*technology("t1", "t2", "t3"), *SMART]
LOW = {"t1": "a", "t2": "b", "t3": "c", "s1": "e", "s2": "e", "s3": "e"}
SMALL = {"size": "S", "hours": "1", "cost": "0"}


def content(
    *actions: Mapping[str, Any], first_step: str | None = None, most_steps: int | None = None, **rules: Any
) -> Questionnaire:
    files = documents(QUESTIONS, actions)
    files["scan.yaml"]["plan"] |= {"need_by_score": 0.5, "order": "by_priority"} | rules
    files["scan.yaml"]["headlines"][0] |= {"first_step": first_step, "most_steps": most_steps}
    return parse_questionnaire(files)


def plan(questions: Questionnaire, **answers: str) -> Sequence[Advice]:
    return advise(Reading(questions, profile(), LOW | answers))


def ids(advised: Sequence[Advice]) -> list[str]:
    return [advice.action.id for advice in advised]


def by_answer(action_id: str, *question_ids: str, **changes: Any) -> dict[str, Any]:
    named = {question_id: ["a", "b", "c", "unknown"] for question_id in question_ids}
    return action(action_id, when=[{"answer": named}], **changes)


def test_the_need_is_how_far_the_answer_falls_short() -> None:
    (advice,) = plan(content(by_answer("doe", "t2")))

    assert advice.factors.need == Fraction(3, 4)
    assert advice.factors.priority == advice.factors.gap * Fraction(3, 4)


def test_the_need_of_several_answers_is_that_of_the_worst() -> None:
    (advice,) = plan(content(by_answer("doe", "t2", "t3")))

    assert advice.factors.need == Fraction(3, 4)


def test_an_answer_without_a_value_says_nothing_of_the_need() -> None:
    questions = content(by_answer("doe", "t2", "t3", elements={"slimmer_werken": 1}))

    (advice,) = plan(questions, t3="unknown", s1="a")

    assert advice.factors.need == Fraction(3, 4)


def test_without_an_answer_to_go_by_the_need_is_that_of_the_content() -> None:
    (advice,) = plan(content(action("doe")))

    assert advice.factors.need == Fraction(1, 2)


def test_an_answer_that_may_be_the_best_is_no_cause() -> None:
    guarded = action("doe", when=[{"answer": {"t1": ["a", "e"], "t3": ["c"]}}])

    (advice,) = plan(content(guarded))

    assert advice.factors.need == Fraction(1, 2)
    assert [reason.id for reason in advice.because if reason.kind == "answer"] == ["t3"]


def test_a_foundation_that_stands_in_takes_its_need_from_what_is_lacking() -> None:
    robot = action("robot", requires=[{"when": [{"answer": {"t1": ["e"]}}], "foundation": "basis"}])

    (advice,) = plan(content(action("basis", kind="foundation", when=[{"answer": {"t2": ["e"]}}]), robot))

    assert advice.factors.need == 1


def test_the_step_of_the_headline_says_so() -> None:
    (advice,) = plan(content(by_answer("eerst", "t3"), first_step="eerst"))

    assert advice.because[0].kind == "headline"


def test_the_sentence_that_explains_the_step_of_the_headline_needs_no_detail() -> None:
    report = compose_report(content(by_answer("eerst", "t3"), first_step="eerst"), profile(), LOW)

    assert (report.plan[0].because[0].kind, report.plan[0].because[0].name) == ("headline", "")


def test_the_content_says_whether_a_plan_goes_by_need() -> None:
    orders = [content(by_answer("doe", "t1"), order=order).goes_by_need for order in ("by_priority", "by_kind")]

    assert orders == [True, False]


def test_a_short_plan_keeps_the_weakest_element() -> None:
    other = action("s", elements={"slimmer_werken": 1}, when=[{"answer": {"s1": ["b"]}}], effect="L")
    weakest = by_answer("t", "t3", effect="S")

    assert ids(plan(content(other, weakest, most_steps=1), s1="b", s2="d")) == ["t"]


def test_a_first_step_asks_for_an_order_by_priority() -> None:
    with pytest.raises(ContentError, match="no first_step or most_steps while"):
        content(by_answer("doe", "t1"), first_step="doe", order="by_kind")


def test_the_worst_answer_comes_first() -> None:
    assert ids(plan(content(by_answer("a", "t3"), by_answer("b", "t1"), by_answer("c", "t2")))) == ["b", "c", "a"]


def test_kind_and_size_have_no_place_of_their_own() -> None:
    foundation = by_answer("basis", "t3", kind="foundation")
    small = by_answer("klein", "t3", effect="S", effort=SMALL)

    assert ids(plan(content(foundation, by_answer("groot", "t1", effect="L"), small)))[0] == "groot"


def test_a_plan_need_not_have_a_foundation() -> None:
    many = [by_answer(f"doe_{number}", "t1", effect="L") for number in range(6)]

    assert "basis" not in ids(plan(content(*many, by_answer("basis", "t3", kind="foundation", effect="S"))))


def test_the_plan_begins_with_the_first_step_of_the_headline() -> None:
    questions = content(by_answer("eerst", "t3", effect="S"), by_answer("groot", "t1", effect="L"), first_step="eerst")

    assert ids(plan(questions)) == ["eerst", "groot"]


def test_a_first_step_that_does_not_fit_is_left_out() -> None:
    absent = action("eerst", when=[{"answer": {"t1": ["e"]}}])

    assert ids(plan(content(absent, by_answer("doe", "t1"), first_step="eerst"))) == ["doe"]


def test_a_first_step_that_is_not_there_is_a_problem() -> None:
    with pytest.raises(ContentError, match=r"headlines\[0\]\.first_step is 'eerst'; expected one of: doe"):
        content(by_answer("doe", "t1"), first_step="eerst")


def test_a_headline_may_keep_the_plan_short() -> None:
    many = [by_answer(f"doe_{number}", "t1") for number in range(4)]

    assert len(plan(content(*many, most_steps=2))) == 2


def test_one_element_does_not_take_all_places() -> None:
    many = [by_answer(f"t_{number}", "t1", effect="L") for number in range(6)]
    other = action("s", elements={"slimmer_werken": 1}, when=[{"answer": {"s1": ["b"]}}], effect="S")

    advised = ids(plan(content(*many, other, per_element=2, elements=1), s1="b"))

    assert advised.index("s") == 4
    assert len(advised) == 5


def test_places_that_no_other_element_wants_are_filled() -> None:
    many = [by_answer(f"t_{number}", "t1") for number in range(6)]

    assert len(plan(content(*many, per_element=2))) == 5


@pytest.mark.parametrize(("asks", "last"), [(False, "klein5"), (True, "zwaar")])
def test_a_step_against_what_costs_most_has_a_place_if_the_content_asks_that(asks: bool, last: str) -> None:
    small = [by_answer(f"klein{number}", "t2", effort=SMALL) for number in range(1, 6)]
    heavy = by_answer("zwaar", "t1", effect="S", effort=SMALL | {"size": "L"})

    advised = ids(plan(content(*small, heavy, tackles_costliest=asks, elements=1)))

    assert advised == ["klein1", "klein2", "klein3", "klein4", last]


def test_of_the_answers_that_cost_most_the_best_step_is_taken() -> None:
    small = [by_answer(f"klein{number}", "t2", effort=SMALL) for number in range(1, 6)]
    better, worse = by_answer("beter", "t1", effect="M"), by_answer("minder", "t3", effect="S")

    advised = ids(plan(content(*small, worse, better, tackles_costliest=True, elements=1), t3="a"))

    assert "beter" in advised
    assert "minder" not in advised

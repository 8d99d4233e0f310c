"""Why an action is advised: every line can be followed back to an answer, a weight, a score or a rule."""

from fractions import Fraction

import pytest

from app.domain.choices import Choices
from app.domain.composing import compose_report
from app.domain.explanation import RuleLine
from app.domain.report import PlanStep
from tests.builders import action, profile, question, questionnaire, technology


def step(*rules: object, answers: str = "abb", choices: Choices | None = None, **changes: object) -> PlanStep:
    """Return the only step of a plan for a company that answered t1 to t3, by an action with these conditions."""
    content = questionnaire(technology("t1", "t2", "t3"), [action("doe", when=list(rules), **changes)])
    given = {f"t{number}": "unknown" if code == "?" else code for number, code in enumerate(answers, start=1)}
    return compose_report(content, profile(), given, choices or Choices()).plan[0]


def line(*rules: object) -> RuleLine:
    return step(*rules).rule[0]


def test_an_answer_says_its_value_and_how_often_it_counts() -> None:
    content = questionnaire(
        [*technology("t1", "t2"), question("beide", elements={"technologie": 3, "slimmer_werken": 1})],
        [action("doe", when=[{"answer": {"beide": ["b"]}}])],
    )
    answers = {"t1": "a", "t2": "a", "beide": "b"}

    because = compose_report(content, profile(), answers).plan[0].because[0]

    assert because.answered is not None
    assert because.answered.value == Fraction(1, 4)
    assert [(element.id, weight) for element, weight in because.weights] == [("technologie", 3)]


def test_points_may_be_won_with_several_elements() -> None:
    smart = [question(question_id, elements={"slimmer_werken": 1}) for question_id in ("s1", "s2", "s3")]
    doing = action("doe", elements={"technologie": 2, "slimmer_werken": 1})
    content = questionnaire([*technology("t1", "t2", "t3"), *smart], [doing])

    both = compose_report(content, profile(), dict.fromkeys(content.question_by_id, "b")).plan[0]

    assert [both.has_several_gaps, step().has_several_gaps] == [True, False]


def test_the_points_to_win_are_target_minus_score() -> None:
    gap = step(answers="aae").gaps[0]

    assert (gap.target.id, gap.score, gap.gap) == ("niveau_80", Fraction(100, 3), Fraction(140, 3))


def test_there_is_nothing_to_win_beyond_the_target() -> None:
    content = questionnaire(
        [*technology("t1", "t2", "t3"), question("s1", elements={"slimmer_werken": 1})],
        [action("doe", kind="keep", elements={"technologie": 1})],
    )

    gaps = compose_report(content, profile(), {"t1": "e", "t2": "e", "t3": "e"}).plan[0].gaps

    assert [gap.gap for gap in gaps] == [0]


def test_an_element_without_a_score_adds_nothing() -> None:
    assert [gap.element.id for gap in step(elements={"technologie": 2, "slimmer_werken": 1}).gaps] == ["technologie"]


def test_the_target_is_the_one_of_the_owner() -> None:
    gap = step(choices=Choices(targets={"technologie": "niveau_55"})).gaps[0]

    assert gap.target.id == "niveau_55"


def test_a_rule_about_an_answer_names_the_answers_that_fit() -> None:
    told = line({"answer": {"t1": ["a", "unknown"]}})

    assert (told.kind, told.id, told.name) == ("answer", "t1", "Vraag t1?")
    assert [(answer.code, answer.answer) for answer in told.answers] == [("a", "Niveau a"), ("unknown", None)]


def test_a_rule_about_the_company_names_its_labels() -> None:
    assert line({"profile": {"size": ["1", "2-9"]}}).labels == ("Alleen ik", "2 tot 9 mensen")


def test_a_rule_about_the_company_knows_the_labels_that_do_not_fit() -> None:
    assert line({"profile": {"sector": ["handel"]}}).others == ("Zorg",)


@pytest.mark.parametrize(
    ("fitting", "others", "named"),
    [("AB", "C", ("C",)), ("A", "BC", ("A",)), ("A", "B", ("A",)), ("AB", "", ("A", "B"))],
)
def test_a_rule_about_the_company_names_what_takes_fewer_words(
    fitting: str, others: str, named: tuple[str, ...]
) -> None:
    assert RuleLine("profile", "sector", labels=tuple(fitting), others=tuple(others)).named == named


@pytest.mark.parametrize(("fitting", "is_one"), [("A", True), ("AB", False)])
def test_a_rule_knows_whether_it_names_one(fitting: str, is_one: bool) -> None:
    assert RuleLine("profile", "sector", labels=tuple(fitting), others=tuple("XYZ")).names_one is is_one


def test_a_rule_about_a_family_business_says_yes_or_no() -> None:
    assert line({"profile": {"family_business": [False]}}).labels == (False,)


@pytest.mark.parametrize("is_asked", [True, False])
def test_a_rule_about_a_family_business_tells_which_it_asks_for(is_asked: bool) -> None:
    assert RuleLine("profile", "family_business", labels=(is_asked,)).asks_for_yes is is_asked


@pytest.mark.parametrize(("code", "points"), [("a", 0), ("b", 25), ("unknown", None)])
def test_an_answer_has_points_on_the_scale_of_scores(code: str, points: int | None) -> None:
    (answered,) = compose_report(questionnaire(technology("t1")), profile(), {"t1": code}).answers

    assert answered.points == points


def test_a_rule_about_a_score_names_the_element_and_its_bounds() -> None:
    told = line({"score": {"technologie": {"below": 80}}})

    assert told.name == "Technologie"
    assert told.bounds is not None
    assert told.bounds.below == 80


def test_a_rule_about_an_overall_score_has_no_name_in_the_content() -> None:
    content = questionnaire(
        [*technology("t1", "t2", "t3"), *(question(f"s{n}", elements={"slimmer_werken": 1}) for n in (1, 2, 3))],
        [action("doe", when=[{"score": {"spread": {"below": 10}}}])],
    )
    answers = dict.fromkeys(content.question_by_id, "b")

    told = compose_report(content, profile(), answers).plan[0].rule[0]

    assert (told.id, told.name) == ("spread", "")


def test_alternatives_stay_together() -> None:
    told = line({"any": [{"answer": {"t1": ["a"]}}, {"profile": {"size": ["1"]}}]})

    assert [inner.kind for inner in told.lines] == ["answer", "profile"]


def test_what_must_hold_together_stays_together() -> None:
    told = line({"any": [{"answer": {"t1": ["a"], "t2": ["b"]}}, {"profile": {"size": ["1"]}}]})

    assert [inner.kind for inner in told.lines] == ["all", "profile"]
    assert [inner.id for inner in told.lines[0].lines] == ["t1", "t2"]


def test_a_foundation_that_stands_in_says_what_is_lacking_and_whose_points_count() -> None:
    basis = action("basis", kind="foundation", elements={"slimmer_werken": 1}, when=[{"answer": {"t2": ["e"]}}])
    needs = [{"when": [{"answer": {"t1": ["d", "e"]}}], "foundation": "basis"}]
    content = questionnaire(technology("t1", "t2", "t3"), [basis, action("robot", requires=needs)])

    (told,) = compose_report(content, profile(), dict.fromkeys(("t1", "t2", "t3"), "a")).plan

    assert [line.id for line in told.lacking] == ["t1"]
    assert told.gap_of.id == "robot"
    assert told.is_for_another
    assert sum(line.gap * line.weight for line in told.gaps) == told.factors.gap


def test_finding_out_has_no_points_to_win() -> None:
    assert step(answers="aa?", kind="find_out").gaps == ()


def test_what_an_action_stands_on_is_told_apart() -> None:
    basis = action("basis", kind="foundation", when=[{"answer": {"t1": ["a"]}}])
    carried = action("doe", requires=[{"when": [{"answer": {"t1": ["b", "c"]}}], "foundation": "basis"}])
    content = questionnaire(technology("t1", "t2", "t3"), [basis, carried])

    steps = compose_report(content, profile(), {"t1": "b", "t2": "a", "t3": "a"}).plan

    assert [(step.action.id, [line.id for line in step.basis]) for step in steps] == [("doe", ["t1"])]

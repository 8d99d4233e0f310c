"""What an owner changes about the plan: other levels to aim at, and actions left out."""

from typing import Any

from app.domain.advice import advise
from app.domain.choices import AS_ADVISED, Choices
from app.domain.composing import compose_report
from app.domain.questionnaire import Questionnaire
from app.domain.reading import Reading
from tests.builders import action, profile, question, questionnaire, technology

SMART = [question(question_id, elements={"slimmer_werken": 1}) for question_id in ("s1", "s2", "s3")]
QUESTIONS = [*technology("t1", "t2", "t3"), *SMART]
WEAK = dict.fromkeys(("t1", "t2", "t3", "s1", "s2", "s3"), "a")
HALFWAY = dict.fromkeys(WEAK, "c")


def content(*actions: dict[str, Any]) -> Questionnaire:
    return questionnaire(QUESTIONS, actions)


def plan(questions: Questionnaire, given_answers: dict[str, str], choices: Choices) -> list[str]:
    advised = advise(Reading(questions, profile(), given_answers, choices))
    return [advice.action.id for advice in advised]


def test_an_action_that_was_dropped_makes_room_for_the_next() -> None:
    many = content(*(action(f"doe_{number}") for number in range(6)))

    assert plan(many, WEAK, Choices(dropped=("doe_0",))) == [f"doe_{number}" for number in range(1, 6)]


def test_without_a_dropped_foundation_what_stands_on_it_does_not_come_back() -> None:
    needs = action("robot", requires=[{"when": [{"answer": {"t1": ["d", "e"]}}], "foundation": "basis"}])
    basis = action("basis", kind="foundation")

    assert plan(content(needs, basis), WEAK, Choices(dropped=("basis",))) == []


def test_a_plan_with_all_dropped_is_empty() -> None:
    assert plan(content(action("doe")), WEAK, Choices(dropped=("doe",))) == []


def test_finding_out_can_be_dropped_too() -> None:
    find = content(action("uitzoeken", kind="find_out"))

    assert plan(find, HALFWAY | {"t2": "unknown"}, Choices(dropped=("uitzoeken",))) == []


def test_an_element_at_a_lower_target_gets_no_action_to_improve() -> None:
    both = content(action("techniek"), action("slim", elements={"slimmer_werken": 1}))

    assert plan(both, HALFWAY, Choices(targets={"technologie": "niveau_30"})) == ["slim"]


def test_an_element_at_a_lower_target_keeps_what_holds_on_to_it() -> None:
    keep = content(action("houd_vast", kind="keep"))

    assert plan(keep, HALFWAY, Choices(targets={"technologie": "niveau_30"})) == ["houd_vast"]


def test_a_lower_target_leaves_fewer_points_to_win() -> None:
    lower = Choices(targets={"technologie": "niveau_55"})

    (advice,) = advise(Reading(content(action("doe")), profile(), WEAK, lower))

    assert advice.factors.gap == 55


def test_a_target_of_one_element_leaves_the_others_at_the_level_advised() -> None:
    chosen = Choices(targets={"technologie": "niveau_30"})

    assert content().target_of("slimmer_werken", chosen).id == "niveau_80"


def test_only_what_the_questionnaire_has_can_be_chosen() -> None:
    targets = {"technologie": "niveau_30", "verdwenen": "niveau_30", "slimmer_werken": "verdwenen"}

    possible = content(action("doe")).possible(targets, ("verdwenen", "doe"))

    assert possible == Choices(targets={"technologie": "niveau_30"}, dropped=("doe",))


def test_the_level_that_is_advised_is_no_choice() -> None:
    assert content().possible({"technologie": "niveau_80"}, ()) == AS_ADVISED


def test_a_report_names_what_was_dropped() -> None:
    report = compose_report(content(action("doe")), profile(), WEAK, Choices(dropped=("doe",)))

    assert [dropped.title for dropped in report.dropped] == ["Doe doe"]
    assert report.plan == ()

"""Looking for a scan whose plan has an action."""

from collections.abc import Sequence
from typing import Any

from app.domain.content_check.scan_search import Part, ScanSearch
from tests.builders import action, question, questionnaire, technology

SMART = [question(question_id, elements={"slimmer_werken": 1}) for question_id in ("s1", "s2", "s3")]
EITHER = {"any": [{"answer": {"t1": ["b"]}}, {"answer": {"t2": ["b"]}}]}


def reached(*actions: dict[str, Any], questions: Sequence[dict[str, Any]] = ()) -> str | None:
    """Return what leads to the first of the actions."""
    search = ScanSearch(questionnaire([*technology("t1", "t2", "t3"), *SMART, *questions], actions))
    part = Part("action", actions[0]["id"])
    return search.shown[part] if search.finds(part) else None


def test_an_action_is_reached_by_the_answers_of_its_rule() -> None:
    assert reached(action("doe", when=[{"answer": {"t2": ["c"]}}], goals=["kosten"])) == "handel, 1, kosten: t2 c"


def test_of_an_any_one_form_is_enough() -> None:
    assert reached(action("doe", when=[EITHER])) == "handel, 1, groei: t1 b"


def test_an_alternative_that_cannot_be_leaves_the_others() -> None:
    deep = {"any": [{"answer": {"t1": ["a"], "t2": ["a"]}}, EITHER]}

    assert reached(action("doe", when=[deep, {"answer": {"t1": ["c"]}}])) == "handel, 1, groei: t2 b, t1 c"


def test_an_action_without_a_rule_is_reached_by_a_low_score() -> None:
    assert reached(action("doe")) == "handel, 1, groei: technologie low"


def test_what_an_action_requires_is_given() -> None:
    needs = action("robot", requires=[{"when": [{"answer": {"t1": ["e"]}}], "foundation": "basis"}])

    assert reached(needs, action("basis", kind="foundation")) == "handel, 1, groei: t1 e"


def test_a_foundation_is_reached_through_what_it_carries() -> None:
    never = [{"score": {"technologie": {"at_least": 99}}}]
    basis = action("basis", kind="foundation", when=never)
    requirement = {"when": [{"answer": {"t1": ["e"]}}], "foundation": "basis"}
    needs = action("robot", when=[{"answer": {"t2": ["b"], "t3": ["d"]}}], requires=[requirement])

    assert reached(basis, needs) is not None


def test_a_question_that_the_rule_names_is_shown() -> None:
    deeper = question("diep", depth="full", show_if=[{"answer": {"t1": ["e"]}}, {"profile": {"size": ["2-9"]}}])

    found = reached(action("doe", when=[{"answer": {"diep": ["a"]}}]), questions=[deeper])

    assert found == "handel, 2-9, groei: diep a"


def test_a_rare_mix_of_answers_is_found_too() -> None:
    mixed = [{"score": {"technologie": {"at_least": 40, "below": 45}, "slimmer_werken": {"at_least": 40, "below": 45}}}]

    assert reached(action("doe", when=mixed)) is not None


def test_an_action_that_better_ones_leave_no_room_for_is_found_where_they_do_not_fit() -> None:
    light = technology(*(f"licht_{n}" for n in range(15)))
    heavy = technology(*(f"zwaar_{n}" for n in range(6)), elements={"technologie": 5})
    better = [action(f"beter_{q['id']}", when=[{"answer": {q["id"]: ["a", "b", "c", "d"]}}]) for q in light]
    rule = [{"answer": {"licht_0": ["a"]}}, {"score": {"technologie": {"below": 40}}}]
    last = action("laatste", when=rule, effect="S")

    assert reached(last, *better, questions=[*light, *heavy]) is not None

"""Looking for a scan that leads to an action."""

from typing import Any

from app.domain.reachability import reached_headlines, reaching_scan
from tests.builders import action, question, questionnaire, technology

SMART = [question(question_id, elements={"slimmer_werken": 1}) for question_id in ("s1", "s2", "s3")]
FULL = {"any": [{"answer": {"t1": ["b"]}}, {"answer": {"t2": ["b"]}}]}


def reached(*actions: dict[str, Any]) -> str | None:
    """Return what leads to the first of the actions."""
    content = questionnaire([*technology("t1", "t2", "t3"), *SMART], actions)
    return reaching_scan(content, content.actions[0])


def test_an_action_is_reached_by_the_answers_of_its_rule() -> None:
    assert reached(action("doe", when=[{"answer": {"t2": ["c"]}}], goals=["kosten"])) == "handel, 1, kosten: t2 c"


def test_of_an_any_one_form_is_enough() -> None:
    assert reached(action("doe", when=[FULL])) == "handel, 1, groei: t1 b"


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


def test_a_rare_mix_of_answers_is_found_too() -> None:
    mixed = [{"score": {"technologie": {"at_least": 40, "below": 45}, "slimmer_werken": {"at_least": 40, "below": 45}}}]

    assert reached(action("doe", when=mixed)) is not None


def test_an_action_that_nothing_leads_to_is_told() -> None:
    assert reached(action("doe", when=[{"score": {"technologie": {"at_least": 90, "below": 10}}}])) is None


def test_headlines_that_some_company_gets_are_found() -> None:
    lines = [
        {"id": "voor", "when": [{"score": {"balance": {"at_least": 15}}}], "text": "Techniek voor."},
        {"id": "nooit", "when": [{"score": {"index": {"at_least": 90, "below": 10}}}], "text": "Kan niet."},
        {"id": "rest", "text": "Dit is uw resultaat."},
    ]

    assert reached_headlines(questionnaire([*technology("t1", "t2", "t3"), *SMART], headlines=lines)) == {
        "voor",
        "rest",
    }

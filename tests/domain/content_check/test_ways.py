"""The ways in which conditions can hold, and the companies that fit one."""

from typing import Any

from app.domain.conditions import Condition
from app.domain.content_check.ways import Way, companies, ways_to_meet
from tests.builders import question, questionnaire, technology


def ways(*conditions: dict[str, Any], show_if: Any = ()) -> list[Way]:
    content = questionnaire([*technology("t1", "t2", "t3"), question("diep", show_if=show_if)])
    return ways_to_meet(content, [Condition.model_validate(condition) for condition in conditions])


def test_nothing_is_needed_where_nothing_is_asked() -> None:
    assert ways() == [Way()]


def test_all_conditions_hold_together() -> None:
    assert ways({"answer": {"t1": ["a", "b"]}}, {"profile": {"size": ["1"]}}) == [
        Way({"t1": ("a", "b")}, {"size": ("1",)})
    ]


def test_what_two_conditions_share_is_left() -> None:
    assert ways({"answer": {"t1": ["a", "b"]}}, {"answer": {"t1": ["b", "c"]}}) == [Way({"t1": ("b",)})]


def test_conditions_that_contradict_each_other_leave_no_way() -> None:
    assert ways({"answer": {"t1": ["a"]}}, {"answer": {"t1": ["b"]}}) == []
    assert ways({"profile": {"size": ["1"]}}, {"profile": {"size": ["2-9"]}}) == []


def test_every_alternative_is_a_way_however_deep() -> None:
    inner = {"any": [{"answer": {"t2": ["b"]}}, {"profile": {"size": ["1"]}}]}

    assert ways({"any": [{"answer": {"t1": ["a"]}}, inner]}) == [
        Way({"t1": ("a",)}),
        Way({"t2": ("b",)}),
        Way({}, {"size": ("1",)}),
    ]


def test_a_way_is_told_once() -> None:
    either = {"any": [{"score": {"technologie": {"below": 30}}}, {"score": {"technologie": {"at_least": 80}}}]}

    assert ways(either) == [Way()]


def test_a_question_that_is_named_must_be_shown() -> None:
    shown = [{"any": [{"answer": {"t1": ["d"]}}, {"profile": {"size": ["2-9"]}}]}]

    assert ways({"answer": {"diep": ["a"]}}, show_if=shown) == [
        Way({"diep": ("a",), "t1": ("d",)}),
        Way({"diep": ("a",)}, {"size": ("2-9",)}),
    ]


def test_a_way_can_be_for_fewer_companies() -> None:
    way = Way({}, {"size": ("1", "2-9")})

    assert way.narrowed({"size": ("2-9",), "sector": ("zorg",)}) == Way({}, {"size": ("2-9",), "sector": ("zorg",)})
    assert way.narrowed({"size": ("10-49",)}) is None


def test_companies_are_of_every_kind_that_fits() -> None:
    content = questionnaire(technology("t1"))

    found = list(companies(content, {"sector": ("zorg",), "family_business": (True,), "municipality": ("GM0150",)}))

    assert [(company.goal, company.size) for company in found] == [
        ("groei", "1"),
        ("groei", "2-9"),
        ("kosten", "1"),
        ("kosten", "2-9"),
    ]
    assert {company.municipality for company in found} == {"GM0150"}

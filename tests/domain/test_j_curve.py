"""The line of a plan: a dip first, then the gain, each step at its own time, and all of them together."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.action import MONTHS, Action
from app.domain.composing import compose_report
from app.domain.errors import ContentError
from app.domain.j_curve import PlanCurve, StepCurve, plan_curve, step_curve
from app.domain.questionnaire import JCurveRules, Questionnaire
from tests.builders import action, profile, questionnaire, technology

NUMBERS: dict[str, Any] = {
    "depth": {"light": 1, "marked": 2},
    "gain": {"S": 1, "M": 2, "L": 3},
    "no_gain": ["keep"],
    "rise": 4,
    "starts": {"S": [0], "M": [0, 2, 5], "L": [0, 2, 5]},
    "marked_at_once": 2,
    "source": "redactioneel",
}
RULES = JCurveRules.model_validate(NUMBERS)


def doing(depth: str = "none", months: tuple[int, int] = (0, 0), **changes: Any) -> Action:
    curve = {"depth": depth, "from_month": months[0], "to_month": months[1]}
    return Action.model_validate(action("doe", j_curve=curve, **changes))


def step(depth: str = "none", months: tuple[int, int] = (0, 0), *, place: int = 0, **changes: Any) -> StepCurve:
    return step_curve(RULES, doing(depth, months, **changes), place=place)


def plan(*actions: Action) -> PlanCurve:
    curve = plan_curve(RULES, actions)
    assert curve
    return curve


def content(**manifest: Any) -> Questionnaire:
    return questionnaire(technology("t1", "t2", "t3"), [action("doe")], **manifest)


def numbers(*values: float | str) -> Sequence[Fraction]:
    return [Fraction(value) for value in values]


@st.composite
def actions(draw: st.DrawFn) -> Action:
    start, end = sorted(draw(st.tuples(st.integers(0, 24), st.integers(0, 24))))
    depth, kind = draw(st.sampled_from(("none", "light", "marked"))), draw(st.sampled_from(("improve", "keep")))
    effort = {"size": draw(st.sampled_from("SML")), "hours": "8 uur", "cost": "geen"}
    return doing(depth, (start, end), kind=kind, effect=draw(st.sampled_from("SML")), effort=effort)


def test_there_is_a_dip_first_and_then_the_gain() -> None:
    found = step("marked", (1, 2), effect="L").months

    assert list(found[:7]) == numbers(0, -2, -2, "3/4", "3/2", "9/4", 3)
    assert set(found[7:]) == {Fraction(3)}


def test_the_first_and_the_last_month_of_a_dip_count() -> None:
    found = step("light", (1, 3))

    assert found.action.j_curve.duration == len(found.dip) == 3


def test_without_a_dip_it_takes_no_months() -> None:
    assert doing().j_curve.duration == 0


def test_without_a_dip_the_gain_grows_from_the_start() -> None:
    assert list(step(effect="M").months[:6]) == numbers(0, "1/2", 1, "3/2", 2, 2)


def test_a_step_without_gain_returns_to_how_it_was() -> None:
    assert list(step("light", (0, 1), kind="keep").months[:4]) == numbers(-1, -1, 0, 0)


def test_nothing_happens_before_a_step_starts() -> None:
    assert list(step("light", (0, 0), place=1).months[:4]) == numbers(0, 0, -1, "1/2")


def test_a_small_step_starts_at_once_at_each_place() -> None:
    small = {"size": "S", "hours": "1 uur", "cost": "geen"}

    assert [step(place=place, effort=small).start for place in range(5)] == [0] * 5


def test_a_larger_step_starts_later_further_on_and_the_last_start_goes_for_the_rest() -> None:
    assert [step(place=place).start for place in range(5)] == [0, 2, 5, 5, 5]


def test_a_dip_ends_with_the_calendar() -> None:
    assert step("light", (20, 24), place=1).dip == range(22, MONTHS)


def test_without_depth_there_is_no_dip() -> None:
    assert not step("none", (0, 6)).dip


@given(actions(), st.integers(0, 5))
def test_a_step_is_never_above_its_own_effect_nor_below_its_own_dip(one: Action, place: int) -> None:
    depth = Fraction(0) if one.j_curve.depth == "none" else RULES.depth[one.j_curve.depth]

    months = step_curve(RULES, one, place=place).months

    assert len(months) == MONTHS
    assert -depth <= min(months) <= max(months) <= RULES.gain[one.effect]


@given(actions(), st.integers(0, 5))
def test_a_step_is_below_nothing_in_the_months_of_its_dip_only(one: Action, place: int) -> None:
    curve = step_curve(RULES, one, place=place)

    assert {month for month, result in enumerate(curve.months) if result < 0} == set(curve.dip)


@given(st.lists(actions(), min_size=1, max_size=5))
def test_the_line_of_a_plan_is_the_sum_of_its_steps(chosen: list[Action]) -> None:
    steps = [step_curve(RULES, one, place=place).months for place, one in enumerate(chosen)]

    assert plan(*chosen).months == tuple(sum(results) for results in zip(*steps, strict=True))


def test_a_plan_without_steps_is_flat() -> None:
    assert plan().is_flat
    assert plan().months == (Fraction(0),) * MONTHS


def test_a_plan_with_a_gain_is_not_flat() -> None:
    assert not plan(doing()).is_flat


def test_two_marked_dips_at_a_time_are_no_reason_to_warn() -> None:
    assert not plan(doing("marked", (0, 6)), doing("marked", (0, 6)), doing("light", (0, 6))).warns


def test_three_marked_dips_in_one_month_are_and_those_are_named() -> None:
    first, light, second, third = (doing(depth, (0, 5)) for depth in ("marked", "light", "marked", "marked"))

    found = plan(first, light, second, third)

    assert found.warns
    assert found.clashing == (1, 3, 4)


def test_three_marked_dips_after_each_other_are_no_reason_to_warn() -> None:
    assert not plan(doing("marked", (0, 4)), doing("marked", (0, 9)), doing("marked", (0, 9))).warns


def test_a_report_has_the_line_of_its_plan() -> None:
    report = compose_report(content(j_curve=NUMBERS), profile(), dict.fromkeys(("t1", "t2", "t3"), "b"))

    assert report.j_curve == plan_curve(RULES, [step.action for step in report.plan])
    assert report.plan


def test_content_without_the_numbers_has_no_line_and_the_same_hash_as_before() -> None:
    report = compose_report(content(), profile(), dict.fromkeys(("t1", "t2", "t3"), "b"))

    assert report.j_curve is None
    assert "j_curve" not in content().model_dump(exclude_defaults=True)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"gain": {"S": 1, "M": 2}},
            r"scan\.yaml: j_curve\.gain is \['M', 'S'\]; expected a number for each of S, M, L",
        ),
        ({"starts": {"S": [0], "L": [0]}}, r"j_curve\.starts is \['L', 'S'\]"),
        ({"depth": {"light": 1}}, r"j_curve\.depth is \['light'\]; expected a number for both light and marked"),
        ({"rise": 0}, r"j_curve\.rise"),
        ({"starts": {"S": [], "M": [0], "L": [0]}}, r"j_curve\.starts"),
    ],
)
def test_numbers_that_are_missing_are_a_problem(changes: dict[str, Any], expected: str) -> None:
    with pytest.raises(ContentError, match=expected):
        content(j_curve=NUMBERS | changes)

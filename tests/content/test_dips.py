"""The dips of the shipped advice: most steps have a small one or none, and a plan with too many at once does occur."""

from app.content import read_questionnaire
from app.domain.composing import compose_report
from app.domain.j_curve import PlanCurve
from tests.builders import profile

SHIPPED = read_questionnaire()
BUILDER = {"sector": "bouw_infra", "size": "10-49", "goal": "krapte"}
# A builder who trusts people and knows the figures, while all is made by hand and typed several times
BY_HAND = {
    "planning": "b",
    "overdracht": "d",
    "fouten": "c",
    "meten": "b",
    "leren": "c",
    "inzetbaarheid": "d",
    "waardering": "d",
    "talent": "a",
    "systemen": "a",
    "data": "d",
    "automatisering": "a",
    "ai": "c",
    "invoering": "d",
    "ruimte": "c",
    "team": "c",
    "leiding": "c",
    "ideeen": "d",
    "klanten": "c",
    "kennis": "c",
}


def curve_of(answers: dict[str, str]) -> PlanCurve:
    curve = compose_report(SHIPPED, profile(**BUILDER), answers).j_curve
    assert curve
    return curve


def depths(kind: str) -> set[str]:
    return {action.j_curve.depth for action in SHIPPED.actions if action.kind == kind}


def test_a_plan_can_have_too_many_marked_dips_at_once() -> None:
    found = curve_of(BY_HAND)

    assert found.warns
    assert [found.steps[number - 1].action.id for number in found.clashing] == [
        "robot_of_automaat",
        "een_systeem_minder",
        "zelfsturend_team",
    ]


def test_the_same_company_with_its_machines_and_systems_in_place_is_not_warned() -> None:
    assert not curve_of(BY_HAND | {"systemen": "d", "automatisering": "d"}).warns


def test_keeping_and_finding_out_have_no_dip() -> None:
    assert depths("keep") | depths("find_out") == {"none"}


def test_a_foundation_has_no_marked_dip() -> None:
    assert depths("foundation") <= {"none", "light"}


def test_a_dip_lasts_longer_than_a_month_and_no_longer_than_half_a_year() -> None:
    dips = [action.j_curve for action in SHIPPED.actions if action.j_curve.depth != "none"]

    assert {dip.to_month - dip.from_month + 1 for dip in dips} <= set(range(2, 7))


def test_a_marked_dip_lasts_a_quarter_or_longer() -> None:
    marked = [action.j_curve for action in SHIPPED.actions if action.j_curve.depth == "marked"]

    assert min(dip.to_month - dip.from_month + 1 for dip in marked) >= 3


def test_a_step_without_a_dip_has_no_months_of_it() -> None:
    without = [action.j_curve for action in SHIPPED.actions if action.j_curve.depth == "none"]

    assert {(dip.from_month, dip.to_month) for dip in without} == {(0, 0)}

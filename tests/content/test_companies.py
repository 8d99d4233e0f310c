"""Companies as an adviser met them: the headline and the first step are what a good adviser would say first.

Each file of companies/ tells who they are and what the adviser would say, and why. They were written without
knowledge of the rules; where a rule and an adviser differ, it is the rule that has to show why.
"""

from pathlib import Path
from typing import Any

import pytest

from app.content import read_questionnaire, read_yaml
from app.domain.answers import parse_scan
from app.domain.report import Report, compose_report
from app.municipalities import municipalities

FOLDER = Path(__file__).parent / "companies"
COMPANIES: dict[str, Any] = {path.stem: read_yaml(path, path.name) for path in sorted(FOLDER.glob("*.yaml"))}
SHIPPED = read_questionnaire()

each_company = pytest.mark.parametrize("name", COMPANIES)


def report_for(name: str) -> Report:
    company = COMPANIES[name]
    filled_in = {"profile": company["profile"], "answers": company["answers"]}
    scan = parse_scan(SHIPPED, filled_in, municipalities=municipalities(), file=f"{name}.yaml")
    return compose_report(SHIPPED, scan.profile, scan.answers)


def steps(name: str) -> list[str]:
    return [step.action.id for step in report_for(name).plan]


def test_there_are_companies_of_many_kinds() -> None:
    profiles = [company["profile"] for company in COMPANIES.values()]

    assert len(profiles) >= 12
    assert len({profile["sector"] for profile in profiles}) >= 9
    assert {profile["size"] for profile in profiles} == {size.id for size in SHIPPED.profile.sizes}
    assert {profile["goal"] for profile in profiles} == {goal.id for goal in SHIPPED.profile.goals}


@each_company
def test_the_headline_is_what_an_adviser_would_say_first(name: str) -> None:
    expected = COMPANIES[name]["expect"]
    report = report_for(name)

    assert report.headline_id == expected["headline"]
    if "element" in expected:
        assert SHIPPED.element_by_id[expected["element"]].name in report.headline


@each_company
def test_the_first_step_is_the_one_an_adviser_would_start_with(name: str) -> None:
    expected = COMPANIES[name]["expect"]

    assert steps(name)[0] in [expected["first_action"], *expected.get("also_good_first", [])]


@each_company
def test_what_an_adviser_would_not_leave_out_is_in_the_plan(name: str) -> None:
    assert set(COMPANIES[name]["expect"].get("in_plan", [])) <= set(steps(name))


@each_company
def test_what_an_adviser_would_never_say_is_not_in_the_plan(name: str) -> None:
    assert not set(COMPANIES[name]["expect"]["never"]) & set(steps(name))

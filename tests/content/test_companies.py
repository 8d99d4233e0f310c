"""Companies as an adviser met them: the headline and the first step are what a good adviser would say first.

Each file of companies/ tells who they are and what the adviser would say, and why. They were written without
knowledge of the rules; where a rule and an adviser differ, it is the rule that has to show why. Those with `owner`
in place of `adviser` came later: a reviewer visited the scan as that owner and said what was wrong with the plan.
"""

import pytest

from tests.content.companies import COMPANIES, SHIPPED, report_for

each_company = pytest.mark.parametrize("name", COMPANIES)


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


@pytest.mark.parametrize(
    ("name", "action_id", "practice"),
    [
        ("installateur_herstelwerk", "fout_een_keer", "toyota"),
        ("machinebouw_familie_robots", "vaardigheden_kaart", "ga_voor_slim"),
        ("thuiszorgteam_papierwerk", "formulieren_schrappen", "st_antonius"),
        ("bakkerij_restbrood", "een_systeem_minder", None),
        ("basisschool_invallers", "vaardigheden_kaart", None),
    ],
)
def test_a_step_is_told_with_a_practice_that_shows_it_or_with_none(
    name: str, action_id: str, practice: str | None
) -> None:
    (step,) = [step for step in report_for(name).plan if step.action.id == action_id]

    assert (step.example and step.example.id) == practice

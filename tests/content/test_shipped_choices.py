"""What holds for the shipped content whatever a company answers and whatever its owner changes about the plan."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.advice import advise
from app.domain.answers import Answers
from app.domain.choices import Choices
from app.domain.composing import compose_report
from app.domain.conditions import all_hold
from app.domain.profile import Profile
from app.domain.reading import Reading
from tests.content.test_shipped_properties import SHIPPED, answers, companies


@st.composite
def choices(draw: st.DrawFn) -> Choices:
    levels = st.sampled_from([level.id for level in SHIPPED.levels])
    elements = st.sampled_from([element.id for element in SHIPPED.elements])
    actions = st.sampled_from([action.id for action in SHIPPED.actions])
    targets = draw(st.dictionaries(elements, levels))
    return SHIPPED.possible(targets, draw(st.lists(actions, unique=True)))


@given(companies(), answers(), choices())
def test_a_plan_never_has_what_was_dropped(company: Profile, answered: Answers, chosen: Choices) -> None:
    plan = advise(Reading(SHIPPED, company, answered, chosen))

    assert len(plan) <= SHIPPED.plan.actions
    assert not {advice.action.id for advice in plan} & set(chosen.dropped)


@given(companies(), answers(), choices())
def test_a_plan_with_choices_never_has_an_action_whose_requirements_fail(
    company: Profile, answered: Answers, chosen: Choices
) -> None:
    reading = Reading(SHIPPED, company, answered, chosen)

    for advice in advise(reading):
        assert all(all_hold(requirement.when, reading.facts) for requirement in advice.action.requires)


@given(companies(), answers(), choices())
def test_an_action_to_improve_has_points_to_win_towards_the_targets(
    company: Profile, answered: Answers, chosen: Choices
) -> None:
    for step in compose_report(SHIPPED, company, answered, chosen).plan:
        if step.action.kind == "improve":
            assert any(line.gap for line in step.gaps)


@given(companies(), answers(), choices())
def test_choices_change_the_plan_and_no_score(company: Profile, answered: Answers, chosen: Choices) -> None:
    one, other = compose_report(SHIPPED, company, answered), compose_report(SHIPPED, company, answered, chosen)

    assert (one.scores, one.headline, one.strengths) == (other.scores, other.headline, other.strengths)

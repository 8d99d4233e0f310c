"""What holds for the shipped content whatever a company answers."""

from hypothesis import given
from hypothesis import strategies as st

from app.content import read_questionnaire
from app.domain.advice import advise
from app.domain.answers import Answers, allowed_answers
from app.domain.composing import compose_report
from app.domain.conditions import all_hold
from app.domain.profile import Profile
from app.domain.reading import Reading
from app.domain.scoring import score

SHIPPED = read_questionnaire()


@st.composite
def companies(draw: st.DrawFn) -> Profile:
    choices = SHIPPED.profile
    return Profile(
        sector=draw(st.sampled_from([choice.id for choice in choices.sectors])),
        size=draw(st.sampled_from([choice.id for choice in choices.sizes])),
        goal=draw(st.sampled_from([choice.id for choice in choices.goals])),
        municipality=draw(st.sampled_from(["GM0150", "GM0153", "GM0193", "GM0363", None])),
        family_business=draw(st.booleans()),
    )


@st.composite
def answers(draw: st.DrawFn) -> Answers:
    """Draw answers to all or only some questions, as the questions allow."""
    everything = draw(st.booleans())
    return {
        question.id: draw(st.sampled_from(allowed_answers(SHIPPED, question)))
        for question in SHIPPED.in_order
        if everything or draw(st.booleans())
    }


@given(companies(), answers())
def test_every_pattern_yields_a_plan_of_one_to_five_actions(company: Profile, given_answers: Answers) -> None:
    plan = advise(Reading(SHIPPED, company, given_answers))

    assert 1 <= len(plan) <= 5
    assert len({advice.action.id for advice in plan}) == len(plan)


@given(companies(), answers())
def test_a_plan_never_has_an_action_whose_requirements_fail(company: Profile, given_answers: Answers) -> None:
    reading = Reading(SHIPPED, company, given_answers)

    for advice in advise(reading):
        assert all(all_hold(requirement.when, reading.facts) for requirement in advice.action.requires)


@given(companies(), answers())
def test_the_element_that_the_headline_names_is_in_the_plan(company: Profile, given_answers: Answers) -> None:
    report = compose_report(SHIPPED, company, given_answers)
    weakest = next((e.element for e in report.elements if e.element.id == report.scores.weakest), None)

    if weakest and f": {weakest.name}." in report.headline and report.scores.shown[weakest.id] < 80:
        assert any(weakest in step.elements for step in report.plan)


@given(companies(), answers())
def test_the_same_answers_give_the_same_report(company: Profile, given_answers: Answers) -> None:
    backwards = {name: given_answers[name] for name in reversed(list(given_answers))}

    assert compose_report(SHIPPED, company, given_answers).plan == compose_report(SHIPPED, company, backwards).plan


@given(companies(), answers())
def test_a_shown_score_lies_within_its_range(company: Profile, given_answers: Answers) -> None:
    for element in score(SHIPPED, company, given_answers).elements.values():
        if element.is_shown:
            assert 0 <= element.low <= element.value <= element.high <= 100

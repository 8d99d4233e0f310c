"""A release at a glance: which margins belong to it."""

from app.content import read_release_specification
from app.domain.glance import Glance
from app.domain.outcomes import Outcome
from app.domain.sampling import sampling_margin
from app.domain.standing_out import StandingOut
from tests.domain.releases import figure, outcome, outcomes, shares

DISPLAY = read_release_specification().display
TOLD = shares(10, 20, 40, 20, 10)


def glance(total: Outcome) -> Glance:
    return Glance(outcomes(total), None, StandingOut(None, ()))


def test_an_element_of_which_the_distribution_is_told_has_a_sampling_margin() -> None:
    found = glance(outcome(technologie=50, co_creatie=50, distribution={"technologie": TOLD})).sampling_margins

    assert found == {"technologie": sampling_margin(TOLD, figure(500).value, DISPLAY)}


def test_what_is_hidden_has_none() -> None:
    assert glance(outcome()).sampling_margins == {}

"""A release at a glance: which changes are up or down, and what findings say."""

from fractions import Fraction

import pytest

from app.domain.display import INDEX
from app.domain.glance import Glance
from app.domain.outcomes import Outcomes
from app.domain.release_period import Period
from app.domain.standing_out import Finding, Leaning, StandingOut
from app.rendering.outcomes_page import GlancePage, distribution_page, glance_page
from tests.domain.releases import outcome, outcomes, release, shares

NOTHING = StandingOut(None, ())


def shown(now: float = 50, before: float | None = None, margin: float = 1) -> GlancePage:
    """Show an element that has this mean, beside what it was."""
    then = None if before is None else outcomes(outcome(technologie=before, margin=margin), of=release("2024"))
    return glance_page(outcomes(outcome(technologie=now, margin=margin)), then, NOTHING)


@pytest.mark.parametrize(
    ("now", "margin", "is_up", "is_down"),
    [(55, 3, True, False), (45, 3, False, True), (55, 4, False, False), (45, 4, False, False)],
)
def test_a_figure_went_up_or_down_only_beyond_the_noise(
    now: float, margin: float, *, is_up: bool, is_down: bool
) -> None:
    change = shown(now, before=50, margin=margin).elements[0].change

    assert change is not None
    assert (change.is_clearly_more, change.is_clearly_less) == (is_up, is_down)
    assert change.size == 5


def test_without_a_release_before_nothing_changed() -> None:
    page = shown()

    assert page.elements[0].change is None
    assert page.before is None
    assert not page.is_right_before
    assert not page.has_other_questions


@pytest.mark.parametrize(("period", "is_right_before"), [("2024", True), ("2023", False)])
def test_it_knows_whether_what_it_compares_with_was_right_before(period: str, *, is_right_before: bool) -> None:
    before = outcomes(outcome(technologie=50), of=release(period))

    page = glance_page(outcomes(outcome(technologie=50)), before, NOTHING)

    assert page.before == Period(int(period))
    assert page.is_right_before is is_right_before


@pytest.mark.parametrize(("questionnaire", "has_other"), [("a", False), ("b", True)])
def test_it_knows_whether_the_questions_changed(questionnaire: str, *, has_other: bool) -> None:
    before = outcomes(outcome(technologie=50), of=release("2024", questionnaire=questionnaire))

    assert glance_page(outcomes(outcome(technologie=50)), before, NOTHING).has_other_questions is has_other


def test_a_hidden_release_has_rows_without_figures() -> None:
    page = glance_page(outcomes(outcome()), None, NOTHING)

    assert not page.is_shown
    assert page.companies is None
    assert [row.figure for row in (*page.elements, page.index, page.balance)] == [None] * 5


def test_the_balance_lies_on_a_line_with_0_in_the_middle() -> None:
    page = glance_page(outcomes(outcome(index=50, balans=-5)), None, NOTHING)

    bar = page.balance.bar
    assert float(bar.start) + float(bar.filled) == bar.length / 2
    assert page.index.bar.start == "0"


@pytest.mark.parametrize(
    ("leaning", "is_ahead", "is_behind"),
    [(Leaning.AHEAD, True, False), (Leaning.BEHIND, False, True), (Leaning.EVEN, False, False)],
)
def test_it_says_which_way_the_balance_leans(leaning: Leaning, *, is_ahead: bool, is_behind: bool) -> None:
    page = glance_page(outcomes(outcome(balans=5)), None, StandingOut(leaning, ()))

    assert (page.is_ahead, page.is_behind) == (is_ahead, is_behind)


def test_a_finding_is_a_sentence_with_dutch_numbers() -> None:
    numbers = {"points": Fraction("4.5"), "value": Fraction(50)}
    finding = Finding("$name ging $points omhoog naar $value", {"name": "de totaalscore"}, numbers, Fraction(1), INDEX)

    (row,) = glance_page(outcomes(outcome(index=50)), None, StandingOut(None, [finding])).findings

    assert row.text == "De totaalscore ging 4,5 omhoog naar 50."


def test_an_element_within_a_sentence_has_no_capital_and_a_group_keeps_its_own() -> None:
    finding = Finding("Bij $group is $element laag", {"group": "ICT", "element": "Technologie"}, {}, Fraction(1), INDEX)

    (row,) = glance_page(outcomes(outcome(index=50)), None, StandingOut(None, [finding])).findings

    assert row.text == "Bij ICT is technologie laag."


def glance(now: Outcomes) -> Glance:
    return Glance(now, None, NOTHING)


def test_only_elements_of_which_it_is_told_have_a_distribution() -> None:
    now = outcomes(outcome(technologie=50, co_creatie=50, distribution={"co_creatie": shares(10, 20, 40, 20, 10)}))

    page = distribution_page(glance(now))

    assert [row.name for row in page.rows] == ["Co-creatie"]
    assert page.rows[0].margin > page.rows[0].mean.margin
    assert len(page.steps) == len(page.rows[0].distribution.shares)


def test_a_hidden_release_has_no_distribution() -> None:
    assert not distribution_page(glance(outcomes(outcome()))).rows

"""Own scores beside those of a group: higher or lower only where that is sure, a place only as sure as it is."""

import random
from collections.abc import Mapping
from datetime import UTC, datetime
from fractions import Fraction

import pytest

from app.domain.comparison import (
    CompanyKind,
    Compared,
    ComparisonRules,
    Group,
    OwnScore,
    Place,
    Standing,
    compare,
    own_scores,
)
from app.domain.contribution import PARTS, histogram
from app.domain.display import BALANCE, INDEX
from app.domain.distribution import Distribution, Interval, Step
from app.domain.outcomes import Figure
from app.domain.questionnaire import Questionnaire
from app.domain.release import Kind, Release
from app.domain.scoring import score
from tests.builders import profile

RULES = ComparisonRules(least_difference=Fraction(5), source="-")
RELEASE = Release(
    id="overijssel-2025",
    province="Overijssel",
    period="2025",
    kind=Kind.YEAR,
    tier="M",
    rho=500,
    specification_version="2026.1",
    specification_hash="",
    specification="",
    questionnaire_hash="",
    program_version="",
    published_at=datetime(2026, 1, 31, tzinfo=UTC),
)
BUILDING = CompanyKind("Bouw en infra", is_sector=True)


def figure(value: float, margin: float = 0) -> Figure:
    return Figure(Fraction(value), Fraction(margin))


def own(value: float, low: float | None = None, high: float | None = None) -> OwnScore:
    ends = (value if low is None else low), (value if high is None else high)
    return OwnScore(Fraction(value), Interval(*map(Fraction, ends)))


def quarters(margin: float = 0) -> Distribution:
    """A quarter of companies on each step but the first, so that 25 of 100 score below 37.5 and so on."""
    percents = (0, 25, 25, 25, 25)
    return Distribution([Step(Interval(Fraction(each), Fraction(each)), Fraction(margin)) for each in percents])


def group(means: Mapping[str, Figure], **distributions: Distribution) -> Group:
    return Group(RELEASE, BUILDING, None, figure(120), means, BUILDING, distributions)


def technology(score: OwnScore | None, mean: Figure, **distributions: Distribution) -> Compared:
    (found,) = compare(group({"technologie": mean}, **distributions), {"technologie": score}, RULES)
    return found


@pytest.mark.parametrize(
    ("value", "standing"),
    [(57, Standing.ABOVE), (56, Standing.SAME), (50, Standing.SAME), (44, Standing.SAME), (43, Standing.BELOW)],
)
def test_a_score_is_another_only_beyond_the_margin(value: float, standing: Standing) -> None:
    assert technology(own(value), figure(50, 6)).standing is standing


@pytest.mark.parametrize(("value", "standing"), [(55, Standing.SAME), (56, Standing.ABOVE), (44, Standing.BELOW)])
def test_a_few_points_are_no_difference_also_without_noise(value: float, standing: Standing) -> None:
    assert technology(own(value), figure(50, 1)).standing is standing


@pytest.mark.parametrize(("low", "high", "standing"), [(56, 90, Standing.ABOVE), (50, 90, Standing.SAME)])
def test_open_questions_count_as_their_worst(low: float, high: float, standing: Standing) -> None:
    assert technology(own(70, low, high), figure(50, 1)).standing is standing


def test_open_questions_may_make_a_low_score_no_lower_than_the_mean() -> None:
    assert technology(own(30, 20, 46), figure(50, 1)).standing is Standing.SAME
    assert technology(own(30, 20, 44), figure(50, 1)).standing is Standing.BELOW


@pytest.mark.parametrize(
    ("value", "place"),
    [
        (88, Place.HIGHEST_QUARTER),
        (87, Place.ABOVE_MIDDLE),
        (63, Place.ABOVE_MIDDLE),
        (62.5, Place.AROUND_MIDDLE),
        (62, Place.BELOW_MIDDLE),
        (38, Place.BELOW_MIDDLE),
        (37, Place.LOWEST_QUARTER),
    ],
)
def test_a_place_follows_from_how_many_score_lower(value: float, place: Place) -> None:
    assert technology(own(value), figure(50), technologie=quarters()).place is place


@pytest.mark.parametrize(
    ("value", "place"), [(95, Place.HIGHEST_QUARTER), (88, Place.ABOVE_MIDDLE), (64, Place.AROUND_MIDDLE)]
)
def test_noise_makes_a_place_less_narrow(value: float, place: Place) -> None:
    assert technology(own(value), figure(50), technologie=quarters(5)).place is place


@pytest.mark.parametrize(("middle", "deviation"), [(50, 12), (62, 14), (40, 20)])
def test_who_is_said_to_be_around_the_middle_is_not_in_a_highest_or_lowest_quarter(middle: int, deviation: int) -> None:
    draw = random.Random(middle)
    scores = [min(max(round(draw.gauss(middle, deviation)), 0), 100) for _ in range(4000)]
    counts = [Fraction(100 * sum(of_bin), PARTS * len(scores)) for of_bin in zip(*map(histogram, scores), strict=True)]
    told = Distribution([Step(Interval(count, count), Fraction(6)) for count in counts])

    places = {score: technology(own(score), figure(50), technologie=told).place for score in range(101)}

    around = [score for score, place in places.items() if place is Place.AROUND_MIDDLE]
    assert around
    assert all(24 <= 100 * sum(other < score for other in scores) / len(scores) <= 76 for score in around)


@pytest.mark.parametrize("between", [(30, 90), (50, 80), (40, 100)])
def test_what_is_not_sure_is_no_place(between: tuple[float, float]) -> None:
    assert technology(own(70, *between), figure(50), technologie=quarters(9)).place is None


def test_without_shares_there_is_no_place() -> None:
    assert technology(own(95), figure(50), zelforganisatie=quarters()).place is None


def test_without_an_own_score_there_are_no_words() -> None:
    found = technology(None, figure(50), technologie=quarters())

    assert (found.own, found.standing, found.place) == (None, None, None)
    assert found.mean == figure(50)


def test_only_what_both_have_is_compared() -> None:
    means = {"technologie": figure(50), "nieuw": figure(60), BALANCE: figure(3)}

    found = compare(group(means), {"oud": own(40), "technologie": own(50)}, RULES)

    assert [each.id for each in found] == ["technologie"]


@pytest.mark.parametrize(
    ("others", "has_index"), [(["technologie"], True), (["technologie", "nieuw"], False), ([], False)]
)
def test_the_index_is_compared_if_both_are_of_the_same_elements(others: list[str], has_index: bool) -> None:
    means = {**dict.fromkeys(others, figure(50)), INDEX: figure(50), BALANCE: figure(3)}

    found = compare(group(means), {"technologie": own(50), INDEX: own(50)}, RULES)

    assert (INDEX in [each.id for each in found]) is has_index


def test_own_scores_are_those_of_the_elements_and_the_index(shipped: Questionnaire) -> None:
    answers = {question.id: list(shipped.values_of(question))[2] for question in shipped.in_order}
    scores = score(shipped, profile(), answers)

    found = own_scores(shipped, scores)

    assert [*found] == [*(element.id for element in shipped.elements), INDEX]
    assert all(each and each.between == Interval(each.value, each.value) for each in found.values())
    assert [each and each.value for each in found.values()][-1] == scores.index


def test_an_open_question_widens_the_own_score_and_the_index(shipped: Questionnaire) -> None:
    core = [question for question in shipped.in_order if question.is_core]
    answers = {question.id: list(shipped.values_of(question))[2] for question in core[1:]}
    scores = score(shipped, profile(), answers)

    index = own_scores(shipped, scores)[INDEX]

    assert index
    assert scores.index
    assert index.between.low < index.value == scores.index < index.between.high


def test_what_may_not_be_shown_is_no_own_score(shipped: Questionnaire) -> None:
    assert set(own_scores(shipped, score(shipped, profile(), {})).values()) == {None}

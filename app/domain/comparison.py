"""The scores of a company beside the figures of a release about others like it; it sees no other scan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from app.domain.display import BALANCE, INDEX
from app.domain.distribution import Distribution, Interval
from app.domain.outcomes import Figure
from app.domain.parsed import Parsed, Points, Text
from app.domain.questionnaire import Questionnaire
from app.domain.release import Release
from app.domain.scoring import Score, Scores

_QUARTER, _MIDDLE, _THREE_QUARTERS = 25, 50, 75
_THIRD, _TWO_THIRDS = Fraction(100, 3), Fraction(200, 3)


class ComparisonRules(Parsed):
    """A score is another than a mean from so many points on, and never within the margin of that mean."""

    least_difference: Points
    source: Text


class Standing(StrEnum):
    """Where a score is beside the mean of others."""

    ABOVE = "above"
    SAME = "same"
    BELOW = "below"


class Place(StrEnum):
    """Where a score is among those of others."""

    HIGHEST_QUARTER = "highest_quarter"
    ABOVE_MIDDLE = "above_middle"
    AROUND_MIDDLE = "around_middle"
    BELOW_MIDDLE = "below_middle"
    LOWEST_QUARTER = "lowest_quarter"


@dataclass(frozen=True, slots=True)
class OwnScore:
    """A score from 0 to 100, and where it lies as long as questions are open."""

    value: Fraction
    between: Interval


@dataclass(frozen=True, slots=True)
class CompanyKind:
    """The sector or the main group of companies, in words."""

    name: str
    is_sector: bool


@dataclass(frozen=True, slots=True)
class Group:
    """What a release tells of companies of a kind, of a size in words or of any size.

    `distributions` are by element, of all companies of the kind `distributed`; there may be none.
    """

    release: Release
    kind: CompanyKind
    size: str | None
    companies: Figure
    means: Mapping[str, Figure]
    distributed: CompanyKind | None
    distributions: Mapping[str, Distribution]


@dataclass(frozen=True, slots=True)
class Compared:
    """An own score beside the mean of others, for an element or for `INDEX`.

    Without an own score there is neither standing nor place; without a place nothing is sure enough to say of it.
    """

    id: str
    own: OwnScore | None
    mean: Figure
    standing: Standing | None
    place: Place | None


def own_scores(questionnaire: Questionnaire, scores: Scores) -> Mapping[str, OwnScore | None]:
    """Return the scores of a scan by element and by `INDEX`; None where there is none to show."""
    own = {element.id: _own(scores.elements[element.id]) for element in questionnaire.elements}
    return {**own, INDEX: _index(questionnaire, scores)}


def _own(score: Score) -> OwnScore | None:
    return OwnScore(score.value, Interval(score.low, score.high)) if score.is_shown else None


def _index(questionnaire: Questionnaire, scores: Scores) -> OwnScore | None:
    if scores.index is None:
        return None
    weighted = [(element.weight, scores.elements[element.id]) for element in questionnaire.elements]
    total = sum(weight for weight, _ in weighted)
    low = sum((weight * score.low for weight, score in weighted), Fraction(0)) / total
    high = sum((weight * score.high for weight, score in weighted), Fraction(0)) / total
    return OwnScore(scores.index, Interval(low, high))


def compare(group: Group, own: Mapping[str, OwnScore | None], rules: ComparisonRules) -> Sequence[Compared]:
    """Put scores beside the means of a group, for what both have; the index only if both have the same elements."""
    told = group.means.keys() - {BALANCE}
    found = own if own.keys() == told else {name: score for name, score in own.items() if name != INDEX}
    return [_compared(group, name, score, rules) for name, score in found.items() if name in told]


def _compared(group: Group, name: str, own: OwnScore | None, rules: ComparisonRules) -> Compared:
    mean, distribution = group.means[name], group.distributions.get(name)
    return Compared(
        id=name,
        own=own,
        mean=mean,
        standing=_standing(own, mean, rules) if own else None,
        place=_place(own, distribution) if own and distribution else None,
    )


def _standing(own: OwnScore, mean: Figure, rules: ComparisonRules) -> Standing:
    needed = max(mean.margin, rules.least_difference)
    if own.between.low - mean.value > needed:
        return Standing.ABOVE
    return Standing.BELOW if mean.value - own.between.high > needed else Standing.SAME


def _place(own: OwnScore, distribution: Distribution) -> Place | None:
    """Return the narrowest place in which a score surely is.

    A score seems nearer to the middle than it is: what seems to be in the middle third is in the middle half.
    """
    low, high = distribution.below(own.between.low).low, distribution.below(own.between.high).high
    sure = {
        Place.HIGHEST_QUARTER: low >= _THREE_QUARTERS,
        Place.LOWEST_QUARTER: high <= _QUARTER,
        Place.ABOVE_MIDDLE: low > _MIDDLE,
        Place.BELOW_MIDDLE: high < _MIDDLE,
        Place.AROUND_MIDDLE: low >= _THIRD and high <= _TWO_THIRDS,
    }
    return next((place for place, is_sure in sure.items() if is_sure), None)

"""How often somebody guesses right about a company by all that releases tell, where most of it can be learned."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.domain.contribution import CENTRE, Base, Contribution
from app.domain.guarantee import chance_to_guess, separation
from app.domain.query import queries
from app.domain.release_specification import ReleaseSpecification

_LOWEST, _HIGHEST = 0, 100
_PAIRS = ((_LOWEST, _HIGHEST), (25, 75), (50, 75))
_YEARS = 3


@dataclass(frozen=True, slots=True)
class Guess:
    """A guess between two scores of one element or of all, or between taking part and not; chances are from 0 to 1.

    `release` is with one quarter and `year` with all that is published in a year.
    """

    scores: tuple[int, int] | None
    is_of_all: bool
    release: float
    year: float


@dataclass(frozen=True, slots=True)
class GuessTable:
    """Guesses at one element and at all, each with the widest apart first, and whether a company took part.

    The last two are of guesses between the lowest and the highest, about a company that scores the same `years` long.
    """

    of_one: Sequence[Guess]
    of_all: Sequence[Guess]
    presence: Guess
    years: int
    one_over_years: float
    all_over_years: float

    @property
    def weakest(self) -> Guess:
        return self.of_all[0]


def guess_table(specification: ReleaseSpecification) -> GuessTable:
    """Work out how often the best guess is right, of somebody who knows every other company."""
    guessing, budget = _Guessing(specification), specification.budget
    several = _YEARS * budget.rho_per_year
    return GuessTable(
        of_one=list(guessing.between_scores(is_of_all=False)),
        of_all=list(guessing.between_scores(is_of_all=True)),
        presence=guessing.guess(None, is_of_all=True),
        years=_YEARS,
        one_over_years=guessing.chance(_PAIRS[0], is_of_all=False, rho=several),
        all_over_years=guessing.chance(_PAIRS[0], is_of_all=True, rho=several),
    )


@dataclass(frozen=True, slots=True)
class _Guessing:
    specification: ReleaseSpecification

    def between_scores(self, *, is_of_all: bool) -> Iterator[Guess]:
        for pair in _PAIRS:
            yield self.guess(pair, is_of_all=is_of_all)

    def guess(self, scores: tuple[int, int] | None, *, is_of_all: bool) -> Guess:
        budget = self.specification.budget
        release, year = (
            self.chance(scores, is_of_all=is_of_all, rho=rho) for rho in (budget.quarter, budget.rho_per_year)
        )
        return Guess(scores, is_of_all, release=release, year=year)

    def chance(self, scores: tuple[int, int] | None, *, is_of_all: bool, rho: int) -> float:
        """Return how often the best guess is right; without scores, of whether the company took part."""
        one, other = scores or (_LOWEST, None)
        companies = self._company(one, is_of_all), None if other is None else self._company(other, is_of_all)
        tiers = self.specification.tiers
        return max(
            chance_to_guess(separation(queries(self.specification, tier, rho=rho), *companies)) for tier in tiers
        )

    def _company(self, score: int, is_of_all: bool) -> Contribution:
        count = len(self.specification.dimensions.elements)
        told = count if is_of_all else 1
        # No cell matters: all that is asked of a company is asked of one cell.
        return Contribution(Base("", "", ""), (score,) * told + (CENTRE,) * (count - told))

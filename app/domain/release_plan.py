"""What a release of a province and a period will be, before any scan is looked at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.folding import folded
from app.domain.release import Kind, Release
from app.domain.release_errors import (
    PeriodNotOverError,
    ReleaseExistsError,
    SpecificationTakenError,
    TooFewForQuartersError,
    YearReleasedError,
)
from app.domain.release_period import Period, period_of
from app.domain.release_specification import ReleaseSpecification, Tier

_QUARTERS = 4


@dataclass(frozen=True, slots=True)
class ReleasePlan:
    """`rho` is what each company spends, in thousandths; `expected` how many scans, by noisy figures or by a plan."""

    id: str
    province: str
    period: Period
    tier: Tier
    rho: int
    expected: int


def plan_release(
    specification: ReleaseSpecification,
    released: Sequence[Release],
    *,
    province: str,
    period: Period,
    counted_before: int | None,
    today: date,
) -> ReleasePlan:
    """Plan a release beside those that were made; `counted_before` is the noisy number of an earlier year, if any.

    Raises ReleaseError with the reason why there can be none.
    """
    release_id = f"{folded(province).replace(' ', '-')}-{str(period).lower()}"
    of_year = [each for each in released if each.province == province and period_of(each.period).year == period.year]
    if any(each.period == str(period) for each in of_year):
        raise ReleaseExistsError(release_id)
    if today < period.day_after:
        raise PeriodNotOverError(str(period), day_after=period.day_after)
    _check_specification(specification, released)
    expected = specification.expected.of(province) if counted_before is None else counted_before
    if period.kind is Kind.QUARTER:
        expected = _expected_in_quarter(specification, of_year, expected, period)
    return ReleasePlan(
        id=release_id,
        province=province,
        period=period,
        tier=specification.tier_for(expected, period.kind),
        rho=_rho(specification, of_year, period),
        expected=expected,
    )


def _check_specification(specification: ReleaseSpecification, released: Sequence[Release]) -> None:
    of_version = [each for each in released if each.specification_version == specification.version]
    if any(each.specification_hash != specification.hash for each in of_version):
        raise SpecificationTakenError(specification.version)


def _expected_in_quarter(
    specification: ReleaseSpecification, of_year: Sequence[Release], expected: int, period: Period
) -> int:
    if any(each.kind is Kind.YEAR for each in of_year):
        raise YearReleasedError(period.year)
    in_quarter = expected // _QUARTERS
    if in_quarter < specification.quarters_from:
        raise TooFewForQuartersError(expected=in_quarter, needed=specification.quarters_from)
    return in_quarter


def _rho(specification: ReleaseSpecification, of_year: Sequence[Release], period: Period) -> int:
    """Return what is spent: of a year all that quarters left."""
    budget = specification.budget
    if period.kind is Kind.QUARTER:
        return budget.quarter
    # No company is in two quarters of a year, but another version may have given quarters more or less.
    return budget.rho_per_year - max((quarter.rho for quarter in of_year), default=0)

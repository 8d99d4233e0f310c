"""Small releases for tests: two regions, three sectors, two sizes and two elements, and both kinds of tables."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.contribution import Base, Contribution
from app.domain.cube import Cube
from app.domain.estimate import Estimate
from app.domain.query import Query, queries
from app.domain.release_specification import By, ReleaseSpecification, Tier
from app.measurement.fitting import Fitting
from app.measurement.noise import Measured

REGION_OF: Mapping[str, str] = {"GM1": "AM1", "GM2": "AM1", "GM3": "AM2"}
DIMENSIONS: Mapping[str, Any] = {
    "division_year": 2025,
    "main_groups": [
        {"id": "techniek", "label": "Techniek", "sectors": ["ict", "bouw"]},
        {"id": "overig", "label": "Overig", "sectors": ["handel"]},
    ],
    "sizes": ["1", "2-9"],
    "elements": ["technologie", "co_creatie"],
    "source": "-",
}
BUDGET: Mapping[str, Any] = {"rho_per_year": 1000, "quarter": 400, "delta": "1/1000000", "source": "-"}
COARSE: Mapping[str, Any] = {
    "id": "S",
    "below": 300,
    "measured": [{"by": ["size"], "measures": "histograms", "share": 1}],
    "published": [[], ["size"]],
}
FINE: Mapping[str, Any] = {
    "id": "L",
    "measured": [
        {"by": ["sector"], "measures": "histograms", "share": 0.4},
        {"by": ["municipality", "size"], "measures": "sums", "share": 0.6},
    ],
    "published": [[], ["main_group"], ["sector"], ["size"], ["region"], ["municipality"], ["municipality", "size"]],
}
DISPLAY: Mapping[str, Any] = {
    "least_companies": 30,
    "certainty": 0.9,
    "widest_margin": 7.5,
    "widest_share_margin": 10,
    "lowest_share": 5,
    "highest_share": 90,
    "companies_rounded_to": 5,
    "source": "-",
}


def document(**changes: Any) -> dict[str, Any]:
    defaults = {
        "version": "2026.1",
        "budget": BUDGET,
        "dimensions": DIMENSIONS,
        "expected": {"default": 250, "provinces": {"Utrecht": 2000}, "source": "-"},
        "quarters_from": 150,
        "tiers": [COARSE, FINE],
        "share_for_counts": 0.1,
        "tiers_source": "-",
        "display": DISPLAY,
    }
    return defaults | changes


def specification(**changes: Any) -> ReleaseSpecification:
    return ReleaseSpecification.model_validate(document(**changes))


def cube() -> Cube:
    return Cube(REGION_OF, specification().dimensions)


def tier(measured: Sequence[Mapping[str, Any]], published: Sequence[Sequence[str]] = ((),)) -> Tier:
    return Tier.model_validate({"id": "L", "measured": measured, "published": published})


def asked(*measured: Mapping[str, Any], rho: int = 1000) -> Sequence[Query]:
    return queries(specification(), tier(measured), rho=rho)


def company(*scores: int, municipality: str = "GM1", sector: str = "ict", size: str = "1") -> Contribution:
    return Contribution(Base(municipality, sector, size), scores)


def fit(of: Cube, measured: Sequence[Measured], published: Sequence[By]) -> Sequence[Estimate]:
    """Estimate tables from the answers to all that was asked."""
    return Fitting(of, [each.query for each in measured], published).estimates(measured)

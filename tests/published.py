"""Releases as they stand in a database, about drawn companies, with shown and hidden cells, for whatever shows them.

What is shown follows from the real rules; the noise is drawn here, since how it comes about is tested elsewhere.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from functools import cache

from app.content import read_release_specification
from app.db import releases
from app.db.engine import Database
from app.db.release_tables import ReleaseOpeningRow
from app.domain.contribution import CENTRE, PARTS, Base, Contribution, histogram
from app.domain.cube import Cube, Key
from app.domain.display import combinations, display
from app.domain.estimate import Estimate, Noisy
from app.domain.questionnaire import Questionnaire
from app.domain.release import Cell, Release
from app.domain.release_period import period_of
from app.domain.release_specification import By, Tier, table_name
from app.services.release_plans import cube_of

# Points that an element has more than the middle of the scale.
_LIFTS = {"technologie": 6, "zelforganisatie": -9, "dienend_leiderschap": 4, "slimmer_werken": -3, "co_creatie": 1}
_KINDS = {"zorg": -10, "onderwijs": -6, "ict": 12, "maakindustrie": 6, "landbouw": -4}
_SIZES = {"1": -5, "2-9": -2, "10-49": 3, "50-249": 8}
_COUNT_NOISE, _SUM_NOISE, _BIN_NOISE = 5.0, 180.0, 4.0


def publish_release(
    database: Database,
    questionnaire: Questionnaire,
    province: str = "Overijssel",
    period: str = "2025",
    *,
    companies: int = 1500,
    tier: str = "M",
    lift: int = 0,
    lifts: Mapping[str, int] | None = None,
    is_open: bool = False,
) -> Release:
    """Store a release of a province about so many companies, whose scores are `lift` points higher; open data or not.

    With `lifts` these elements are so many points higher, and nothing else makes companies differ.
    The same arguments give the same figures.
    """
    specification, of_period = read_release_specification(), period_of(period)
    release = Release(
        id=f"{province.lower()}-{period.lower()}",
        province=province,
        period=period,
        kind=of_period.kind,
        tier=tier,
        rho=500,
        specification_version=specification.version,
        specification_hash=specification.hash,
        specification=specification.document,
        questionnaire_hash=questionnaire.hash,
        program_version="0.3.0",
        published_at=of_period.end + timedelta(days=30),
    )
    weights = tuple((element.id, element.weight) for element in questionnaire.elements)
    others = tuple(lifts.items()) if lifts is not None else None
    cells = _cells(province, period, companies, tier, lift, others, weights, questionnaire.balance.element)
    with database.write() as session:
        releases.add_release(session, release, cells, ())
    if is_open:
        open_release(database, release)
    return release


@cache
def _cells(
    province: str,
    period: str,
    companies: int,
    tier: str,
    lift: int,
    lifts: tuple[tuple[str, int], ...] | None,
    weights: tuple[tuple[str, Fraction], ...],
    balanced: str,
) -> Sequence[Cell]:
    """Draw companies and return what is shown of them: once in a process, as hundreds of tests ask for the same."""
    specification = read_release_specification()
    cube = cube_of(specification, province)
    measured = next(each for each in specification.tiers if each.id == tier)
    draw = random.Random(f"{province} {period} {companies} {lift}")
    drawn = list(_companies(cube, companies, lift, draw, lifts=None if lifts is None else dict(lifts)))
    elements = cube.dimensions.elements
    combined = combinations({each: dict(weights)[each] for each in elements}, balanced=balanced)
    return [
        cell
        for by in measured.published
        for estimate in _estimates(cube, by, drawn, draw, has_bins=_has_bins(measured, by))
        for cell in display(specification.display, estimate, combined, elements)
    ]


def open_release(database: Database, release: Release, *, at: datetime | None = None) -> None:
    opened = ReleaseOpeningRow(
        release_id=release.id, at=at or datetime(2026, 3, 2, 9, tzinfo=UTC), is_open=True, account_name="Petra Vos"
    )
    with database.write() as session:
        session.add(opened)


def publish_years(database: Database, questionnaire: Questionnaire) -> Mapping[str, Release]:
    """Store what a province user may come across: three years and two quarters of Overijssel, and two other provinces.

    Of the others Gelderland is open data and Drenthe is not. Returned by id.
    """
    made = [
        publish_release(database, questionnaire, period="2023", tier="S", companies=260, lift=-6),
        publish_release(database, questionnaire, period="2024", tier="B", companies=520, lift=-4),
        publish_release(database, questionnaire, period="2025Q3", tier="B", companies=400, lift=-1),
        publish_release(database, questionnaire, period="2025Q4", tier="B", companies=420, lift=3),
        publish_release(database, questionnaire, period="2025"),
        publish_release(database, questionnaire, "Gelderland", companies=1800, lift=5, is_open=True),
        publish_release(database, questionnaire, "Drenthe", tier="B", companies=500, lift=-5),
    ]
    return {release.id: release for release in made}


def _companies(
    cube: Cube, count: int, lift: int, draw: random.Random, *, lifts: Mapping[str, int] | None = None
) -> Iterator[Contribution]:
    dimensions, places = cube.dimensions, sorted(cube.region_of)
    sectors, weights = dimensions.sectors, [len(dimensions.sectors) + 6 - at for at in range(len(dimensions.sectors))]
    for _ in range(count):
        base = Base(
            draw.choices(places, [1 + 60 // (1 + at) for at in range(len(places))])[0],
            draw.choices(sectors, weights)[0],
            draw.choices(dimensions.sizes, [18, 38, 32, 12])[0],
        )
        middle = CENTRE + lift + (_KINDS.get(base.sector, 0) + _SIZES[base.size] if lifts is None else 0)
        of = _LIFTS if lifts is None else lifts
        scores = (round(draw.gauss(middle + of.get(element, 0), 16)) for element in dimensions.elements)
        yield Contribution(base, tuple(min(max(score, 0), 100) for score in scores))


def _has_bins(tier: Tier, by: By) -> bool:
    """Tell whether a table is a sum of one that was measured with histograms."""
    coarser = {"main_group": ("main_group", "sector"), "region": ("region", "municipality")}
    histograms = [table.by for table in tier.measured if table.measures == "histograms"]
    return any(
        len(by) <= len(of) and all(any(fine in of for fine in coarser.get(each, (each,))) for each in by)
        for of in histograms
    )


def _estimates(
    cube: Cube, by: By, drawn: Sequence[Contribution], draw: random.Random, *, has_bins: bool
) -> Iterator[Estimate]:
    within: dict[Key, list[Contribution]] = {key: [] for key in cube.keys(by)}
    for company in drawn:
        within[cube.key(by, company.base)].append(company)
    for key, found in within.items():
        scores = list(zip(*(company.scores for company in found), strict=True)) or [()] * len(cube.dimensions.elements)
        yield Estimate(
            table_name(by),
            key,
            companies=_noisy(len(found), _COUNT_NOISE, draw),
            sums=[_noisy(sum(score - CENTRE for score in of), _SUM_NOISE, draw) for of in scores],
            bins=[_bins(of, draw) for of in scores] if has_bins else (),
        )


def _bins(scores: Sequence[int], draw: random.Random) -> Sequence[Noisy]:
    parts = [histogram(score) for score in scores]
    return [_noisy(sum(part[at] for part in parts) / PARTS, _BIN_NOISE, draw) for at in range(5)]


def _noisy(value: float, deviation: float, draw: random.Random) -> Noisy:
    return Noisy(value + draw.gauss(0, deviation), deviation**2)

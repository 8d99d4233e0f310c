"""Outcomes of releases as they are read, made without a database."""

from collections.abc import Mapping
from datetime import UTC, datetime
from fractions import Fraction

from app.content import read_release_specification
from app.domain.cube import Key
from app.domain.display import BALANCE, INDEX
from app.domain.outcomes import Figure, Names, Outcome, Outcomes, OutcomeTable
from app.domain.release import Release
from app.domain.release_period import period_of
from app.domain.release_specification import By

DISPLAY = read_release_specification().display
NAMES = Names(
    of_dimension={"main_group": {"techniek": "Techniek", "zorg": "Zorg en welzijn"}},
    elements={"technologie": "Technologie", "co_creatie": "Co-creatie"},
)


def release(period: str = "2025", province: str = "Overijssel", *, questionnaire: str = "q1") -> Release:
    return Release(
        id=f"{province.lower()}-{period.lower()}",
        province=province,
        period=period,
        kind=period_of(period).kind,
        tier="S",
        rho=500,
        specification_version="2026.1",
        specification_hash="s",
        specification="{}",
        questionnaire_hash=questionnaire,
        program_version="0.3.0",
        published_at=datetime(2026, 1, 31, tzinfo=UTC),
    )


def figure(value: str, margin: str = "1") -> Figure:
    return Figure(Fraction(value), Fraction(margin))


def outcome(score: str | None, margin: str = "1", *, companies: int = 300, sector: str = "") -> Outcome:
    """Return a cell in which everything scores this much, or that is hidden."""
    key = Key(sector=sector)
    if score is None:
        return Outcome(key, None, {}, {})
    means = {name: figure(score, margin) for name in (*NAMES.elements, INDEX)} | {BALANCE: figure("-2")}
    return Outcome(key, figure(str(companies), "8"), means, {})


def outcomes(
    of: Release,
    score: str | None = "50",
    margin: str = "1",
    *,
    companies: int = 300,
    main_groups: Mapping[str, str | None] | None = None,
) -> Outcomes:
    """Return what a release tells of a province that scores this much, or of which it shows nothing."""
    published: list[By] = [()]
    tables = {"total": OutcomeTable((), [outcome(score, margin, companies=companies)])}
    if main_groups is not None:
        published.append(("main_group",))
        cells = [outcome(found, sector=code) for code, found in main_groups.items()]
        tables["main_group"] = OutcomeTable(("main_group",), cells)
    return Outcomes(of, NAMES, published, tables, DISPLAY)

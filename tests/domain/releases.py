"""Small releases for tests on what is told of them: every part has a default."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from fractions import Fraction

from app.domain.cube import Key
from app.domain.outcomes import Figure, Names, Outcome, Outcomes, OutcomeTable, Share
from app.domain.release import CellStatus, Release
from app.domain.release_period import period_of
from tests.outcomes import DISPLAY

NAMES = Names(
    of_dimension={
        "region": {"AM1": "Twente", "AM2": "Zwolle"},
        "main_group": {"zorg": "Zorg en welzijn", "techniek": "Techniek"},
        "sector": {"zorg": "Zorg", "ict": "ICT", "horeca": "Horeca"},
        "size": {"1": "Eén persoon", "2-9": "2 tot en met 9 mensen"},
    },
    elements={"technologie": "Technologie", "slimmer_werken": "Slimmer werken", "co_creatie": "Co-creatie"},
)
WHOLE = Key()


def release(period: str = "2025", province: str = "Overijssel", *, questionnaire: str = "a") -> Release:
    return Release(
        id=f"{province}-{period}".lower(),
        province=province,
        period=period,
        kind=period_of(period).kind,
        tier="M",
        rho=500,
        specification_version="2026.1",
        specification_hash="b" * 64,
        specification="{}",
        questionnaire_hash=questionnaire * 64,
        program_version="0.3.0",
        published_at=datetime(2026, 1, 31, 12, tzinfo=UTC),
    )


def figure(value: float, margin: float = 1) -> Figure:
    return Figure(Fraction(str(value)), Fraction(str(margin)))


def shares(*percents: float | None, margin: float = 1) -> Sequence[Share]:
    """Return shares of these percents; None is of few companies."""
    return [
        Share(None, CellStatus.BELOW) if percent is None else Share(figure(percent, margin), CellStatus.SHOWN)
        for percent in percents
    ]


def outcome(
    key: Key = WHOLE, *, margin: float = 1, distribution: Mapping[str, Sequence[Share]] | None = None, **means: float
) -> Outcome:
    """Return a cell with these means, each with this margin; it is hidden without any."""
    shown = {element: figure(value, margin) for element, value in means.items()}
    return Outcome(key, companies=figure(500, 8) if shown else None, means=shown, shares=distribution or {})


def outcomes(
    total: Outcome,
    *,
    sectors: Sequence[Outcome] = (),
    main_groups: Sequence[Outcome] = (),
    sizes: Sequence[Outcome] = (),
    regions: Sequence[Outcome] = (),
    of: Release | None = None,
) -> Outcomes:
    tables = [
        OutcomeTable((), [total]),
        OutcomeTable(("sector",), sectors),
        OutcomeTable(("main_group",), main_groups),
        OutcomeTable(("size",), sizes),
        OutcomeTable(("region",), regions),
    ]
    kept = [table for table in tables if table.outcomes]
    by_name = {table.name: table for table in kept}
    return Outcomes(of or release(), NAMES, [table.by for table in kept], by_name, DISPLAY)

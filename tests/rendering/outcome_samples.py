"""Releases in a few cells: what was measured is said, everything else is filled in."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from fractions import Fraction

from app.domain.cube import Key
from app.domain.display import BALANCE, INDEX
from app.domain.outcomes import Figure, Names, Outcome, Outcomes, OutcomeTable, Share
from app.domain.release import CellStatus, Kind, Release
from app.domain.release_specification import By, table_name
from tests.outcomes import DISPLAY

NAMES = Names(
    of_dimension={
        "region": {"AM1": "Twente"},
        "municipality": {"GM1": "Almelo", "GM2": "Borne", "GM3": "Hengelo"},
        "main_group": {"techniek": "Techniek", "zorg": "Zorg en welzijn"},
        "sector": {"ict": "ICT", "bouw": "Bouw en infra", "zorg": "Zorg en welzijn"},
        "size": {"1": "Eén persoon", "2-9": "2 tot en met 9 mensen"},
    },
    elements={"technologie": "Technologie", "co_creatie": "Co-creatie"},
    wider={
        "municipality": dict.fromkeys(("GM1", "GM2", "GM3"), "AM1"),
        "sector": {"ict": "techniek", "bouw": "techniek", "zorg": "zorg"},
    },
)
_RELEASE = Release(
    id="overijssel-2025",
    province="Overijssel",
    period="2025",
    kind=Kind.YEAR,
    tier="M",
    rho=500,
    specification_version="2026.1",
    specification_hash="0" * 64,
    specification="{}",
    questionnaire_hash="1" * 64,
    program_version="0.3.0",
    published_at=datetime(2026, 1, 30, tzinfo=UTC),
)


def figure(value: float, margin: float = 2) -> Figure:
    return Figure(Fraction(str(value)), Fraction(str(margin)))


def shown(
    key: Key,
    index: float = 50,
    *,
    margin: float = 2,
    companies: int = 60,
    balance: float = 5,
    shares: Sequence[int] = (),
) -> Outcome:
    """Return a cell with figures; the shares, in percent, are of `technologie`, and 0 stands for below the limit."""
    means = {INDEX: figure(index, margin), BALANCE: figure(balance, margin), "technologie": figure(index, margin)}
    return Outcome(
        key, figure(companies, 8), means, {"technologie": [share(each) for each in shares]} if shares else {}
    )


def hidden(key: Key) -> Outcome:
    return Outcome(key, None, {}, {})


def share(percent: int) -> Share:
    if percent == 0:
        return Share(None, CellStatus.BELOW)
    return Share(None, CellStatus.ABOVE) if percent > 90 else Share(figure(percent), CellStatus.SHOWN)


def outcomes(tables: Mapping[By, Sequence[Outcome]], *, total: Outcome | None = None) -> Outcomes:
    """Return a release with these tables, and with the whole province."""
    all_tables = {(): [total or shown(Key(), companies=900)], **tables}
    return Outcomes(
        release=_RELEASE,
        names=NAMES,
        published=list(all_tables),
        tables={table_name(by): OutcomeTable(by, cells) for by, cells in all_tables.items()},
        display=DISPLAY,
    )

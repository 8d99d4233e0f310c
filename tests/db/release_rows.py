"""A small release, and what companies spent on it, for tests on how releases are stored."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from app.db import ledger, releases
from app.db.release_tables import LedgerYearRow
from app.domain.release import Cell, CellStatus, Kind, Measurement, Part, Release, Statistic
from tests.conftest import NOW

RELEASE = Release(
    id="overijssel-2026",
    province="Overijssel",
    period="2026",
    kind=Kind.YEAR,
    tier="S",
    rho=600,
    specification_version="2026.1",
    specification_hash="a" * 64,
    specification='{"rho": "0.6"}',
    questionnaire_hash="b" * 64,
    program_version="0.3.0",
    published_at=NOW,
)
MEAN = Cell("size", "", "", "10-49", "technologie", Statistic.MEAN, 51.3, 2.4, 55, CellStatus.SHOWN)
CELLS = [
    Cell("total", "", "", "", "", Statistic.COMPANIES, 120, 4.5, 120, CellStatus.SHOWN),
    MEAN,
    replace(MEAN, size="1", value=None, margin=None, companies=None, status=CellStatus.TOO_IMPRECISE),
    replace(MEAN, statistic=Statistic.SHARE_1, value=None, status=CellStatus.BELOW),
]
DRAWN = Measurement("size", "", "", "10-49", Part.HISTOGRAM, "technologie", 2, -137)
MEASUREMENTS = [replace(DRAWN, part=Part.COUNT, element="", bin=0, value=57), DRAWN]
ANNA, BERT = "a" * 64, "b" * 64


def named(name: str) -> Release:
    return replace(RELEASE, id=name, province=name)


def open_year(session: Session, year: int = 2026, *, budget: int = 1000, now: datetime = NOW) -> None:
    ledger.lock_year(session, year, budget=budget, nonce=f"{year}" * 16, now=now)


def publish(
    session: Session,
    release: Release = RELEASE,
    *,
    tokens: Iterable[str] = (ANNA, BERT),
    year: int = 2026,
    rho: int = 600,
) -> None:
    """Spend and publish, in a year that is opened when it is new."""
    if session.get(LedgerYearRow, year) is None:
        open_year(session, year)
    ledger.spend(session, release.id, year=year, tokens=tokens, rho=rho)
    releases.add_release(session, release, CELLS, MEASUREMENTS)

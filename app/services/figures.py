"""What an owner tells in amounts and hours: kept apart from the scan, for the owner alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from app.db import scans
from app.db.engine import Database
from app.domain.figures import Figures
from app.services.scans import Scan, get_to_change


@dataclass(frozen=True, slots=True)
class ToldFigures:
    """Figures with the ids of the checks to which the owner said that it is right."""

    figures: Figures
    confirmed: tuple[str, ...]


NOTHING = ToldFigures(Figures(), ())


def figures_of(database: Database, scan: Scan) -> ToldFigures:
    """Return what the owner told, or nothing at all."""
    with database.read() as session:
        row = scans.find_figures(session, scan.id)
        return ToldFigures(_figures(row.told), tuple(row.confirmed)) if row else NOTHING


def keep_figures(database: Database, scan: Scan, figures: Figures, *, confirmed: Sequence[str], now: datetime) -> None:
    """Store what the owner tells; nothing told is nothing kept."""
    told = told_decimals(figures)
    with database.write() as session:
        row, _ = get_to_change(session, scan)
        if told:
            scans.put_figures(session, scan.id, told=told, confirmed=confirmed, now=now)
        else:
            scans.delete_figures(session, scan.id)
        row.changed_at = now


def told_decimals(figures: Figures) -> dict[str, str]:
    """Return what was told as decimals, by field."""
    return {name: _decimal(Fraction(value)) for name, value in figures if value is not None}


def _decimal(value: Fraction) -> str:
    return f"{Decimal(value.numerator) / Decimal(value.denominator):f}"


def _figures(told: Mapping[str, str]) -> Figures:
    numbers = {name: Fraction(digits) for name, digits in told.items()}
    return Figures.model_validate({**numbers, "year": int(numbers["year"]) if "year" in numbers else None})

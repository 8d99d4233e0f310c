"""What an owner tells in amounts and hours: kept apart from the scan, for the owner alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from functools import cache
from pathlib import Path

from app.content import read_hard_number_rules
from app.db import scans
from app.db.engine import Database
from app.db.scan_tables import FiguresRow
from app.domain.figures import Figures
from app.domain.productivity import HardNumber, HardNumberRules, hard_number
from app.domain.scan import Scan, digest_of
from app.reference_figures import reference_figures
from app.services.scans import lock_to_change


@dataclass(frozen=True, slots=True)
class ToldFigures:
    """Figures with the ids of the checks to which the owner said that it is right."""

    figures: Figures
    confirmed: tuple[str, ...]

    @property
    def digest(self) -> str:
        """Tells whether the figures changed."""
        return digest_of(self.figures.as_text)


NOTHING = ToldFigures(Figures(), ())


def figures_of(database: Database, scan: Scan) -> ToldFigures:
    """Return what the owner told, or nothing at all."""
    with database.read() as session:
        return _told(scans.find_figures(session, scan.id))


def keep_figures(
    database: Database,
    scan: Scan,
    figures: Figures,
    *,
    confirmed: Sequence[str],
    seen: str | None = None,
    now: datetime,
) -> ToldFigures | None:
    """Store what the owner tells, or return what is stored if that changed since the page that was filled in.

    Nothing told is nothing kept. `seen` is the digest of the figures on that page, None if it did not say.
    """
    with database.write() as session:
        row, _ = lock_to_change(session, scan)
        stored = _told(scans.find_figures(session, scan.id))
        if stored.figures != figures and seen not in (None, stored.digest):
            return stored
        scans.delete_reports(session, scan.id)  # what is wiped may not live on in a report that was made
        if told := figures.as_text:
            scans.put_figures(session, scan.id, told=told, confirmed=confirmed, now=now)
        else:
            scans.delete_figures(session, scan.id)
        row.changed_at = now
    return None


def number_of(scan: Scan, figures: Figures, data_dir: Path) -> HardNumber:
    """Work out the hard number beside the newest public figures."""
    return hard_number(figures, scan.profile.sector, references=reference_figures(data_dir), rules=hard_number_rules())


@cache
def hard_number_rules() -> HardNumberRules:
    return read_hard_number_rules()


def _told(row: FiguresRow | None) -> ToldFigures:
    return ToldFigures(_figures(row.told), tuple(row.confirmed)) if row else NOTHING


def _figures(told: Mapping[str, str]) -> Figures:
    numbers = {name: Fraction(digits) for name, digits in told.items()}
    return Figures.model_validate({**numbers, "year": int(numbers["year"]) if "year" in numbers else None})

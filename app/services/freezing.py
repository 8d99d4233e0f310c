"""Takes from the scans of a period what each company contributes to a release, as it is at one moment."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import Row
from sqlmodel import Session

from app.db import counting_scans
from app.db.engine import Database
from app.domain.contribution import Base, Contribution, contribution
from app.domain.counting import doubt_about, first_of_each
from app.domain.cube import Cube
from app.domain.release_period import Period
from app.services.questionnaires import PublishedQuestionnaires
from app.services.scans import scan_of

_BATCH = 500


class Follow(Protocol):
    """Hears what part of the work is done, from 0 to 1."""

    def __call__(self, *, completed: float) -> object: ...


@dataclass(frozen=True, slots=True)
class Counted:
    """What a company contributes, and all that it may come back under: its number, if told, and its scan."""

    names: Sequence[str]
    contribution: Contribution


@dataclass(frozen=True, slots=True)
class Frozen:
    """The companies that count; `marks` tell whether any scan that decided on it changed since."""

    counted: Sequence[Counted]
    marks: Sequence[tuple[int, datetime]]


@dataclass(frozen=True, slots=True)
class _Finished:
    """A finished scan whose owner agreed to count."""

    row: Row[Any]

    @property
    def id(self) -> int:
        return int(self.row.id)

    @property
    def names(self) -> Sequence[str]:
        return [name for name in (self.row.kvk_token, self.row.secret_hash) if name]

    @property
    def company(self) -> str:
        return self.names[0]

    @property
    def finished_at(self) -> datetime:
        finished_at: datetime = self.row.finished_at
        return finished_at

    @property
    def base(self) -> Base:
        return Base(self.row.municipality or "", self.row.sector, self.row.size)


def freeze(
    database: Database, published: PublishedQuestionnaires, cube: Cube, period: Period, *, follow: Follow
) -> Frozen:
    """Return what counts: of each company the first plausible scan of the year, if it is of this period and place."""
    with database.read() as session:
        rows = counting_scans.finished_between(session, *_moments(period))
    finished = [_Finished(row) for row in rows]
    here = {scan.company for scan in finished if _is_asked(scan, cube, period)}
    to_judge = [scan for scan in finished if scan.company in here]
    contributions = dict(_contributions(database, published, cube, to_judge, follow))
    first = first_of_each(scan for scan in to_judge if scan.id in contributions)
    counted = [Counted(scan.names, contributions[scan.id]) for scan in first if _is_asked(scan, cube, period)]
    return Frozen(counted, _marks(rows))


def _is_asked(scan: _Finished, cube: Cube, period: Period) -> bool:
    return cube.has(scan.base) and scan.finished_at in period


def is_unchanged(session: Session, frozen: Frozen, period: Period) -> bool:
    """Tell whether the scans are, in this transaction, as they were when they were frozen."""
    return _marks(counting_scans.changes_between(session, *_moments(period))) == frozen.marks


def _moments(period: Period) -> tuple[datetime, datetime]:
    """Return between which moments a scan was finished that tells what counts: all of the year up to its end."""
    return Period(period.year).begin, period.end


def _marks(rows: Sequence[Row[Any]]) -> Sequence[tuple[int, datetime]]:
    return [(row.id, row.changed_at) for row in rows]


def _contributions(
    database: Database, published: PublishedQuestionnaires, cube: Cube, scans: Sequence[_Finished], follow: Follow
) -> Iterator[tuple[int, Contribution]]:
    """Yield what each plausible scan would contribute, by its number."""
    for start in range(0, len(scans), _BATCH):
        batch = scans[start : start + _BATCH]
        with database.read() as session:
            answers = counting_scans.answers_of_each(session, [each.id for each in batch])
        for each in batch:
            scan = scan_of(each.row, answers[each.id], published.get(each.row.questionnaire_hash))
            # In the same year there may have been content with other elements.
            if doubt_about(scan) is None and set(cube.dimensions.elements) <= scan.scores.shown.keys():
                yield each.id, contribution(each.base, scan.scores.shown, cube.dimensions.elements)
        # In tenths: how large a batch is of the whole would tell how many scans there are.
        follow(completed=(start + len(batch)) * 10 // len(scans) / 10)

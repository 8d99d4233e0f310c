"""Exact numbers of scans, for who looks after the site; figures for others come from releases alone."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlmodel import Session

from app.db import participation as stored
from app.db.engine import Database
from app.db.scan_tables import RemovedScansRow
from app.domain.dutch_days import day_of
from app.domain.participation import (
    NO_CHANNEL,
    Elsewhere,
    FinishedScan,
    Happening,
    Participation,
    Step,
    participation,
    quarter_of,
    quarter_of_month,
)
from app.domain.release_period import Period
from app.municipalities import municipalities


def participation_in(database: Database, year: int | None = None, *, today: date) -> Participation | None:
    """Count the scans of a year, or of this year if there is nothing of that one; None if there never was a scan."""
    with database.read() as session:
        years = _years(session, today)
        if not years:
            return None
        counted = years[0] if year is None or year not in years else year
        return participation(counted, years, list(_happenings(session, counted)), _finished(session, counted))


def _years(session: Session, today: date) -> Sequence[int]:
    """Return the years in which there may be something to count, the newest first."""
    started, removed = stored.first_started(session), stored.first_month_removed(session)
    known = [day_of(started).year] if started else []
    first = min([*known, int(removed[:4])] if removed else known, default=today.year + 1)
    return range(today.year, first - 1, -1)


def _happenings(session: Session, year: int) -> Iterator[Happening]:
    for municipality, campaign, at in stored.started_in(session, _period(year)):
        yield Happening(Step.STARTED, _place(municipality), quarter_of(at), channel=campaign or NO_CHANNEL)
    for scan_id, municipality, campaign, at in stored.first_shared_in(session, _period(year)):
        if scan_id:
            yield Happening(Step.SHARED, _place(municipality), quarter_of(at), channel=campaign or NO_CHANNEL)
        else:
            yield Happening(Step.SHARED, Elsewhere.REMOVED, quarter_of(at), channel=None)
    for row in stored.removed_in(session, year):
        started = Happening(Step.STARTED, Elsewhere.REMOVED, _quarter_of_removed(row), row.count, row.campaign)
        yield started
        if row.was_finished:
            yield started._replace(step=Step.FINISHED)


def _quarter_of_removed(row: RemovedScansRow) -> int:
    return quarter_of_month(int(row.month[5:]))


def _finished(session: Session, year: int) -> Sequence[FinishedScan]:
    return [
        FinishedScan(
            id=row.id,
            company=row.company,
            place=_place(row.municipality),
            finished_at=row.finished_at,
            may_count=row.may_count,
            doubt=row.doubt,
            channel=row.campaign or NO_CHANNEL,
        )
        for row in stored.finished_in(session, _period(year))
    ]


def _period(year: int) -> stored.Period:
    return Period(year).begin, Period(year).end


def _place(municipality: str | None) -> str:
    """Return the province; a municipality that is no more has none either."""
    known = municipalities().get(municipality or "")
    return known.province if known else Elsewhere.UNTOLD

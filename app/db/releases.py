"""Queries on releases: added once, whole, and read as they were published."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from operator import attrgetter
from typing import Any

import sqlalchemy
from sqlalchemy import RowMapping, Select
from sqlmodel import Session, SQLModel, col, func, insert, select

from app.db.release_tables import ReleaseCellRow, ReleaseMeasurementRow, ReleaseOpeningRow, ReleaseRow
from app.domain.release import Cell, CellStatus, Kind, Measurement, Opening, Part, Release, Statistic

_COLUMNS = {"table": "table_name"}
_CELL_KEY = attrgetter("table", "region", "sector", "size", "element", "statistic")
_MEASUREMENT_KEY = attrgetter("table", "region", "sector", "size", "part", "element", "bin")


def add_release(session: Session, release: Release, cells: Iterable[Cell], measurements: Iterable[Measurement]) -> None:
    """Publish a release. Nothing can be added to it afterwards; what companies spend on it must be noted before.

    Raises IntegrityError of SQLAlchemy when there is one of this province and period.
    """
    _add_rows(session, ReleaseCellRow, [_row(release, cell) for cell in cells])
    _add_rows(session, ReleaseMeasurementRow, [_row(release, measurement) for measurement in measurements])
    _add_rows(session, ReleaseRow, [_values(release)])


def _row(release: Release, part: Cell | Measurement) -> dict[str, Any]:
    values = {_COLUMNS.get(name, name): value for name, value in _values(part).items()}
    return {"release_id": release.id} | values


def _values(of: Release | Cell | Measurement | Opening) -> dict[str, Any]:
    return {name: getattr(of, name) for name in of.__slots__}


def _add_rows(session: Session, table: type[SQLModel], rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        session.connection().execute(insert(table), rows)


def find_release(session: Session, release_id: str) -> Release | None:
    row = session.get(ReleaseRow, release_id)
    return None if row is None else _release(row)


def list_releases(session: Session, *, province: str | None = None) -> Sequence[Release]:
    """Return the releases, of one province or of all, the latest first."""
    found = select(ReleaseRow).order_by(col(ReleaseRow.published_at).desc(), col(ReleaseRow.id))
    if province is not None:
        found = found.where(ReleaseRow.province == province)
    return [_release(row) for row in session.exec(found)]


def _release(row: ReleaseRow) -> Release:
    return Release(**row.model_dump() | {"kind": Kind(row.kind)})


def openings_of(session: Session, release_id: str) -> Sequence[Opening]:
    """Return when a release became open data or ended to be so, the latest first."""
    found = select(ReleaseOpeningRow).where(ReleaseOpeningRow.release_id == release_id)
    rows = session.exec(found.order_by(col(ReleaseOpeningRow.at).desc()))
    return [Opening(row.at, row.is_open, row.account_name) for row in rows]


def lock_openings(session: Session, release_id: str) -> Opening | None:
    """Return the last opening or ending of a release, and keep others from adding one until the transaction ends."""
    session.exec(select(ReleaseRow.id).where(ReleaseRow.id == release_id).with_for_update()).one()
    return next(iter(openings_of(session, release_id)), None)


def add_opening(session: Session, release_id: str, opening: Opening) -> None:
    session.add(ReleaseOpeningRow(release_id=release_id, **_values(opening)))


def open_release_ids(session: Session) -> AbstractSet[str]:
    """Return the ids of the releases that are open data."""
    latest = select(ReleaseOpeningRow.release_id, func.max(ReleaseOpeningRow.at).label("at"))
    last = latest.group_by(ReleaseOpeningRow.release_id).subquery()
    is_last = (col(ReleaseOpeningRow.release_id) == last.c.release_id) & (col(ReleaseOpeningRow.at) == last.c.at)
    found = select(ReleaseOpeningRow.release_id).join(last, is_last).where(col(ReleaseOpeningRow.is_open).is_(True))
    return frozenset(session.exec(found))


def cells_of(session: Session, release_id: str, *, table: str | None = None) -> Sequence[Cell]:
    """Return the figures of a release, of one table or of all, in the same order on each database."""
    found = _parts_of(release_id, ReleaseCellRow, Cell)
    if table is not None:
        found = found.where(col(ReleaseCellRow.table_name) == table)
    return sorted((_cell(row) for row in session.execute(found).mappings()), key=_CELL_KEY)


def _cell(row: RowMapping) -> Cell:
    return Cell(**{**row, "statistic": Statistic(row["statistic"]), "status": CellStatus(row["status"])})


def measurements_of(session: Session, release_id: str) -> Sequence[Measurement]:
    """Return what was drawn for a release, in the same order on each database."""
    rows = session.execute(_parts_of(release_id, ReleaseMeasurementRow, Measurement)).mappings()
    return sorted((Measurement(**{**row, "part": Part(row["part"])}) for row in rows), key=_MEASUREMENT_KEY)


def _parts_of(
    release_id: str, rows: type[ReleaseCellRow | ReleaseMeasurementRow], part: type[Cell | Measurement]
) -> Select[Any]:
    columns = [getattr(rows, _COLUMNS.get(name, name)).label(name) for name in part.__slots__]
    return sqlalchemy.select(*columns).where(col(rows.release_id) == release_id)

"""The lines of the log that a restore may not lose, read and added in parts: all of them may not fit in memory."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime

import sqlalchemy
from pydantic import BaseModel
from sqlalchemy import Table
from sqlmodel import Session, SQLModel, col, func, insert, select

from app.db.audit_tables import AuditRow
from app.db.before_restore import columns_there, copy_of, keep_copy
from app.db.lasting_facts import read_facts

_LOG = SQLModel.metadata.tables["audit_line"]
# Where PostgreSQL keeps the log of the database before a restore until it is done.
LOG_BEFORE = copy_of(_LOG, "log_before_restore")
_LINES_AT_A_TIME = 2000


class LogLine(BaseModel):
    id: int
    at: datetime
    action: str
    account_id: int | None
    account_name: str | None
    organisation_id: int | None
    organisation_name: str | None
    scan_hash: str | None
    about_account_id: int | None
    about_organisation_id: int | None
    about_campaign: str | None = None

    @property
    def mark(self) -> tuple[object, ...]:
        """Tells lines apart, also where a number got a minus."""
        return self.at, self.action, self.account_name, self.organisation_name, self.scan_hash


def find_lines(session: Session, log: Table = _LOG) -> Iterator[Sequence[LogLine]]:
    """Read a log in parts; nothing if the database is of a version that had none."""
    columns = columns_there(session, log)
    if not columns:
        return
    last, found = 0, sqlalchemy.select(*columns).order_by(log.c.id).limit(_LINES_AT_A_TIME)
    while lines := [LogLine.model_validate(row) for row in session.execute(found.where(log.c.id > last)).mappings()]:
        yield lines
        last = lines[-1].id


def keep_lines(session: Session) -> None:
    """Copy the log, if there is one, to where a restore leaves it."""
    keep_copy(session, _LOG, LOG_BEFORE)


def add_lines(
    session: Session,
    parts: Iterable[Sequence[LogLine]],
    *,
    organisations: AbstractSet[int],
    accounts: AbstractSet[int],
) -> None:
    """Add the lines that a backup did not have; a number that may be of somebody else now gets a minus."""
    newest = session.exec(select(func.max(AuditRow.id))).one() or 0
    means_the_same = {
        "account_id": accounts,
        "about_account_id": accounts,
        "organisation_id": organisations,
        "about_organisation_id": organisations,
    }
    for lines in parts:
        there = _marks_like(session, lines, newest=newest)
        new = [_values(line, means_the_same) for line in lines if line.mark not in there]
        if new:
            session.execute(insert(AuditRow), new)


def _marks_like(session: Session, lines: Sequence[LogLine], *, newest: int) -> AbstractSet[tuple[object, ...]]:
    """Return the marks of the lines that the backup has of the same time."""
    moments = [line.at for line in lines]
    of_then = col(AuditRow.at).between(min(moments), max(moments))
    return {line.mark for line in read_facts(session, LogLine, AuditRow, of_then, col(AuditRow.id) <= newest)}


def _values(line: LogLine, means_the_same: Mapping[str, AbstractSet[int]]) -> Mapping[str, object]:
    values = line.model_dump(exclude={"id"})
    return values | {name: _number(values[name], same) for name, same in means_the_same.items()}


def _number(number: int | None, same: AbstractSet[int]) -> int | None:
    return number if number is None or number in same else -abs(number)

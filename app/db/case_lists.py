"""Queries on lists of cases: which ones a search is about, from their indexes, and what a list shows of those.

Each is put together once for every kind of search: that takes longer than what the database does.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, func, select
from sqlmodel import Session, SQLModel

from app.db import case_tables  # noqa: F401  # these queries are about its tables
from app.domain.case import CaseStatus
from app.domain.case_search import MOST_WORDS, PER_PAGE, CaseSearch, CaseSort, Whose

_TABLES = SQLModel.metadata.tables
_CASE, _SCAN, _ACCOUNT = _TABLES["adviser_case"].c, _TABLES["scan"].c, _TABLES["account"].c
_SCORE, _VISIT = _TABLES["case_score"].c, _TABLES["case_visit"].c
_WORDS = [f"word{number}" for number in range(MOST_WORDS)]
_EXACT = ("status", "sector", "size", "municipality")

# By what a list is sorted, and whether the last of that comes first.
_ORDERS: Mapping[str, tuple[Sequence[ColumnElement[Any]], bool]] = {
    CaseSort.SHARED: ((_CASE.shared_at, _CASE.id), True),
    CaseSort.CHANGED: ((_CASE.changed_at, _CASE.id), True),
    CaseSort.NAME: ((_CASE.sort_name, _CASE.id), False),
    CaseSort.FOLLOW_UP: ((_CASE.follow_up_on.is_(None), _CASE.follow_up_on, _CASE.id), False),
}
_HAS_LEVEL = _CASE.id.in_(
    select(_SCORE.case_id).where(
        _SCORE.element_id == bindparam("element"), _SCORE.level.in_(bindparam("levels", expanding=True))
    )
)
# An adviser looked at a case since it last changed.
_SEEN = (_VISIT.case_id == _CASE.id, _VISIT.seen_at >= _CASE.changed_at)
_CONDITIONS: Mapping[str, ColumnElement[bool]] = {
    "own": _CASE.organisation_id == bindparam("organisation"),
    "open": _CASE.ends_on >= bindparam("today"),
    **{name: _CASE.found_by.like(bindparam(name), escape="/") for name in _WORDS},
    **{name: _CASE[name] == bindparam(name) for name in _EXACT},
    Whose.MINE: _CASE.assignee_id == bindparam("reader"),
    Whose.NOBODY: and_(_CASE.assignee_id.is_(None), _CASE.status != CaseStatus.CLOSED),
    "element": _HAS_LEVEL,
    "new": ~exists().where(_VISIT.account_id == bindparam("reader"), *_SEEN),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A search by an adviser; `levels` are those that the chosen element may have."""

    search: CaseSearch
    levels: Sequence[str]
    organisation_id: int
    account_id: int
    today: date


class FoundCase(NamedTuple):
    """What a list shows of a case; without a visit of the adviser nothing is known of a change."""

    key: str
    contact_name: str
    question: str
    shared_at: datetime
    ends_on: date
    status: str
    follow_up_on: date | None
    sector: str
    size: str
    municipality: str | None
    company_name: str | None
    questionnaire_hash: str
    secret_hash: str
    assignee: str | None
    is_new: bool
    is_changed: bool | None


_OF_CASE = FoundCase._fields[: FoundCase._fields.index("sector")]
_OF_SCAN = FoundCase._fields[len(_OF_CASE) : FoundCase._fields.index("assignee")]
_NEWS = _VISIT.seen_at.is_(None), _VISIT.seen_at < _CASE.changed_at
_SHOWN = (
    select(*(_CASE[name] for name in _OF_CASE), *(_SCAN[name] for name in _OF_SCAN), _ACCOUNT.name, *_NEWS)
    .join_from(_TABLES["adviser_case"], _TABLES["scan"], _SCAN.id == _CASE.scan_id)
    .outerjoin(_TABLES["account"], _ACCOUNT.id == _CASE.assignee_id)
    .outerjoin(_TABLES["case_visit"], and_(_VISIT.case_id == _CASE.id, _VISIT.account_id == bindparam("reader")))
)


def count_found(session: Session, asked: Asked) -> int:
    names = _names(asked.search)
    if "new" not in names:
        return _number(session, asked, _count(names))
    others = tuple(name for name in names if name != "new")
    # Those that were seen stand together, by adviser; whether each case is among them takes longer to look up.
    unseen = _number(session, asked, _count(others)) - _number(session, asked, _count_seen(others))
    # Between the two somebody may have looked.
    return max(0, unseen)


def _number(session: Session, asked: Asked, counted: Select[Any]) -> int:
    found: int = session.connection().execute(counted, _values(asked)).scalar_one()
    return found


@lru_cache
def _count(names: tuple[str, ...]) -> Select[Any]:
    return select(func.count(_CASE.id)).where(*(_CONDITIONS[name] for name in names))


@lru_cache
def _count_seen(names: tuple[str, ...]) -> Select[Any]:
    case = exists().where(*(_CONDITIONS[name] for name in names), *_SEEN).correlate(_TABLES["case_visit"])
    return select(func.count(_VISIT.case_id)).where(_VISIT.account_id == bindparam("reader"), case)


def find_page(session: Session, asked: Asked, page: int, *, count: int) -> Sequence[FoundCase]:
    """Return what was asked for, in order, as far as it stands on this page; `count` is how much there is in all."""
    before, after = (page - 1) * PER_PAGE, max(0, count - page * PER_PAGE)
    from_end = after < before
    found = _page(_names(asked.search), asked.search.sort, from_end)
    values = {**_values(asked), "skipped": after if from_end else before, "most": min(PER_PAGE, count - before)}
    return [FoundCase._make(row) for row in session.connection().execute(found, values)]


@lru_cache
def _page(names: tuple[str, ...], sort: str, from_end: bool) -> Select[Any]:
    ids = select(_CASE.id).where(*(_CONDITIONS[name] for name in names)).order_by(*_order(sort, backwards=from_end))
    on_page = ids.limit(bindparam("most")).offset(bindparam("skipped"))
    return _SHOWN.where(_CASE.id.in_(on_page.correlate(None))).order_by(*_order(sort))


def _order(sort: str, *, backwards: bool = False) -> Iterator[ColumnElement[Any]]:
    columns, last_first = _ORDERS[sort]
    return (column.desc() if last_first != backwards else column.asc() for column in columns)


def lock_found(session: Session, asked: Asked, *, most: int) -> Sequence[FoundCase]:
    """Return what was asked for, in order, or so many of it, and keep it from being ended meanwhile."""
    found = _SHOWN.where(*(_CONDITIONS[name] for name in _names(asked.search)))
    in_order = found.order_by(*_order(asked.search.sort)).limit(most)
    locked = in_order.with_for_update(read=True, of=_TABLES["adviser_case"])
    return [FoundCase._make(row) for row in session.connection().execute(locked, _values(asked))]


def _names(search: CaseSearch) -> tuple[str, ...]:
    """Name the conditions that a search comes to."""
    return tuple(_named(search))


def _named(search: CaseSearch) -> Iterator[str]:
    yield from ("own", "open")
    yield from _WORDS[: len(search.words)]
    yield from (name for name in (*_EXACT, "element", "new") if getattr(search, name))
    if search.whose:
        yield search.whose


def _values(asked: Asked) -> dict[str, object]:
    """Give the values of all conditions; those that a statement does not have are left out by it."""
    search = asked.search
    words = {name: f"%{_escaped(word)}%" for name, word in zip(_WORDS, search.words, strict=False)}
    exact = {name: getattr(search, name) for name in (*_EXACT, "element")}
    who = {"organisation": asked.organisation_id, "reader": asked.account_id}
    return {**words, **exact, **who, "today": asked.today, "levels": asked.levels}


def _escaped(word: str) -> str:
    return "".join(f"/{sign}" if sign in "%_/" else sign for sign in word)


def find_municipalities(session: Session, asked: Asked) -> Sequence[str]:
    """Return the codes of the municipalities of all cases that an organisation may see, in order."""
    return session.connection().execute(_municipalities(), _values(asked)).scalars().all()


@lru_cache
def _municipalities() -> Select[Any]:
    """Hop through the index from one to the next: there are few of them in thousands of cases."""
    least = select(func.min(_CASE.municipality)).where(_CONDITIONS["own"], _CONDITIONS["open"])
    found = select(least.scalar_subquery().label("code")).cte("found", recursive=True)
    following = least.where(_CASE.municipality > found.c.code).scalar_subquery()
    hops = found.union_all(select(following).where(found.c.code.is_not(None)))
    return select(hops.c.code).where(hops.c.code.is_not(None))

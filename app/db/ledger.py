"""Queries on the ledger: what each company spent of its privacy in a year, and the keys of years."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, func, insert, select

from app.db.inserts import insert_into
from app.db.release_tables import BudgetSpentRow, LedgerYearRow
from app.domain.dutch_days import day_of


def lock_year(session: Session, year: int, *, budget: int, nonce: str, now: datetime) -> LedgerYearRow:
    """Find a year, opened when it is new, and keep others from spending in it until the transaction ends.

    A year that was open before has its own budget and nonce; one that was closed has no nonce.
    """
    found = select(LedgerYearRow).where(LedgerYearRow.year == year)
    if session.exec(found).one_or_none() is None:
        new = insert_into(session, LedgerYearRow).values(year=year, nonce=nonce, budget=budget, opened_at=now)
        session.exec(new.on_conflict_do_nothing())
    return session.exec(found.with_for_update().execution_options(populate_existing=True)).one()


def spent_in(session: Session, year: int) -> Mapping[str, int]:
    """Return what each company spent in a year, by its token."""
    found = select(BudgetSpentRow.token, func.sum(BudgetSpentRow.rho)).where(BudgetSpentRow.year == year)
    return {token: int(rho) for token, rho in session.exec(found.group_by(col(BudgetSpentRow.token)))}


def spent_on_each(session: Session, year: int) -> Mapping[str, Mapping[str, int]]:
    """Return what each company spent in a year, by its token and by release."""
    found = select(BudgetSpentRow.token, BudgetSpentRow.release_id, BudgetSpentRow.rho)
    spent: dict[str, dict[str, int]] = defaultdict(dict)
    for token, release_id, rho in session.exec(found.where(BudgetSpentRow.year == year)):
        spent[token][release_id] = rho
    return spent


def open_budgets(session: Session) -> Mapping[int, int]:
    """Return the budgets of the years that are open."""
    found = select(LedgerYearRow.year, LedgerYearRow.budget).where(col(LedgerYearRow.nonce).is_not(None))
    return dict(session.exec(found).all())


def spend(session: Session, release_id: str, *, year: int, tokens: Iterable[str], rho: int) -> None:
    """Note what companies spend on a release, before that is added in the same transaction.

    Raises IntegrityError of SQLAlchemy when it is too much for one of them, or the year is not open.
    """
    lines = [{"release_id": release_id, "token": token, "year": year, "rho": rho} for token in tokens]
    if lines:
        session.connection().execute(insert(BudgetSpentRow), lines)


def years_to_close(session: Session, *, days: int, now: datetime) -> Sequence[int]:
    """Return the years of which the key is kept longer than so many days after they ended, or were opened if later."""
    found = select(LedgerYearRow).where(col(LedgerYearRow.nonce).is_not(None)).order_by(col(LedgerYearRow.year))
    return [row.year for row in session.exec(found) if _last_day(row, days) < day_of(now)]


def _last_day(row: LedgerYearRow, days: int) -> date:
    return max(date(row.year, 12, 31), day_of(row.opened_at)) + timedelta(days)


def forget_keys(session: Session, *, days: int, now: datetime) -> int:
    """Close the years of `years_to_close`, and return how many: from then on nobody finds whose their tokens are."""
    years = years_to_close(session, days=days, now=now)
    for year in years:
        session.get_one(LedgerYearRow, year).nonce = None
    return len(years)

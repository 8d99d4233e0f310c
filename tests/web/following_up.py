"""Cases at a desk, set up for the tests of how they are followed up."""

from datetime import UTC, datetime

from sqlmodel import select, update

from app.db.account_tables import AccountRow, OrganisationRow
from app.db.sharing_tables import CaseRow
from app.domain.account import Account
from app.domain.agreed_action import Agreement
from app.domain.case import Case
from app.domain.dutch_days import day_of
from app.services import agreed_actions
from app.services.cases import get_case
from app.services.sessions import account_of
from tests.web.desk import Desk, in_days


def set_up(desk: Desk, path: str = "", **values: object) -> None:
    """Store values at the case with this path, or at the first one."""
    key = (path or desk.path).rpartition("/")[2]
    with desk.database.write() as session:
        session.connection().execute(update(CaseRow).where(CaseRow.key == key).values(**values))  # type: ignore[arg-type]


def adviser_of(desk: Desk) -> Account:
    with desk.database.read() as session:
        row = session.exec(select(AccountRow).where(AccountRow.organisation_id == desk.own.id)).first()
        assert row
        return account_of(row, session.get_one(OrganisationRow, desk.own.id))


def case_of(desk: Desk) -> Case:
    site, now, key = desk.adviser.site, datetime.now(UTC), desk.path.rpartition("/")[2]
    return get_case(desk.database, site.published, key, organisation_id=desk.own.id, today=day_of(now))


def agree(desk: Desk, title: str, *, due_in: int) -> None:
    agreed = Agreement(title, "Jan de Vries", in_days(due_in))
    agreed_actions.agree(desk.database, case_of(desk), agreed, by=adviser_of(desk), now=datetime.now(UTC))

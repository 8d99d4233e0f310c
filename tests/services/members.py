"""People of organisations as administrators find them, and what is kept of them."""

from datetime import datetime

from sqlmodel import Session, SQLModel, col, select

from app.db import organisations as stored
from app.db.account_tables import AccountRow, RecoveryCodeRow
from app.db.audit_tables import AuditRow
from app.db.engine import Database
from app.domain.account import Account, Organisation
from app.domain.administration import Member
from app.services.members import member_of
from app.services.sessions import Stage, start_session
from tests import accounts
from tests.conftest import NOW


def link_to(token: str) -> str:
    return f"https://scan.example/inloggen/link/{token}"


def active(database: Database, of: Organisation, *, name: str = "Anna de Boer") -> Account:
    """Add somebody with a password, an app and a recovery code, who is signed in."""
    account = accounts.account(database, of, name=name)
    with database.write() as session:
        row = session.get_one(AccountRow, account.id)
        row.password_hash, row.totp_nonce, row.totp_since, row.totp_step = "argon2", "nonce", NOW, 7
        session.add(RecoveryCodeRow(account_id=account.id, code_token="a" * 64))
        start_session(session, account.id, Stage.VERIFIED, now=NOW)
    return account


def member(database: Database, account: Account, *, now: datetime = NOW) -> Member:
    with database.read() as session:
        found = stored.find_member(session, account.id)
        assert found
        return member_of(found, now=now)


def count(database: Database, table: type[SQLModel]) -> int:
    with database.read() as session:
        return len(session.exec(select(table)).all())


def log(database: Database) -> list[tuple[str, str | None, int | None, int | None]]:
    """Return each line of the log: what was done, by whom, about which account and about which organisation."""
    with database.read() as session:
        return [
            (row.action, row.account_name, row.about_account_id, row.about_organisation_id) for row in _lines(session)
        ]


def _lines(session: Session) -> list[AuditRow]:
    return list(session.exec(select(AuditRow).order_by(col(AuditRow.id))).all())

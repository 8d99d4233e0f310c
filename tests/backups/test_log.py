"""Restore and the log: what was logged since the backup stays in it, and still nobody can change it."""

from contextlib import closing
from datetime import timedelta

import pytest
from alembic import command
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.db.account_tables import AccountRow
from app.db.audit_tables import AuditRow
from app.db.engine import Database
from app.db.migrations import alembic_config
from app.domain.account import Account
from tests.accounts import account, organisation
from tests.backups.commands import backup, run
from tests.backups.people import change, get_account, lines, log, put
from tests.conftest import NOW

LATER = NOW + timedelta(hours=1)


def test_somebody_else_with_the_same_number_changes_nothing(adviser: Account, database_url: str) -> None:
    change(database_url, adviser.id, AccountRow, password_hash="of Anna")
    log(database_url, adviser, minute=1)
    file = backup()
    change(database_url, adviser.id, AccountRow, added_at=LATER, password_hash="of Bert", blocked_at=LATER)
    log(database_url, adviser, minute=2, about=adviser.id)

    run("restore", str(file), "--yes")

    restored = get_account(database_url, adviser.id)
    assert (restored.password_hash, restored.blocked_at) == ("of Anna", None)
    assert [(by, about) for _, by, about in lines(database_url)] == [(adviser.id, None), (-adviser.id, -adviser.id)]


def test_what_was_logged_since_the_backup_stays_in_the_log(adviser: Account, database_url: str) -> None:
    log(database_url, adviser, minute=1)
    file = backup()
    log(database_url, adviser, minute=2, about=adviser.id)
    before = lines(database_url)

    run("restore", str(file), "--yes")
    once = lines(database_url)
    run("restore", str(file), "--yes")

    assert len(before) == 2
    assert once == before
    assert lines(database_url) == before


def test_more_lines_than_are_read_at_a_time_stay_each_as_often_as_they_were(
    adviser: Account, database_url: str
) -> None:
    log(database_url, adviser, minute=0)
    file = backup()
    put(database_url, *[AuditRow(at=NOW + timedelta(minutes=number // 2), action="opened") for number in range(4500)])
    before = lines(database_url)

    for _ in range(2):
        run("restore", str(file), "--yes")

    assert lines(database_url) == before


def test_the_log_can_still_not_be_changed_after_a_restore(adviser: Account, database_url: str) -> None:
    log(database_url, adviser, minute=1)

    run("restore", str(backup()), "--yes")

    for statement in ("UPDATE audit_line SET action = 'shared'", "DELETE FROM audit_line"):
        with (
            pytest.raises(DBAPIError, match="stays as it is"),
            closing(Database(database_url)) as database,
            database.write() as session,
        ):
            session.execute(text(statement))


def test_a_backup_from_before_there_were_accounts_keeps_the_log(adviser: Account, database_url: str) -> None:
    log(database_url, adviser, minute=1)
    command.downgrade(alembic_config(database_url), "0008")
    file = backup()
    command.upgrade(alembic_config(database_url), "head")
    made = account_again(database_url)
    log(database_url, made, minute=2)

    run("restore", str(file), "--yes")

    once = lines(database_url)
    run("restore", str(file), "--yes")

    assert once == lines(database_url) == [(NOW + timedelta(minutes=2), -made.id, None)]


def account_again(url: str) -> Account:
    with closing(Database(url)) as database:
        return account(database, organisation(database))

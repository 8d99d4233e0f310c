"""Restore and what was taken away since the backup: shares and who may not sign in any more do not come back."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from sqlmodel import delete, select

from app.db.account_tables import AccountRow, OrganisationRow, RecoveryCodeRow
from app.db.case_tables import NoteRow
from app.db.engine import Database
from app.db.lasting_facts import find_facts
from app.db.mail_tables import OutboxRow
from app.db.migrations import alembic_config
from app.db.never_copied import NEVER_COPIED
from app.db.postgresql_restores import FACTS_BEFORE, keep_facts
from app.db.sharing_tables import CaseRow, ConsentRow
from app.domain.account import Account
from app.domain.questionnaire import Questionnaire
from app.services.restoring import finish_restore
from tests.backups.commands import FEW, ON_POSTGRESQL, add_scan, backup, count, kill_restore, run
from tests.backups.people import (
    add_work,
    change,
    counting,
    end_share,
    get_account,
    let_count,
    lines,
    log,
    put,
    put_what_opens_doors,
    share,
)
from tests.backups.test_mail import words_in
from tests.conftest import NOW

LATER = NOW + timedelta(hours=1)


def test_a_backup_has_nothing_that_opens_a_door(adviser: Account, secrets: dict[str, str], database_url: str) -> None:
    put_what_opens_doors(database_url, adviser, secrets["mixed"])

    written = words_in(backup())

    assert b"Truus Overbeek" in written
    assert not any(token in written for token in (b"5e5510", b"11a411a4", b"715170", b"31553155"))


def test_a_restore_signs_everybody_out(adviser: Account, secrets: dict[str, str], database_url: str) -> None:
    put_what_opens_doors(database_url, adviser, secrets["mixed"])

    run("restore", str(backup()), "--yes")

    assert [count(database_url, table) for table in NEVER_COPIED] == [0] * len(NEVER_COPIED)
    assert count(database_url, "adviser_case") == 1


ADDED = ("case_score", "case_visit", "second_view", "note", "agreed_action", "case_event")


def test_what_advisers_added_comes_back(adviser: Account, secrets: dict[str, str], database_url: str) -> None:
    add_work(database_url, adviser, secrets["mixed"])
    file = backup()
    with closing(Database(database_url)) as database, database.write() as session:
        session.exec(delete(NoteRow))

    run("restore", str(file), "--yes")

    assert [count(database_url, table) for table in ADDED] == [1] * len(ADDED)


def test_what_advisers_added_does_not_come_back_after_a_withdrawal(
    adviser: Account, secrets: dict[str, str], database_url: str
) -> None:
    add_work(database_url, adviser, secrets["mixed"])
    file = backup()
    end_share(database_url, secrets["mixed"], ended_by="owner")

    run("restore", str(file), "--yes")

    assert [count(database_url, table) for table in ADDED] == [0] * len(ADDED)


def test_a_share_that_was_ended_does_not_come_back(
    adviser: Account, secrets: dict[str, str], database_url: str
) -> None:
    file = backup()
    end_share(database_url, secrets["mixed"], ended_by="passed_on")

    output = run("restore", str(file), "--yes")

    with closing(Database(database_url)) as database, database.read() as session:
        (consent,) = session.exec(select(ConsentRow))
    assert count(database_url, "adviser_case") == 0
    assert (consent.ended_by, consent.ended_at) == ("passed_on", LATER)
    assert "had been ended: 1" in output


def test_a_share_that_was_ended_does_not_come_back_the_second_time(
    adviser: Account, secrets: dict[str, str], database_url: str
) -> None:
    file = backup()
    end_share(database_url, secrets["mixed"], ended_by="owner")
    run("restore", str(file), "--yes")

    run("restore", str(file), "--yes")

    assert count(database_url, "adviser_case") == 0


@pytest.mark.parametrize(("mail_server", "letters"), [("", 0), ("smtp://127.0.0.1:2525", 2)])
def test_retention_writes_letters_only_where_mail_can_go(
    adviser: Account, database_url: str, monkeypatch: pytest.MonkeyPatch, mail_server: str, letters: int
) -> None:
    if mail_server:
        monkeypatch.setenv("SCAN_SMTP_URL", mail_server)
        monkeypatch.setenv("SCAN_MAIL_FROM", "scan@example.nl")
    with closing(Database(database_url)) as database, database.write() as session:
        session.exec(select(CaseRow)).one().ends_on = NOW.date() - timedelta(days=30)

    run("retention")

    assert (count(database_url, "adviser_case"), count(database_url, "outbox")) == (0, letters)


def test_retention_writes_whom_it_is_time_to_follow_up_with_a_link_to_the_site(
    adviser: Account, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = {
        "SMTP_URL": "smtp://127.0.0.1:2525",
        "MAIL_FROM": "scan@example.nl",
        "PUBLIC_URL": "https://scan.example.nl",
    }
    for name, value in settings.items():
        monkeypatch.setenv(f"SCAN_{name}", value)
    with closing(Database(database_url)) as database, database.write() as session:
        session.exec(select(CaseRow)).one().follow_up_on = datetime.now(UTC).date() - timedelta(days=1)

    output = run("retention")

    with closing(Database(database_url)) as database, database.read() as session:
        to_organisation, to_owner = sorted(session.exec(select(OutboxRow)), key=lambda mail: mail.recipient)
    assert "1 to advisers, 1 to owners" in output
    assert "https://scan.example.nl/adviseur/opvolgen" in to_organisation.text
    assert "https://" not in to_owner.text


def test_a_share_that_holds_stays_as_it_was(adviser: Account, database_url: str) -> None:
    output = run("restore", str(backup()), "--yes")

    assert count(database_url, "adviser_case") == 1
    assert "ended" not in output


def test_a_scan_that_may_no_longer_count_does_not_count(
    adviser: Account, secrets: dict[str, str], database_url: str
) -> None:
    let_count(database_url, may_count=True, kvk_token="b" * 64, consent_version="2026.1")
    file = backup()
    let_count(database_url, may_count=False, kvk_token=None, consent_version="2026.2")

    run("restore", str(file), "--yes")

    assert counting(database_url) == {(False, None, "2026.2")}


def test_a_scan_that_may_count_goes_on_counting(adviser: Account, secrets: dict[str, str], database_url: str) -> None:
    let_count(database_url, may_count=True, kvk_token="b" * 64, consent_version="2026.1")

    run("restore", str(backup()), "--yes")

    assert counting(database_url) == {(True, "b" * 64, "2026.1")}


def test_who_was_blocked_stays_out(adviser: Account, database_url: str) -> None:
    file = backup()
    change(database_url, adviser.id, AccountRow, blocked_at=LATER)
    change(database_url, adviser.organisation.id, OrganisationRow, closed_at=LATER)

    run("restore", str(file), "--yes")

    with closing(Database(database_url)) as database, database.read() as session:
        closed_at = session.get_one(OrganisationRow, adviser.organisation.id).closed_at
    assert (get_account(database_url, adviser.id).blocked_at, closed_at) == (LATER, LATER)


def test_who_was_blocked_in_the_backup_stays_out_too(adviser: Account, database_url: str) -> None:
    change(database_url, adviser.id, AccountRow, blocked_at=NOW)
    file = backup()
    change(database_url, adviser.id, AccountRow, blocked_at=None)

    run("restore", str(file), "--yes")

    assert get_account(database_url, adviser.id).blocked_at == NOW


def test_people_sign_in_as_they_last_did(adviser: Account, database_url: str) -> None:
    change(database_url, adviser.id, AccountRow, password_hash="old", totp_nonce="lost", totp_since=NOW, totp_step=5)
    put(database_url, *[RecoveryCodeRow(account_id=adviser.id, code_token=code) for code in ("used", "left")])
    file = backup()
    newest = {"password_hash": "new", "totp_nonce": "found", "totp_since": LATER, "totp_step": 9}
    change(database_url, adviser.id, AccountRow, **newest)
    with closing(Database(database_url)) as database, database.write() as session:
        session.delete(session.get_one(RecoveryCodeRow, (adviser.id, "used")))

    run("restore", str(file), "--yes")

    with closing(Database(database_url)) as database, database.read() as session:
        codes = list(session.exec(select(RecoveryCodeRow.code_token)))
    assert get_account(database_url, adviser.id).model_dump(include=set(newest)) == newest
    assert codes == ["left"]


def test_a_database_from_before_there_were_accounts_is_replaced(
    adviser: Account, secrets: dict[str, str], database_url: str
) -> None:
    file = backup()
    command.downgrade(alembic_config(database_url), "0008")

    output = run("restore", str(file), "--yes")

    assert count(database_url, "account") == 1
    assert count(database_url, "adviser_case") == 1
    assert "Could not read" not in output


@ON_POSTGRESQL
def test_a_restore_that_broke_off_is_finished_by_the_next_one(
    adviser: Account, secrets: dict[str, str], database_url: str
) -> None:
    file = backup()
    with closing(Database(database_url)) as database, database.write() as session:
        facts = find_facts(session)
        assert facts
        ended = [{"key": secrets["mixed"][:32], "ended_at": LATER, "ended_by": "owner"}]
        keep_facts(session, facts.model_validate(facts.model_dump() | {"consents": ended}).model_dump_json())

    run("restore", str(file), "--yes")

    assert count(database_url, "adviser_case") == 0
    with closing(Database(database_url)) as database:
        assert finish_restore(database_url, now=NOW) is None
    assert FACTS_BEFORE not in words_in(backup()).decode()


def test_a_new_scan_is_not_taken_for_one_that_was_shared(
    adviser: Account, secrets: dict[str, str], database_url: str, shipped: Questionnaire
) -> None:
    file = backup()
    later = add_scan(database_url, shipped)
    share(database_url, adviser, later)
    end_share(database_url, later, ended_by="owner")

    output = run("restore", str(file), "--yes")

    assert count(database_url) == len(FEW)
    assert count(database_url, "adviser_case") == 1
    assert "ended" not in output


@pytest.mark.parametrize("sign", ["restoring", "scan-before-restore-*[bp]"])
def test_a_restore_that_is_killed_brings_back_no_share(
    adviser: Account, secrets: dict[str, str], database_url: str, data_dir: Path, sign: str
) -> None:
    file, folders = backup(), (data_dir, data_dir / "backups")
    end_share(database_url, secrets["mixed"], ended_by="owner")
    log(database_url, adviser, minute=1)
    kill_restore(file, until=lambda: any(list(folder.glob(sign)) for folder in folders))

    run("restore", str(file), "--yes")

    assert count(database_url, "adviser_case") == 0
    assert len(lines(database_url)) == 1

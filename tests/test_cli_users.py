"""The commands `scan user`, as who installs the site and who helps people in use them."""

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from app.db.account_tables import AccountRow, OrganisationRow, SessionRow
from app.db.data_lock import use_data
from app.db.engine import Database
from app.db.mail_tables import OutboxRow
from app.db.migrations import metadata
from app.db.urls import sqlite_url
from app.domain.account import Account, Kind
from app.services.account_links import Purpose, find_purpose, use_link
from tests import accounts
from tests.services.members import active, count, log
from tests.test_cli import run

BEA = ("--email", "Bea@provincie.example", "--name", " Bea \x1b[31m Jansen ")


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SCAN_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("SCAN_PUBLIC_URL", "https://scan.example")
    return tmp_path / "data"


@pytest.fixture
def filled(data_dir: Path, prepared_sqlite: Path) -> Iterator[Database]:
    """A database with all tables and with nobody in it, in the data folder."""
    data_dir.mkdir()
    (data_dir / "scan.db").write_bytes(prepared_sqlite.read_bytes())
    with closing(Database(sqlite_url(data_dir / "scan.db"))) as database:
        yield database


def made(*arguments: str) -> Any:
    return json.loads(run("user", *arguments, "--json", errors=False))


def token_in(link: str) -> str:
    return link.removeprefix("https://scan.example/inloggen/link/")


def test_the_first_administrator_needs_no_database_and_no_organisation(data_dir: Path) -> None:
    added = made("add", *BEA)

    assert (added["email"], added["organisation"], added["kind"]) == ("bea@provincie.example", "Beheer", "admin")
    with closing(Database(sqlite_url(data_dir / "scan.db"))) as database:
        assert find_purpose(database, token_in(added["link"]), now=datetime.now(UTC)) is Purpose.INVITATION
        assert [line[:2] for line in log(database)] == [("added_organisation", None), ("invited", None)]
        with database.read() as session:
            assert session.exec(select(AccountRow.name)).one() == "Bea [31m Jansen"


def test_the_link_and_what_to_do_with_it_are_printed(filled: Database) -> None:
    printed = run("user", "add", *BEA)

    (link,) = [line for line in printed.splitlines() if line.startswith("https://")]
    assert find_purpose(filled, token_in(link), now=datetime.now(UTC))
    assert "7 days" in printed
    assert "choose a password" in printed
    assert "no mail server" in " ".join(printed.split())


def test_a_second_administrator_joins_the_first(filled: Database) -> None:
    made("add", *BEA)

    assert made("add", "--email", "els@provincie.example", "--name", "Els")["organisation"] == "Beheer"

    assert count(filled, OrganisationRow) == 1


def test_the_link_is_stored_nowhere_and_no_password_is_made(filled: Database) -> None:
    token = token_in(made("add", *BEA)["link"])

    with filled.read() as session:
        everything = str([session.execute(table.select()).all() for table in metadata.tables.values()])
        assert session.exec(select(AccountRow.password_hash)).one() is None
    assert "bea@provincie.example" in everything
    assert token not in everything


def test_with_a_mail_server_the_letter_waits_too(filled: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCAN_SMTP_URL", "smtp://127.0.0.1:9")
    monkeypatch.setenv("SCAN_MAIL_FROM", "scan@provincie.example")

    link = made("add", *BEA)["link"]

    with filled.read() as session:
        (letter,) = session.exec(select(OutboxRow)).all()
    assert letter.recipient == "bea@provincie.example"
    assert link in letter.text


def test_an_address_that_is_there_is_refused_with_the_way_out(filled: Database) -> None:
    made("add", *BEA)

    printed = run("user", "add", *BEA, code=1)

    assert "scan user link bea@provincie.example" in printed
    assert count(filled, AccountRow) == 1


@pytest.mark.parametrize("wrong", [("--email", "bea"), ("--name", " \u200b"), ("--name", "x" * 81), ("--kind", "boss")])
def test_what_cannot_be_is_refused_before_anything_is_made(data_dir: Path, wrong: tuple[str, str]) -> None:
    run("user", "add", *BEA, *wrong, code=2)

    assert not data_dir.exists()


def test_an_adviser_joins_an_organisation_that_is_named(filled: Database) -> None:
    there = accounts.organisation(filled)

    added = made("add", *BEA, "--organisation", there.name)

    assert (added["organisation"], added["kind"]) == (there.name, "adviser")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--organisation", "Ondernemershuis Zwole"), "There is no organisation “Ondernemershuis Zwole”"),
        (("--organisation", "Ondernemershuis Zwolle", "--kind", "admin"), "of kind adviser, not admin"),
        (("--organisation", "Gesloten loket"), "is closed"),
        (("--kind", "adviser"), "“Novel-T”, “Ondernemershuis Zwolle”"),
        (("--kind", "province"), "no organisation of kind province"),
    ],
)
def test_an_organisation_that_is_unclear_is_explained(filled: Database, asked: tuple[str, ...], said: str) -> None:
    for name in ("Novel-T", "Ondernemershuis Zwolle", "Gesloten loket"):
        accounts.organisation(filled, name=name)
    with filled.write() as session:
        session.exec(
            select(OrganisationRow).where(OrganisationRow.name == "Gesloten loket")
        ).one().closed_at = datetime.now(UTC)

    assert said in run("user", "add", *BEA, *asked, code=1)

    assert count(filled, AccountRow) == 0


def test_another_organisation_of_administrators_is_only_made_when_asked_for(filled: Database) -> None:
    made("add", *BEA)

    added = made("add", "--email", "x@bureau.example", "--name", "X", "--organisation", "Bureau", "--kind", "admin")

    assert (added["organisation"], added["kind"]) == ("Bureau", "admin")


def test_a_new_link_replaces_the_one_that_was_lost(filled: Database) -> None:
    first, second = made("add", *BEA)["link"], made("link", "BEA@provincie.example")["link"]

    assert use_link(filled, token_in(second), now=datetime.now(UTC))
    assert first != second
    assert [line[0] for line in log(filled)][1:] == ["invited", "invited"]


@pytest.fixture
def admin(filled: Database) -> Account:
    return active(filled, accounts.organisation(filled, Kind.ADMIN, name="Beheer"), name="Bea Jansen")


def test_who_can_sign_in_gets_a_link_only_with_a_reset(filled: Database, admin: Account) -> None:
    assert f"scan user link {admin.email} --reset-app" in run("user", "link", admin.email, code=1)
    assert count(filled, SessionRow) == 1

    made("link", admin.email, "--reset-app")

    assert count(filled, SessionRow) == 0
    with filled.read() as session:
        assert session.get_one(AccountRow, admin.id).totp_nonce is None
    assert log(filled) == [("reset_second_factor", None, admin.id, None)]


def test_who_is_blocked_gets_no_link(filled: Database, admin: Account) -> None:
    with filled.write() as session:
        session.get_one(AccountRow, admin.id).blocked_at = datetime.now(UTC) - timedelta(days=1)

    assert "blocked" in run("user", "link", admin.email, "--reset-app", code=1)


def test_an_unknown_address_is_explained(filled: Database) -> None:
    assert "scan user list" in run("user", "link", "wie@provincie.example", code=1)


def test_the_list_says_who_can_sign_in(filled: Database, admin: Account) -> None:
    made("add", "--email", "els@provincie.example", "--name", "Els [b]Bos[/b]")

    listed = made("list")

    assert [(each["name"], each["state"]) for each in listed] == [
        ("Bea Jansen", "active"),
        ("Els [b]Bos[/b]", "invited"),
    ]
    assert "Els [b]Bos[/b]" in " ".join(run("user", "list").split())


def test_there_is_no_list_without_a_database(data_dir: Path) -> None:
    assert "There is no database" in run("user", "list", code=1)
    assert not data_dir.exists()


def test_it_works_while_the_server_runs_and_not_while_the_data_is_replaced(filled: Database, data_dir: Path) -> None:
    with use_data(data_dir):
        made("add", *BEA)
    with use_data(data_dir, alone=True):
        assert "Another program uses" in run("user", "list", code=1)


def test_a_database_of_an_earlier_version_is_left_alone(filled: Database) -> None:
    with filled.write() as session:
        session.connection().exec_driver_sql("UPDATE alembic_version SET version_num = '0008'")

    assert "earlier version" in run("user", "add", *BEA, code=1)

    assert count(filled, AccountRow) == 0

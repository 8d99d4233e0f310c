"""Settings from the environment: what stops the start, and what it warns of."""

from pathlib import Path

import httpx
import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from app.cli import app
from app.db.engine import Database
from app.db.migrations import upgrade
from app.domain.questionnaire import Questionnaire
from app.services.questionnaires import publish
from app.settings import Settings, prepare_data_dir
from tests.builders import questionnaire, technology
from tests.conftest import NOW
from tests.databases import PostgresqlServer
from tests.live import live


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SCAN_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


def test_sqlite_in_the_data_folder_is_the_default(data_dir: Path) -> None:
    assert Settings().database == f"sqlite:///{data_dir / 'scan.db'}"


def test_a_file_that_is_no_organisation_is_not_quoted(
    data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ":x:").write_text("geheim:x:0:0:geheim:/:/bin/sh\n")
    monkeypatch.setenv("SCAN_ORGANISATION", str(tmp_path / ":x:"))

    result = CliRunner().invoke(app, ["serve"], catch_exceptions=False)

    assert result.exit_code == 1
    assert ":x: is 'no mapping'; expected names with values behind them" in result.output
    assert "geheim" not in result.output


def warnings_of(folder: Path, **settings: str) -> str:
    with live(folder, **settings) as site:
        pass
    return " ".join(line["event"] for line in site.log if line["level"] == "warning")


@pytest.mark.parametrize(("mode", "is_warned"), [(0o700, False), (0o750, True)])
def test_the_start_warns_when_others_can_look_in_the_data_folder(tmp_path: Path, mode: int, is_warned: bool) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data").chmod(mode)

    assert ("SCAN_DATA_DIR" in warnings_of(tmp_path)) is is_warned


@pytest.mark.parametrize(("proxies", "is_warned"), [("", True), ("127.0.0.1", False)])
def test_the_start_warns_when_visitors_behind_a_proxy_look_alike(tmp_path: Path, proxies: str, is_warned: bool) -> None:
    warnings = warnings_of(tmp_path, public_url="https://scan.example.nl", trusted_proxies=proxies)

    assert ("SCAN_TRUSTED_PROXIES" in warnings) is is_warned


@pytest.mark.parametrize(("key", "is_warned"), [("", True), ("x" * 32, False)])
def test_the_start_warns_when_nodes_may_have_other_keys(
    tmp_path: Path, postgresql_server: PostgresqlServer, key: str, is_warned: bool
) -> None:
    with postgresql_server(f"keys_{len(key)}") as url:
        assert ("SCAN_SECRET_KEY" in warnings_of(tmp_path, database_url=url, secret_key=key)) is is_warned


def test_an_empty_setting_is_as_one_that_is_not_there(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = Settings()
    for name in set(Settings.model_fields) - {"data_dir"}:
        monkeypatch.setenv(f"SCAN_{name.upper()}", "")

    assert Settings() == expected


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("SCAN_PUBLIC_URL", "scan", "a valid URL"),
        ("SCAN_PUBLIC_URL", "https://scan.example.nl/too-few", "expected no more than a scheme, a host and a port"),
        ("SCAN_PUBLIC_URL", "https://scan.example.nl?a=too-few", "expected no more than a scheme, a host and a port"),
        (
            "SCAN_PUBLIC_URL",
            "https://scan:too-few@scan.example.nl",
            "expected no more than a scheme, a host and a port",
        ),
        ("SCAN_PDF_SECONDS", "-1", "greater than 0"),
        ("SCAN_PDF_SECONDS", "inf", "less than or equal to 3600"),
        ("SCAN_PDF_SECONDS", "1e12", "less than or equal to 3600"),
        ("SCAN_SECRET_KEY", "too-few", "expected 32 characters or more"),
        ("SCAN_DATABASE_URL", "mysql://scan:too-few@127.0.0.1/scan", "expected postgresql://user:password@host/name"),
        ("SCAN_DATABASE_URL", "postgresql://", "expected postgresql://user:password@host/name"),
        (
            "SCAN_DATABASE_URL",
            "postgresql://scan:too-few@db:port/scan",
            "expected a number from 1 to 65535 as the port",
        ),
        (
            "SCAN_DATABASE_URL",
            "postgresql://scan:too-few@db:99999/scan",
            "expected a number from 1 to 65535 as the port",
        ),
        ("SCAN_METRICS", "9100", "expected a host and a port, such as 127.0.0.1:9100"),
        ("SCAN_TRUSTED_PROXIES", "10.0.0.0/99", "not appear to be an IPv4 or IPv6 network"),
        ("SCAN_SMTP_URL", "http://scan:too-few@127.0.0.1", "'smtp' or 'smtps'"),
        ("SCAN_SMTP_URL", "smtp://scan:too-few@", "empty host"),
        ("SCAN_SMTP_URL", "smtp://scan:too-few@127.0.0.1:99999", "invalid port number"),
        ("SCAN_SMTP_URL", "smtp://scan:too-few-é@127.0.0.1", "expected a user name and a password of ASCII characters"),
        ("SCAN_SMTP_URL", "smtp://sc%C3%A1n:too-few@127.0.0.1", "expected a user name and a password of ASCII"),
        ("SCAN_MAIL_FROM", "scan", "expected an e-mail address such as info@example.nl"),
        ("SCAN_MAIL_FROM", f"{'a' * 250}@b.nl", "expected an e-mail address such as info@example.nl"),
    ],
)
def test_a_wrong_setting_stops_the_start_with_its_name_and_what_is_expected(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, expected: str
) -> None:
    monkeypatch.setenv(name, value)

    result = CliRunner().invoke(app, ["serve"])

    assert result.exit_code == 1
    assert expected in printed_about(name, result.output)
    assert "too-few" not in result.output


def printed_about(name: str, output: str) -> str:
    """Return what stands behind the name of a setting, on the only line there is."""
    [line] = output.splitlines()
    return line.removeprefix(f"{name}: ") if line.startswith(f"{name}: ") else ""


def test_a_mail_server_without_a_sender_stops_the_start(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCAN_SMTP_URL", "smtp://scan:too-few@mail.example.nl")

    result = CliRunner().invoke(app, ["serve"])

    assert result.exit_code == 1
    assert printed_about("SCAN_MAIL_FROM", result.output) == "needed, since SCAN_SMTP_URL is set"
    assert "too-few" not in result.output


@pytest.mark.parametrize("host", ["", "300.1.1.1", "a b", "http://127.0.0.1", "x" * 70])
def test_a_host_that_is_none_stops_the_start_with_its_name_and_what_is_expected(data_dir: Path, host: str) -> None:
    result = CliRunner().invoke(app, ["serve", "--host", host], env={"COLUMNS": "200"}, catch_exceptions=False)

    assert result.exit_code == 2
    assert "'--host': expected an address of this machine, such as 127.0.0.1 or 0.0.0.0" in result.output
    assert not data_dir.exists()


@pytest.mark.parametrize("name", ["q?x=1", "p%20z#y"])
def test_a_data_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    with live(tmp_path / name) as site:
        assert httpx.get(f"{site.address}/readyz").status_code == 200

    assert (tmp_path / name / "data" / "scan.db").stat().st_size > 0


def test_changed_content_under_a_published_number_stops_the_start(data_dir: Path, shipped: Questionnaire) -> None:
    prepare_data_dir(Settings())
    upgrade(Settings().database)
    database = Database(Settings().database)
    publish(database, questionnaire(technology("t1"), version=shipped.version), now=NOW)
    database.close()

    result = CliRunner().invoke(app, ["serve"])

    assert result.exit_code == 1
    assert "raise `version` in scan_questions/scan.yaml" in result.output


def test_a_database_that_does_not_answer_stops_the_start(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCAN_DATABASE_URL", "postgresql://scan@127.0.0.1:1/scan")

    result = CliRunner().invoke(app, ["serve"], catch_exceptions=False)

    assert result.exit_code == 1
    assert "port 1 failed" in result.output


def test_a_data_folder_that_cannot_be_made_stops_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("SCAN_DATA_DIR", str(tmp_path / "file" / "data"))

    result = CliRunner().invoke(app, ["serve"], catch_exceptions=False)

    assert result.exit_code == 1
    assert "Not a directory" in result.output


def test_a_newer_database_stops_the_start(data_dir: Path) -> None:
    prepare_data_dir(Settings())
    upgrade(Settings().database)
    database = Database(Settings().database)
    with database.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()

    result = CliRunner().invoke(app, ["serve"], catch_exceptions=False)

    assert result.exit_code == 1
    assert "later version of the program" in result.output

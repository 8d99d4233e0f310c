"""The page for who runs the scan: its settings and its commands are those of the program."""

import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from app.cli import app
from app.db.audit_tables import AuditRow
from app.domain.operator import Retention
from app.server import DeadlineProtocol
from app.services.retention import Cleaned
from app.settings import Settings
from tests.markdown import ROOT, Document, code

OPERATIONS = Document("docs/operations.md")
TABLE = {code(name): (default, meaning) for name, default, meaning in OPERATIONS.rows("Settings")}


def shown(default: object) -> str:
    if isinstance(default, Path):
        return f"`{default.relative_to(ROOT)}`"
    return f"`{str(default).rstrip('/')}`" if default else "none"


def test_the_table_has_every_setting_and_no_other() -> None:
    assert set(TABLE) == {f"SCAN_{name.upper()}" for name in Settings.model_fields}


@pytest.mark.parametrize("name", Settings.model_fields)
def test_a_setting_has_its_default(name: str) -> None:
    assert TABLE[f"SCAN_{name.upper()}"][0] == shown(Settings.model_fields[name].default)


@pytest.mark.parametrize("name", Settings.model_fields)
def test_a_setting_has_its_meaning(name: str) -> None:
    description = Settings.model_fields[name].description

    assert description
    assert description in TABLE[f"SCAN_{name.upper()}"][1]


def test_it_names_only_commands_that_exist() -> None:
    named = set(re.findall(r"(?:`|bin/|    )scan ([a-z-]+)", OPERATIONS.text))

    assert {"serve", "backup", "restore", "retention"} <= named
    assert named <= set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]  # it is a group


def test_it_names_only_settings_that_exist() -> None:
    assert set(re.findall(r"SCAN_[A-Z_]+", OPERATIONS.text)) <= set(TABLE)


def test_the_limits_on_a_connection_are_those_of_the_program() -> None:
    limits = {what: limit for what, limit, _ in OPERATIONS.rows("Limits")}
    most = f"{DeadlineProtocol.most_unread // 1024} KiB"

    assert limits["the head of a request, and what follows a body in chunks"] == most
    assert limits["requests on one connection that wait for an answer"] == str(DeadlineProtocol.most_in_line)


def test_it_explains_all_that_retention_counts_and_how_long_each_is_kept() -> None:
    rows = OPERATIONS.rows("Retention")
    days = {name for _, _, when in rows for name in re.findall(r"`(\w+_days)`", when)}

    assert [what for what, *_ in rows] == [field.name.replace("_", " ") for field in fields(Cleaned)]
    assert days == {name for name in Retention.model_fields if name.endswith("_days")}


def test_the_days_that_may_be_left_out_are_those_of_the_program() -> None:
    left_out = [str(Retention.model_fields[name].default) for name in ("log_days", "consent_days", "ledger_days")]

    assert f"then they are {', '.join(left_out)}" in OPERATIONS.flowing


def test_the_log_is_read_from_the_table_that_holds_it() -> None:
    assert set(re.findall(r"FROM (\w+)", OPERATIONS.section("The log of who did what"))) == {AuditRow.__tablename__}


def test_it_leads_to_the_page_on_security() -> None:
    assert "security.md" in OPERATIONS.links


UNITS = dict(re.findall(r"`/\S+/([\w@.-]+)`[^\n]*:\n\n```ini\n(.*?)```", OPERATIONS.text, re.DOTALL))


def test_a_night_job_that_fails_keeps_no_other_from_its_work() -> None:
    assert all(unit.count("ExecStart=") <= 1 for unit in UNITS.values())
    assert {"scan-night@.service", "scan-night@.timer"} <= set(UNITS)
    assert {"backup", "retention"} == set(re.findall(r"scan-night@(\w+)\.timer", OPERATIONS.text))


def test_a_timer_reads_the_public_figures() -> None:
    assert "scan reference refresh" in UNITS["scan-figures.service"]
    assert "OnCalendar=quarterly" in UNITS["scan-figures.timer"]
    assert "enable --now" in OPERATIONS.text.split("scan-figures.timer")[1]


# Ten for requests, ten for mail, and the rest for the process that makes PDFs.
SECONDS_TO_STOP = 30


def test_a_stop_gets_the_time_it_needs() -> None:
    assert f"TimeoutStopSec={SECONDS_TO_STOP}\n" in UNITS["scan.service"]
    assert composed()["services"]["web"]["stop_grace_period"] == f"{SECONDS_TO_STOP}s"


def test_a_start_that_fails_is_tried_again_until_the_database_is_back() -> None:
    start, service = UNITS["scan.service"].split("[Service]")

    assert "StartLimitIntervalSec=0\n" in start
    assert "Restart=on-failure\nRestartSec=5\n" in service


@pytest.mark.parametrize("address", re.findall(r"^    .*scan restore .*$", OPERATIONS.section("Restore"), re.MULTILINE))
def test_a_trial_of_a_restore_names_its_own_database(address: str) -> None:
    assert ("SCAN_DATA_DIR=/tmp/trial" in address) == ("SCAN_DATABASE_URL=" in address)


def composed() -> Any:
    return yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))


def test_compose_sets_only_settings_that_exist() -> None:
    assert set(composed()["services"]["web"]["environment"]) <= set(TABLE)


def test_compose_asks_only_for_values_that_the_page_names() -> None:
    asked = set(re.findall(r"\$\{(\w+)", (ROOT / "compose.yaml").read_text(encoding="utf-8")))

    assert asked == set(re.findall(r"^    (\w+)=", OPERATIONS.section("Docker"), re.MULTILINE))


@pytest.mark.parametrize("name", ["SCAN_SMTP_URL", "SCAN_MAIL_FROM", "SCAN_METRICS"])
def test_compose_passes_on_what_may_be_left_out(name: str) -> None:
    assert composed()["services"]["web"]["environment"][name] == f"${{{name}:-}}"


def test_compose_serves_who_offers_the_site() -> None:
    place = Settings.model_fields["organisation"].default.relative_to(ROOT)

    assert f"${{SCAN_ORGANISATION:-./{place}}}:/srv/scan/{place}:ro" in composed()["services"]["web"]["volumes"]


def test_compose_believes_only_its_own_network_about_visitors() -> None:
    (network,) = composed()["networks"]["default"]["ipam"]["config"]

    assert composed()["services"]["web"]["environment"]["SCAN_TRUSTED_PROXIES"] == network["subnet"]

"""The command that fills an empty database with invented companies, to try the site with."""

import random
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Annotated

import typer
from rich.progress import track
from rich.table import Table
from rich.text import Text

from app.cli.console import AsJson, err, explaining_errors, out, print_json, read_settings
from app.cli.demo_outcomes import publish_outcomes
from app.content import read_questionnaire
from app.db.backups import check_not_emptied
from app.db.data_lock import use_data
from app.db.engine import Database
from app.db.migrations import upgrade
from app.db.urls import is_there
from app.domain.release import Release
from app.services.demo import StoredScan, Terms, check_empty, invent, store_scans
from app.services.demo_campaigns import add_campaigns
from app.services.demo_casework import work_on_cases
from app.services.demo_organisations import Login, add_organisations
from app.services.demo_shares import StoredShare, share_scans, some_of
from app.services.demo_workshops import hold_workshops
from app.services.questionnaires import publish
from app.settings import Settings, prepare_data_dir, secret_key
from app.web.consent import current_consent
from app.web.sharing_consent import current_sharing_text

commands = typer.Typer()


@dataclass(frozen=True, slots=True)
class _Filled:
    scans: Sequence[StoredScan]
    logins: Sequence[Login]
    shares: Sequence[StoredShare]
    releases: Sequence[Release]

    @property
    def counts(self) -> dict[str, int]:
        return {
            "scans": len(self.scans),
            "finished": sum(scan.invented.finished_at is not None for scan in self.scans),
            "shares": len(self.shares),
            "shares_ended": sum(share.is_over for share in self.shares),
        }


@commands.command()
def demo(
    scans: Annotated[int, typer.Option(help="How many scans of last year and this one.", min=1, max=10_000)] = 6_000,
    as_json: AsJson = False,
) -> None:
    """Fill an empty database with invented companies, to try the site with, and print once how to sign in."""
    settings = read_settings()
    with explaining_errors():
        prepare_data_dir(settings)
        with use_data(settings.data_dir):
            _check_empty(settings)
            upgrade(settings.database)
            with closing(Database(settings.database)) as database:
                filled = _fill(settings, database, scans, quiet=as_json)
    if as_json:
        released, accounts = [release.id for release in filled.releases], map(_account_json, filled.logins)
        print_json(filled.counts | {"releases": released, "accounts": list(accounts)})
        return
    out.print(_account_table(filled.logins))
    out.print(", ".join(f"{count} {what.replace('_', ' ')}" for what, count in filled.counts.items()))
    out.print(_outcomes_line(filled.releases), soft_wrap=True)
    out.print("These passwords and secrets are shown this once. A secret goes in an authenticator app.")


def _check_empty(settings: Settings) -> None:
    """Raise an error unless there is nothing to spoil; done before all else, so that a refusal changes nothing."""
    check_not_emptied(settings.database, settings.key_file)
    if is_there(settings.database):
        with closing(Database(settings.database)) as database:
            check_empty(database)


def _fill(settings: Settings, database: Database, count: int, *, quiet: bool) -> _Filled:
    """Fill a database; those who sign in come last, so that whoever breaks this off misses no password."""
    now, draw, key = datetime.now(UTC), random.Random(), secret_key(settings)
    questionnaire = read_questionnaire()
    publish(database, questionnaire, now=now)
    follow = partial(track, console=err, transient=True, disable=quiet)
    terms = Terms(questionnaire, consent_version=current_consent().version, secret_key=key)
    invented = follow(invent(questionnaire, count, now=now, draw=draw), "Inventing scans", total=count)
    stored = store_scans(database, terms, invented)
    outcomes = publish_outcomes(settings, database, terms, stored, now=now, draw=draw, follow=follow)
    logins = add_organisations(database, questionnaire, key, now=now, draw=draw)
    accounts, version = [login.account for login in logins], current_sharing_text().version
    outcomes.open_some(database, accounts)
    add_campaigns(database, outcomes.scans, accounts, now=now, draw=draw)
    offered = some_of(outcomes.scans, draw=draw)
    shares = share_scans(database, offered, accounts, consent_version=version, now=now, draw=draw)
    work_on_cases(database, shares, accounts, now=now, draw=draw)
    hold_workshops(database, outcomes.scans, accounts, now=now, draw=draw)
    return _Filled(outcomes.scans, logins, shares, outcomes.made)


def _outcomes_line(releases: Sequence[Release]) -> str:
    if not releases:
        return "No outcomes of provinces. For those, run script/setup release and start again in an empty folder."
    return f"Outcomes published: {', '.join(release.id for release in releases)}"


def _account_json(login: Login) -> dict[str, str]:
    return {
        "kind": login.account.kind,
        "organisation": login.account.organisation.name,
        "name": login.account.name,
        "email": login.account.email,
        "password": login.password,
        "totp_secret": login.totp_secret,
    }


def _account_table(logins: Sequence[Login]) -> Table:
    """Make a table that fits 80 columns: what is cut off here is lost."""
    table = Table("account", "password and TOTP secret", show_lines=True)
    for column in table.columns:
        column.overflow = "fold"
    for login in logins:
        account = login.account
        who = f"{account.email}\n{account.name}, {account.kind}\n{account.organisation.name}"
        table.add_row(Text(who), Text(f"{login.password}\n{login.totp_secret}"))
    return table

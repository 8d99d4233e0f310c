"""The commands for who signs in: the first administrator, others while there is no mail, and who is locked out."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from app.cli.console import AsJson, err, explaining_errors, out, print_json, read_settings
from app.db.backups import check_not_emptied
from app.db.data_lock import use_data
from app.db.engine import Database
from app.db.migrations import check_revision, newest_revision, revision_of, upgrade
from app.db.urls import check_there
from app.domain.account import Kind
from app.domain.administration import LONGEST_PERSON_NAME, Member
from app.domain.email_address import is_email_address
from app.domain.errors import ScanError
from app.services import accounts_on_server, members
from app.services.account_links import LinkTo
from app.services.accounts_on_server import AskedOrganisation
from app.services.inviting import Invitation, post_invitation
from app.settings import Settings, prepare_data_dir
from app.web.messages import message

commands = typer.Typer(no_args_is_help=True)


class OlderDatabaseError(ScanError):
    def __init__(self) -> None:
        super().__init__("This database is of an earlier version. Start `scan serve` once: that brings it up to date.")


def _email(typed: str) -> str:
    """Return an address in lower case. Raises BadParameter."""
    if not is_email_address(typed):
        raise typer.BadParameter("expected one e-mail address, such as naam@voorbeeld.nl")
    return typed.lower()


def _name(typed: str) -> str:
    """Return a name as pages show it. Raises BadParameter."""
    from app.web.forms import clean_text, has_ink

    name = " ".join(clean_text(typed).split())
    if not has_ink(name) or len(name) > LONGEST_PERSON_NAME:
        raise typer.BadParameter(f"expected a name of 1 to {LONGEST_PERSON_NAME} characters")
    return name


@commands.command()
def add(
    email: Annotated[str, typer.Option(help="Address to sign in with.", callback=_email)],
    name: Annotated[str, typer.Option(help="First and last name.", callback=_name)],
    organisation: Annotated[str | None, typer.Option(help="Name of the organisation, as on the page /beheer.")] = None,
    kind: Annotated[Kind | None, typer.Option(help="Kind of the organisation; without both: admin.")] = None,
    as_json: AsJson = False,
) -> None:
    """Add somebody and print the link to begin with. Without --organisation that is an administrator."""
    settings, now = read_settings(), datetime.now(UTC)
    asked = AskedOrganisation(organisation, kind, first=message("administration", "first_organisation"))
    with explaining_errors(), _data(settings, may_make=True) as database, database.write() as session:
        made = accounts_on_server.add_person(session, asked, _link_to(settings), name=name, email=email, now=now)
        if settings.smtp_url:
            post_invitation(session, made, now=now)
    _print(settings, made, as_json=as_json)


@commands.command()
def link(
    email: Annotated[str, typer.Argument(help="Address of the account.", callback=_email)],
    reset_app: Annotated[bool, typer.Option("--reset-app", help="Take the app and the recovery codes away.")] = False,
    as_json: AsJson = False,
) -> None:
    """Print a new link: for who has not begun, or with --reset-app for who is locked out."""
    settings, now = read_settings(), datetime.now(UTC)
    with explaining_errors(), _data(settings) as database, database.write() as session:
        made = accounts_on_server.new_link(session, email, _link_to(settings), reset_app=reset_app, now=now)
        if settings.smtp_url:
            post_invitation(session, made, now=now)
    _print(settings, made, as_json=as_json)


@commands.command(name="list")
def list_users(as_json: AsJson = False) -> None:
    """List who has an account, and whether they can sign in."""
    settings = read_settings()
    with explaining_errors(), _data(settings) as database:
        listed = [_facts(member) for member in members.list_members(database, now=datetime.now(UTC))]
    if as_json:
        print_json(listed)
        return
    table = Table("e-mail", "name", "organisation", "kind", "state")
    for facts in listed:
        table.add_row(*(Text(fact) for fact in facts.values()))
    out.print(table)


def _facts(member: Member) -> dict[str, str]:
    account = member.account
    return {
        "email": account.email,
        "name": account.name,
        "organisation": account.organisation.name,
        "kind": account.kind,
        "state": member.state,
    }


@contextmanager
def _data(settings: Settings, *, may_make: bool = False) -> Iterator[Database]:
    """Open the database, which this `may_make`; the server may run. Raises NoDatabaseError and OlderDatabaseError."""
    if not may_make:
        check_there(settings.database)
    prepare_data_dir(settings)
    with use_data(settings.data_dir):
        check_not_emptied(settings.database, settings.key_file)
        revision = revision_of(settings.database)
        if revision is None:
            upgrade(settings.database)
        elif revision != newest_revision():
            check_revision(revision)
            raise OlderDatabaseError
        with closing(Database(settings.database)) as database:
            yield database


def _link_to(settings: Settings) -> LinkTo:
    from app.web.routes.setting_up import router

    return lambda token: settings.origin + router.url_path_for("show_account_link", token=token)


def _print(settings: Settings, made: Invitation, *, as_json: bool) -> None:
    account = made.account
    if as_json:
        told = {"email": account.email, "organisation": account.organisation.name, "kind": account.kind}
        print_json(told | {"link": made.link, "works_until": made.until.isoformat(timespec="seconds")})
        return
    out.print(f"{account.name} ({account.organisation.name}, {account.kind})", markup=False, highlight=False)
    out.print(made.link, markup=False, highlight=False, soft_wrap=True)
    out.print(f"The link works once, for {made.valid_days} days. Open it in a browser: choose a password, add the app.")
    if settings.smtp_url:
        out.print(f"It also goes to {account.email} by mail, as soon as the server runs.", markup=False)
    else:
        out.print("There is no mail server, so give it to this person yourself, and to nobody else.")
    if "public_url" not in settings.model_fields_set:
        err.print("SCAN_PUBLIC_URL is not set: if the site has another address, put that at the start of the link.")

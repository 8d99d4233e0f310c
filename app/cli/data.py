"""The commands that look after the data: backup, restore, and what is done every night."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from app.cli.console import AsJson, err, explaining_errors, out, print_json, read_settings
from app.content import read_operator
from app.db import scans
from app.db.backups import back_up, backup_folder, backup_name
from app.db.data_lock import use_data
from app.db.engine import Database
from app.db.reapplying import Returned
from app.db.urls import check_there, database_name
from app.services.reminders import Reminded, remind
from app.services.restoring import restore as put_back
from app.services.retention import clean_up
from app.settings import Settings, prepare_data_dir

commands = typer.Typer()


@commands.command()
def backup(
    file: Annotated[Path | None, typer.Argument(help="New file; without it, one in the folder of backups.")] = None,
    as_json: AsJson = False,
) -> None:
    """Copy the database to a file; the server may run."""
    settings = read_settings()
    with explaining_errors():
        prepare_data_dir(settings)
        name = backup_name(settings.database, "scan", now=datetime.now(UTC))
        target = (file or backup_folder(settings.data_dir) / name).absolute()
        with use_data(settings.data_dir), err.status("Copying the database"):
            count = _count_scans(settings.database)
            back_up(settings.database, target)
    written = {"file": str(target), "bytes": target.stat().st_size, "scans": count}
    if as_json:
        print_json(written)
    else:
        out.print(f"{target}: {count} scans, {written['bytes']} bytes", soft_wrap=True, highlight=False, markup=False)


@commands.command()
def restore(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="File of `scan backup`.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Put a backup in the place of the database; the server must be stopped."""
    settings, now = read_settings(), datetime.now(UTC)
    if not yes:
        typer.confirm(f"Replace all scans in {database_name(settings.database)} by those in {file}?", abort=True)
    with explaining_errors():
        prepare_data_dir(settings)
        keep = backup_folder(settings.data_dir) / backup_name(settings.database, "scan-before-restore", now=now)
        with use_data(settings.data_dir, alone=True), err.status("Restoring the database"):
            returned = put_back(settings.database, file.absolute(), keep=keep, now=now)
            count = _count_scans(settings.database)
    out.print(f"{count} scans from {file}", soft_wrap=True, highlight=False, markup=False)
    _print_returned(returned)
    if keep.exists():
        out.print(f"The database before: {keep}", soft_wrap=True, highlight=False, markup=False)


def _print_returned(returned: Returned | None) -> None:
    if returned is None:
        err.print("Could not read which scans were deleted since this backup; they may be back.", soft_wrap=True)
        err.print("Shares that were ended and accounts that were blocked since may be back too.", soft_wrap=True)
        err.print("Releases since may be gone: do not release their periods again.", soft_wrap=True)
        return
    if returned.scans:
        out.print(f"Removed again, since they had been erased: {returned.scans}")
    if returned.shares:
        out.print(f"Shares that were ended again, since they had been ended: {returned.shares}")


@commands.command()
def retention(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only count.")] = False, as_json: AsJson = False
) -> None:
    """Remove what was kept long enough: scans, shares, the log, backups. Write whom it is time to follow up."""
    settings, now = read_settings(), datetime.now(UTC)
    with explaining_errors():
        kept = read_operator(settings.organisation).retention
        check_there(settings.database)
        with use_data(settings.data_dir), closing(Database(settings.database)) as database, err.status("Removing"):
            folder = backup_folder(settings.data_dir)
            may = {"can_mail": settings.smtp_url is not None, "dry_run": dry_run}
            cleaned = asdict(clean_up(database, kept, folder, now=now, **may))
            reminded = remind(database, _link_to_due(settings), now=now, **may)
    if as_json:
        letters = {"letters_to_advisers": reminded.advisers, "letters_to_owners": reminded.owners}
        print_json(cleaned | letters | {"dry_run": dry_run})
    else:
        _print_cleaned(cleaned, reminded, dry_run=dry_run)


def _link_to_due(settings: Settings) -> str:
    from app.web.routes.follow_ups import router

    return settings.origin + router.url_path_for("show_due")


def _print_cleaned(cleaned: Mapping[str, int], reminded: Reminded, *, dry_run: bool) -> None:
    table = Table("what", "to remove" if dry_run else "removed")
    for what, count in cleaned.items():
        table.add_row(what.replace("_", " "), str(count))
    out.print(table)
    written = "Letters to write" if dry_run else "Letters written"
    out.print(f"{written} about following up: {reminded.advisers} to advisers, {reminded.owners} to owners")


def _count_scans(url: str) -> int:
    check_there(url)
    with closing(Database(url)) as database, database.read() as session:
        return scans.count(session)

"""Backups of PostgreSQL, written and read by its own programs."""

import os
import re
import subprocess
from collections.abc import Sequence, Set
from pathlib import Path

from sqlalchemy import make_url

from app.db.never_copied import NEVER_COPIED
from app.db.postgresql_restores import KEPT
from app.domain.errors import BackupError

# What the tables need beside themselves; it stays when they are dropped.
_FUNCTIONS = (
    "keep_audit_line",
    "spend_budget",
    "add_to_release",
    "finish_release",
    "lock_release",
    "keep_release",
)
_ALL_OR_NOTHING = (
    "--no-psqlrc",
    "--quiet",
    "--single-transaction",
    "--set=ON_ERROR_STOP=1",
    "--command=SET lock_timeout = '10s'",
)


class PostgresqlToolError(BackupError):
    """A program of PostgreSQL is missing or refused."""


class PostgresqlRefusalError(PostgresqlToolError):
    """A program of PostgreSQL could not do what it was asked; says why in its words."""


def dump(url: str, file: Path) -> None:
    """Copy a database into a file, but what no backup has. Raises PostgresqlToolError."""
    left_out = [
        *(f"--exclude-table={table}" for table in KEPT),
        *(f"--exclude-table-data={table}" for table in NEVER_COPIED),
    ]
    _run("pg_dump", url, "--format=custom", *left_out, f"--file={file}")


def tables_and_revision(file: Path) -> tuple[Set[str], str | None]:
    """Return what a dump has: its tables, and its revision if there is one. Raises PostgresqlToolError."""
    listed = _run("pg_restore", None, "--list", str(file))
    revision = _run("pg_restore", None, "--data-only", "--table=alembic_version", "--file=-", str(file))
    found = re.search(r"^COPY public\.alembic_version .*\n(\w+)$", revision, re.MULTILINE)
    return set(re.findall(r" TABLE public (\w+) ", listed)), found[1] if found else None


def write_script(file: Path, script: Path) -> None:
    """Write a dump as a script that makes its tables and rows. Raises PostgresqlToolError."""
    _run("pg_restore", None, "--no-owner", "--no-acl", f"--file={script}", str(file))


def run_script(url: str, script: Path, *, instead_of: Sequence[str]) -> None:
    """Run a script in a database instead of these tables, all of it or nothing. Raises PostgresqlToolError."""
    clear = [f"--command={sentence}" for sentence in _drop(instead_of)]
    _run("psql", url, *_ALL_OR_NOTHING, *clear, f"--file={script}")


def _drop(tables: Sequence[str]) -> Sequence[str]:
    """Return what clears the way; a later version of the program may have made tables that no backup knows."""
    kinds = {"TABLE": tables, "FUNCTION": _FUNCTIONS}
    return [
        f"DROP {kind} IF EXISTS {', '.join(f'public.{name}' for name in names)} CASCADE"
        for kind, names in kinds.items()
        if names
    ]


def _run(tool: str, url: str | None, *arguments: str) -> str:
    """Run a program, on a database if one is given, and return what it prints. Raises PostgresqlToolError.

    The password goes by the environment: everybody on a machine can see the words of a command.
    """
    command, environment = [tool, *arguments], dict(os.environ)
    if url is not None:
        parts = make_url(url)
        (*_, asked) = parts.normalized_query.get("password", ("",))
        environment["PGPASSWORD"] = asked or parts.password or os.environ.get("PGPASSWORD", "")
        without = parts.difference_update_query(["password"])._replace(password=None)
        command.append(f"--dbname={without.set(drivername='postgresql')}")
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    except FileNotFoundError:
        raise PostgresqlToolError(f"{tool} is missing: install the package postgresql-client.") from None
    except subprocess.CalledProcessError as error:
        raise PostgresqlRefusalError(error.stderr.strip() or f"{tool} stopped with {error.returncode}.") from None
    return done.stdout

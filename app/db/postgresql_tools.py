"""The programs of PostgreSQL that write and read backups."""

import os
import subprocess

from sqlalchemy import make_url

from app.domain.errors import ScanError


class PostgresqlToolError(ScanError):
    """A program of PostgreSQL is missing or refused."""


def run(tool: str, url: str | None, *arguments: str) -> str:
    """Run a program, on a database if one is given, and return what it prints. Raises PostgresqlToolError.

    The password goes by the environment: everybody on a machine can see the words of a command.
    """
    command, environment = [tool, *arguments], dict(os.environ)
    if url is not None:
        address = make_url(url)
        environment["PGPASSWORD"] = address.password or os.environ.get("PGPASSWORD", "")
        command.append(f"--dbname={address.set(drivername='postgresql')._replace(password=None)}")
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    except FileNotFoundError:
        raise PostgresqlToolError(f"{tool} is missing: install the package postgresql-client.") from None
    except subprocess.CalledProcessError as error:
        raise PostgresqlToolError(error.stderr.strip() or f"{tool} stopped with {error.returncode}.") from None
    return done.stdout

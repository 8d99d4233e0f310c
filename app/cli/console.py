"""What the commands share: where they print, how they stop, which settings they run with."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, NoReturn

import typer
from pydantic import ValidationError
from rich.console import Console
from sqlalchemy.exc import DBAPIError

from app.domain.errors import ScanError
from app.settings import Settings

out = Console(emoji=False)
err = Console(stderr=True, emoji=False)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for another program.")]


def read_settings() -> Settings:
    try:
        return Settings()
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            said = detail["msg"].removeprefix("Value error, ")
            err.print(f"SCAN_{str(detail['loc'][0]).upper()}: {said}", markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(1) from None


@contextmanager
def explaining_errors(*, code: int = 1, outcome: str = "") -> Iterator[None]:
    """Stop with this exit code when what a command needs is not there or not right, and say the outcome and why."""
    try:
        yield
    except (ScanError, OSError, DBAPIError) as error:
        if outcome:
            err.print(outcome)
        stop(error, code=code)


def stop(error: Exception, *, code: int) -> NoReturn:
    said = error.orig or error if isinstance(error, DBAPIError) else error  # what the driver says, without the query
    err.print(str(said), markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(code)


def print_json(document: object) -> None:
    typer.echo(json.dumps(document, ensure_ascii=False, indent=2))

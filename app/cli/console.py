"""What the commands share: where they print, how they stop, which settings they run with."""

import json
from typing import Annotated, NoReturn

import typer
from pydantic import ValidationError
from rich.console import Console

from app.settings import Settings

out = Console()
err = Console(stderr=True)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for another program.")]


def read_settings() -> Settings:
    try:
        return Settings()
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            said = detail["msg"].removeprefix("Value error, ")
            err.print(f"SCAN_{str(detail['loc'][0]).upper()}: {said}", markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(1) from None


def stop(error: BaseException, *, code: int) -> NoReturn:
    err.print(str(error), markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(code)


def print_json(document: object) -> None:
    typer.echo(json.dumps(document, ensure_ascii=False, indent=2))

"""The command `scan`: serve the site, look after its data, and let people review and integrate what it is made of."""

import os

import typer

from app.cli import content, data, reference, serving

app = typer.Typer(help="Arbeidsproductiviteitsscan.", no_args_is_help=True, add_completion=False)
for group in (serving, data, content, reference):
    app.add_typer(group.commands)


@app.callback()
def main() -> None:
    """Serve, look after and review the arbeidsproductiviteitsscan."""
    os.umask(0o077)  # whatever is written is for this user alone

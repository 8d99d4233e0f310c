"""The command `scan`: serve the site, look after its data, and let people review and integrate what it is made of."""

import os

import typer

from app.cli import content, data, demo, reference, release, serving, users

app = typer.Typer(help="Arbeidsproductiviteitsscan.", no_args_is_help=True, add_completion=False)
for group in (serving, data, release, demo, content, reference):
    app.add_typer(group.commands)
app.add_typer(users.commands, name="user", help="Who signs in: add people, give them a link, list them.")


@app.callback()
def main() -> None:
    """Serve, look after and review the arbeidsproductiviteitsscan."""
    os.umask(0o077)  # whatever is written is for this user alone

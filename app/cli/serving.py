"""The command that serves the site."""

from datetime import UTC, datetime
from typing import Annotated

import typer
from pydantic import HttpUrl

from app.cli.console import err, out, read_settings, stop
from app.content import read_organisation, read_questionnaire
from app.domain.errors import ScanError
from app.settings import Settings, prepare_data_dir

commands = typer.Typer()


@commands.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", min=1, max=65535)] = 8000,
) -> None:
    """Prepare the database, publish the questionnaire and serve the site."""
    import uvicorn
    from sqlalchemy.exc import OperationalError

    from app.db.engine import Database
    from app.db.migrations import upgrade
    from app.main import create_app
    from app.services.questionnaires import publish

    settings = _settings_for(host, port)
    try:
        prepare_data_dir(settings)
        organisation = read_organisation(settings.organisation)
        upgrade(settings.database)
        database, questionnaire = Database(settings.database), read_questionnaire()
        publish(database, questionnaire, now=datetime.now(UTC))
    except (ScanError, OSError) as error:
        stop(error, code=1)
    except OperationalError as error:
        stop(error.orig or error, code=1)
    out.print(f"Arbeidsproductiviteitsscan: [link]{settings.origin}[/link]  (stop with Ctrl+C)")
    site = create_app(settings, database, questionnaire, organisation)
    uvicorn.run(site, host=host, port=port, log_level="warning", server_header=False, proxy_headers=False)


def _settings_for(host: str, port: int) -> Settings:
    settings = read_settings()
    if "public_url" in settings.model_fields_set:
        return settings
    if host not in ("127.0.0.1", "localhost", "::1"):
        err.print("SCAN_PUBLIC_URL is missing: set it to the address that visitors type, or they are refused.")
    name = f"[{host}]" if ":" in host else host
    return settings.model_copy(update={"public_url": HttpUrl(f"http://{name}:{port}")})

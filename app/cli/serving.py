"""The command that serves the site."""

import logging
import socket
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import HttpUrl

from app.cli.console import explaining_errors, out, read_settings
from app.content import read_operator, read_questionnaire
from app.logs import configure_logging
from app.settings import Settings, prepare_data_dir

if TYPE_CHECKING:
    from fastapi import FastAPI

commands = typer.Typer()
log = logging.getLogger(__name__)

_THIS_MACHINE = ("127.0.0.1", "localhost", "::1", "[::1]")


def _resolvable(host: str) -> str:
    """Return an address as it is. Raises BadParameter."""
    try:
        socket.getaddrinfo(host, None)
    except (OSError, UnicodeError):
        raise typer.BadParameter("expected an address of this machine, such as 127.0.0.1 or 0.0.0.0") from None
    return host


@commands.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.", callback=_resolvable)] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", min=1, max=65535)] = 8000,
) -> None:
    """Prepare the database, publish the questionnaire and serve the site."""
    configure_logging()
    from app.server import listen, make_server, run

    settings = _settings_for(host, port)
    with explaining_errors():
        site = _prepared(settings)
    _warn(settings)
    with explaining_errors(code=3):
        listening = listen(host, port)
    out.print(f"Arbeidsproductiviteitsscan: [link]{settings.origin}[/link]  (stop with Ctrl+C)")
    run(make_server(site, host=host, port=port, trusted_proxies=settings.trusted_proxies), listening)


def _prepared(settings: Settings) -> "FastAPI":
    """Make the site, on data that is ready for it and that is held until this process ends."""
    from app.db.backups import check_not_emptied
    from app.db.engine import Database
    from app.db.migrations import upgrade
    from app.main import create_app
    from app.services.questionnaires import publish
    from app.services.restoring import finish_restore
    from app.web.metrics import serve_metrics

    now = datetime.now(UTC)
    _hold(settings)
    operator = read_operator(settings.organisation)
    check_not_emptied(settings.database, settings.key_file)
    upgrade(settings.database)
    finish_restore(settings.database, now=now)
    database, questionnaire = Database(settings.database), read_questionnaire()
    publish(database, questionnaire, now=now)
    site = create_app(settings, database, questionnaire, operator)
    if settings.metrics_address:
        serve_metrics(site, *settings.metrics_address)
    return site


def _hold(settings: Settings) -> None:
    from app.db.data_lock import hold_data, hold_serving

    prepare_data_dir(settings)
    hold_data(settings.data_dir)
    if not settings.database_url:
        hold_serving(settings.data_dir)


def _settings_for(host: str, port: int) -> Settings:
    settings = read_settings()
    if "public_url" in settings.model_fields_set:
        return settings
    if host not in _THIS_MACHINE:
        log.warning("SCAN_PUBLIC_URL is missing: set it to the address that visitors type, or they are refused")
    name = f"[{host}]" if ":" in host else host
    return settings.model_copy(update={"public_url": HttpUrl(f"http://{name}:{port}")})


def _warn(settings: Settings) -> None:
    if settings.data_dir.stat().st_mode & 0o077:
        log.warning("others on this machine can look in SCAN_DATA_DIR: `chmod -R go=` on that folder keeps them out")
    if not settings.is_https and settings.host not in _THIS_MACHINE:
        log.warning("visitors come without https: anyone on their network can read the cookie and open their scan")
    if settings.is_https and not settings.trusted_proxies:
        log.warning("SCAN_TRUSTED_PROXIES is missing: behind a proxy all visitors share one limit on links")
    if settings.database_url and not settings.secret_key:
        log.warning("SCAN_SECRET_KEY is missing: the key in the data folder is used, and every node needs the same one")

"""The command `scan`: serve the site, and let people review and integrate what it is made of."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from pydantic import HttpUrl, ValidationError
from rich.console import Console
from rich.progress import track
from rich.table import Table

from app.content import CONTENT_FOLDER, read_organisation, read_questionnaire, read_yaml
from app.domain.answers import parse_scan
from app.domain.content_check import ContentCheck, check_content
from app.domain.errors import ContentError, ProblemsError, ScanError
from app.domain.progress import shown_questions
from app.domain.reachability import reached_headlines, reaching_scan
from app.domain.report import compose_report
from app.municipalities import municipalities
from app.rendering.json_documents import questionnaire_json, report_json
from app.settings import Settings, prepare_data_dir

app = typer.Typer(help="Arbeidsproductiviteitsscan.", no_args_is_help=True, add_completion=False)
out = Console()
err = Console(stderr=True)

InputFile = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="YAML file.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for another program.")]


@app.callback()
def main() -> None:
    """Serve, review and score the arbeidsproductiviteitsscan."""


@app.command()
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
        _stop(error, code=1)
    except OperationalError as error:
        _stop(error.orig or error, code=1)
    out.print(f"Arbeidsproductiviteitsscan: [link]{settings.origin}[/link]  (stop with Ctrl+C)")
    site = create_app(settings, database, questionnaire, organisation)
    uvicorn.run(site, host=host, port=port, log_level="warning", server_header=False, proxy_headers=False)


@app.command()
def questions(
    as_json: AsJson = False,
    profile: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="YAML file with a profile: only what it is asked.")
    ] = None,
) -> None:
    """List the questions."""
    try:
        questionnaire = read_questionnaire()
        company = None
        if profile:
            document = read_yaml(profile, profile.name)
            if not isinstance(document, dict) or "profile" not in document:
                document = {"profile": document}
            company = parse_scan(questionnaire, document, municipalities=municipalities(), file=profile.name).profile
    except ProblemsError as error:
        _stop(error, code=2)
    asked = shown_questions(questionnaire, company, {}) if company else questionnaire.in_order
    listed = questionnaire_json(questionnaire, asked, company)
    if as_json:
        _print_json(listed)
        return
    table = Table("id", "theme", "depth", "question", "elements", title=f"Questionnaire {questionnaire.version}")
    for entry in listed["questions"]:
        weights = ", ".join(f"{name} {weight}" for name, weight in entry["elements"].items())
        table.add_row(entry["id"], entry["theme"], entry["depth"], entry["text"], weights)
    out.print(table)


@app.command()
def score(file: InputFile) -> None:
    """Score the profile and answers in a YAML file and print the result as JSON."""
    try:
        questionnaire = read_questionnaire()
        document = read_yaml(file, file.name)
        scan = parse_scan(questionnaire, document, municipalities=municipalities(), file=file.name)
    except ProblemsError as error:
        _stop(error, code=2)
    _print_json(report_json(compose_report(questionnaire, scan.profile, scan.answers)))


@app.command("check-content")
def check(
    folder: Annotated[Path, typer.Argument(exists=True, file_okay=False, help="Folder of content.")] = CONTENT_FOLDER,
) -> None:
    """Check the content: print every problem, or what is in it."""
    try:
        questionnaire = read_questionnaire(folder)
    except ContentError as error:
        _stop(error, code=1)
    actions = track(questionnaire.actions, "Looking for scans that lead to each action", console=err, transient=True)
    reached = {action.id: reaching_scan(questionnaire, action) for action in actions}
    checked = check_content(questionnaire, reached, reached_headlines(questionnaire))
    for table in _check_tables(checked):
        out.print(table)
    if checked.problems:
        _stop(ContentError(checked.problems), code=1)


def _check_tables(checked: ContentCheck) -> list[Table]:
    tables = []
    for title, rows in checked.tables.items():
        header, *lines = rows
        table = Table(*(str(name) for name in header), title=title)
        for line in lines:
            table.add_row(*(str(cell) for cell in line))
        tables.append(table)
    return tables


def _settings_for(host: str, port: int) -> Settings:
    settings = _settings()
    if "public_url" in settings.model_fields_set:
        return settings
    if host not in ("127.0.0.1", "localhost", "::1"):
        err.print("SCAN_PUBLIC_URL is missing: set it to the address that visitors type, or they are refused.")
    name = f"[{host}]" if ":" in host else host
    return settings.model_copy(update={"public_url": HttpUrl(f"http://{name}:{port}")})


def _settings() -> Settings:
    try:
        return Settings()
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            err.print(f"SCAN_{str(detail['loc'][0]).upper()}: {detail['msg']}", markup=False)
        raise typer.Exit(1) from None


def _stop(error: BaseException, *, code: int) -> NoReturn:
    err.print(str(error), markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(code)


def _print_json(document: object) -> None:
    typer.echo(json.dumps(document, ensure_ascii=False, indent=2))

"""The commands for those who review the content or integrate it: questions, score, check-content."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import track
from rich.table import Table

from app.cli.console import AsJson, err, explaining_errors, out, print_json, read_settings, stop
from app.content import (
    CONTENT_FOLDER,
    read_hard_number_rules,
    read_operator,
    read_questionnaire,
    read_style,
    read_yaml,
)
from app.domain.composing import compose_report
from app.domain.content_check.check import ContentCheck, check_content
from app.domain.content_check.reachability import explore
from app.domain.content_check.tables import scheme_rows
from app.domain.dutch_days import day_of
from app.domain.errors import ContentError
from app.domain.productivity import hard_number
from app.domain.profile import Profile
from app.domain.progress import shown_questions
from app.domain.questionnaire import Questionnaire
from app.domain.scan_input import parse_scan_input
from app.municipalities import municipalities
from app.reference_figures import reference_figures
from app.rendering.hard_number_json import hard_number_json
from app.rendering.json_documents import questionnaire_json, report_json

commands = typer.Typer()

InputFile = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="YAML file.")]


@commands.command()
def questions(
    as_json: AsJson = False,
    profile: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="YAML file with a profile: only what it is asked.")
    ] = None,
) -> None:
    """List the questions."""
    with explaining_errors(code=2):
        questionnaire = read_questionnaire()
        company = _profile_in(profile, questionnaire) if profile else None
    asked = shown_questions(questionnaire, company, {}) if company else questionnaire.in_order
    listed = questionnaire_json(questionnaire, asked, company)
    if as_json:
        print_json(listed)
    else:
        out.print(_question_table(listed))


def _profile_in(file: Path, questionnaire: Questionnaire) -> Profile:
    """Return the profile in a file, where it stands alone or in a scan. Raises ProblemsError."""
    document = read_yaml(file, file.name)
    if not isinstance(document, dict) or "profile" not in document:
        document = {"profile": document}
    return parse_scan_input(questionnaire, document, municipalities=municipalities(), file=file.name).profile


def _question_table(listed: Mapping[str, Any]) -> Table:
    table = Table("id", "theme", "depth", "question", "elements", title=f"Questionnaire {listed['version']}")
    for entry in listed["questions"]:
        weights = ", ".join(f"{name} {weight}" for name, weight in entry["elements"].items())
        table.add_row(entry["id"], entry["theme"], entry["depth"], entry["text"], weights)
    return table


@commands.command()
def score(file: InputFile) -> None:
    """Score the profile, answers and figures in a YAML file and print the result as JSON."""
    with explaining_errors(code=2):
        questionnaire, rules = read_questionnaire(), read_hard_number_rules()
        document = read_yaml(file, file.name)
        scan = parse_scan_input(questionnaire, document, municipalities=municipalities(), file=file.name)
    number = None
    if scan.figures:
        references = reference_figures(read_settings().data_dir)
        number = hard_number(scan.figures, scan.profile.sector, references=references, rules=rules)
    report = report_json(compose_report(questionnaire, scan.profile, scan.answers))
    print_json(report | {"hard_number": number and hard_number_json(number)})


@commands.command("check-content")
def check(
    folder: Annotated[Path, typer.Argument(exists=True, file_okay=False, help="Folder of content.")] = CONTENT_FOLDER,
    as_json: AsJson = False,
) -> None:
    """Check the content: print what is in it, and every problem."""
    try:
        checked = _checked(folder)
    except ContentError as error:
        checked = ContentCheck(error.problems, {})
    if as_json:
        print_json(_check_json(checked))
    for table in [] if as_json else _check_tables(checked):
        out.print(table)
    if checked.problems:
        stop(ContentError(checked.problems), code=1)


def _checked(folder: Path) -> ContentCheck:
    """Check a folder of content. Raises ContentError when it, or a file it is checked by, cannot be read."""
    questionnaire, style = read_questionnaire(folder), read_style()
    schemes = read_operator(read_settings().organisation).schemes
    today = day_of(datetime.now(UTC))
    follow = partial(track, description="Looking for scans that lead to each part", console=err, transient=True)
    checked = check_content(questionnaire, style, explore(questionnaire, today=today, follow=follow))
    return replace(checked, tables={**checked.tables, "Schemes": scheme_rows(questionnaire, schemes, today)})


def _check_json(checked: ContentCheck) -> dict[str, object]:
    """Return each problem with its sentence, and each row of a table by its headings."""
    tables = {}
    for title, (header, *lines) in checked.tables.items():
        tables[title] = [dict(zip(map(str, header), line, strict=True)) for line in lines]
    problems = [{"file": each.file, "path": each.path, "message": str(each)} for each in checked.problems]
    return {"problems": problems, "tables": tables}


def _check_tables(checked: ContentCheck) -> list[Table]:
    tables = []
    for title, (header, *lines) in checked.tables.items():
        table = Table(*(str(name) for name in header), title=title)
        for line in lines:
            table.add_row(*(str(cell) for cell in line))
        tables.append(table)
    return tables
